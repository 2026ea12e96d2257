// Uncovers the places of a revealed result, a place or a tie for each press of a button or the space bar.

import { places, uncoveredAfter } from "../../vote/places.js";

/** Uncovers the next place (`by` 1; a higher number uncovers as many rows), or covers the last one again (-1). */
export function stepOn(desk, view, vote, by) {
  const tally = vote && vote.revealed && view.tally(vote.id);
  if (!tally) return;
  const next = uncoveredAfter(places(tally.rows).rows, vote.uncovered, by);
  if (next !== vote.uncovered) return desk.act("screen.uncover", { activity: vote.id, uncovered: next });
}
