// What going on means now, and what it waits for: a vote to be closed, shown, or for its next place; people who are not done.
// Rules only: no page, no words.

import { collects, isVote, voteBefore } from "../../vote/agenda.js";
import { places, uncovered } from "../../vote/places.js";
import { voteHere } from "../parts/facts.js";

// A step that has been open for less, in milliseconds, was hardly read.
const SOON = 20000;

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

/** What going on does now: "start", "close", "reveal", "place" or "step". "end" and "resume" are never done by going on. */
export function onward(view) {
  if (view.forum.state === "ended") return "resume";
  if (!view.step) return "start";
  const first = duty(view);
  if (first) return first.what;
  return view.next ? "step" : "end";
}

/**
 * Who would be cut off by going on now, as {what, n}, or null when nobody is: `n` people still "voting" or "writing"; or `n` people who
 * have had no time, because the step has "just" been opened or "nothing" was written in it yet.
 */
export function unfinished(view) {
  const { step, presence } = view;
  if (!step || view.state(step) !== "open" || !["close", "step"].includes(onward(view)) || !collects(step)) return null;
  // Only people who are here can be waited for; whoever said that they are done is done.
  const waited = presence.connected - step.done;
  if (isVote(step)) return waited > 0 ? { what: "voting", n: waited } : null;
  if (presence.writing > 0) return { what: "writing", n: presence.writing };
  const early = tooEarly(view);
  return early && waited > 0 ? { what: early, n: waited } : null;
}

/** Whether people had no time to write: "just", "nothing" or "". */
function tooEarly(view) {
  if (view.now - view.opened < SOON) return "just";
  return view.ideas.some((idea) => idea.activity === view.step.id) ? "" : "nothing";
}

/** The place that is uncovered next, as {n, at, of}: its rank, and the how-manieth it is of those who share it; n is 0 when none is covered. */
export function nextPlace(view, vote) {
  const tally = view.tally(vote.id);
  const rows = tally ? places(tally.rows).rows : [];
  const next = rows.length - uncovered(rows.length, vote.step) - 1;
  if (next < 0) return { n: 0, at: 0, of: 0 };
  const shares = (row) => row.rank === rows[next].rank;
  return { n: rows[next].rank, at: rows.slice(next).filter(shares).length, of: rows.filter(shares).length };
}

/** How many places of a shown result are still covered. */
export function covered(view, vote) {
  const tally = view.tally(vote.id);
  const count = tally ? places(tally.rows).rows.length : 0;
  return count - uncovered(count, vote.step);
}

// A vote whose result a coming step tells may be left as it is.
function toldLater(view) {
  return view.steps
    .slice(view.at + 1)
    .some((step) => step.kind === "results" && voteBefore(view.steps, step) === view.step);
}
