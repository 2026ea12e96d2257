// Uncovers the places of a revealed result, a place or a tie for each press of a button or the space bar.

import { wordsOf } from "../../vote/agenda.js";
import { places, uncovered, uncoveredAfter } from "../../vote/places.js";
import { t } from "../../text/words.js";
import { voteHere } from "../parts/facts.js";
import { twice } from "../parts/double_press.js";

/** Uncovers the next place, or says why there is none. */
export function uncover(desk) {
  const vote = desk.view.step && voteHere(desk.view);
  if (!vote || twice(desk.ui, "uncoveredAt")) return;
  if (vote.revealed) return stepOn(desk, desk.view, vote, 1) || desk.say(t("console.places.all"), "hint");
  const closed = desk.view.state(vote) === "closed";
  desk.say(t(closed ? "console.reveal_first" : "console.vote_not_over" + wordsOf(vote)), "hint");
}

/**
 * Whether a key is the space bar on the button of the next step, which keeps the focus of who clicked it, while a
 * result is shown. There it uncovers, too: after the last place it must not take the hall to the next step.
 */
export function isSpaceOnNext(view, { key, target }) {
  const vote = key === " " && target.id === "next" && view && view.step && voteHere(view);
  return Boolean(vote) && vote.revealed;
}

/** Uncovers the next place (`by` 1; a higher number uncovers as many rows), or covers the last one again (-1). */
export function stepOn(desk, view, vote, by) {
  const tally = vote && vote.revealed && view.tally(vote.id);
  if (!tally) return;
  const { rows } = places(tally.rows);
  const next = uncoveredAfter(rows, vote.uncovered, by);
  if (next !== uncovered(rows, vote.uncovered))
    return desk.act("screen.uncover", { activity: vote.id, uncovered: next });
}
