// What a vote still waits for before the forum goes on: to be closed, shown, or for its next place. Rules only: no page, no words.

import { voteBefore } from "../agenda.js";
import { places, uncovered } from "../places.js";
import { voteHere } from "./facts.js";

/** What the main action does first, as {what: "close", "reveal" or "place", vote}, or null when nothing of a vote is left to show. */
export function duty(view) {
  if (!view.step || view.forum.state === "ended" || toldLater(view)) return null;
  const vote = voteHere(view);
  if (!vote) return null;
  const state = view.state(vote);
  if (!vote.revealed && state === "closed") return { what: "reveal", vote };
  // Nobody comes back to tell it later: without this the forum would end over an open vote.
  if (!vote.revealed) return state !== "waiting" && vote === view.step ? { what: "close", vote } : null;
  return covered(view, vote) ? { what: "place", vote } : null;
}

/** How many places of a shown result are still covered. */
export function covered(view, vote) {
  const tally = view.tally(vote.id);
  const count = tally ? places(tally.rows).rows.length : 0;
  return count - uncovered(count, vote.step);
}

// A vote whose result a coming step tells may be left as it is.
function toldLater(view) {
  return view.steps.slice(view.at + 1).some((step) => step.type === "results" && voteBefore(view.steps, step) === view.step);
}
