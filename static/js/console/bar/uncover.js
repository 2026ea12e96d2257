// Uncovering the places of a shown result, one at each press: by its own buttons, by the main one, by the space bar.

import { places, uncovered } from "../../vote/places.js";

/** Uncovers one place more (or one less). */
export function stepOn(desk, view, vote, by) {
  const tally = vote && vote.revealed && view.tally(vote.id);
  if (!tally) return;
  const count = places(tally.rows).rows.length;
  const step = uncovered(count, uncovered(count, vote.step) + by);
  if (step !== vote.step) return desk.act("screen.step", { activity: vote.id, step });
}
