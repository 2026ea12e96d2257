// Uncovers the places of a revealed result, one for each press of a button or the space bar.

import { places, uncovered } from "../../vote/places.js";

/** Uncovers one place more (`by` 1) or covers one again (-1). */
export function stepOn(desk, view, vote, by) {
  const tally = vote && vote.revealed && view.tally(vote.id);
  if (!tally) return;
  const count = places(tally.rows).rows.length;
  const next = uncovered(count, uncovered(count, vote.uncovered) + by);
  if (next !== vote.uncovered) return desk.act("screen.uncover", { activity: vote.id, uncovered: next });
}
