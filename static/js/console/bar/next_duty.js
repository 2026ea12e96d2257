// What going on would do now, and what it has to wait for: a vote to be closed or revealed, its next place, people who
// are not done. Pure functions: no DOM, no texts.

import { MINUTE_MS } from "../../text/format.js";
import { isVote } from "../../vote/agenda.js";
import { places, uncovered } from "../../vote/places.js";
import { shownVotes } from "../../vote/shown_votes.js";
import { leftBehind } from "../parts/candidates.js";
import { isWritten, voteHere, votesHere } from "../parts/facts.js";

// A step that has been open for less time has hardly been read.
const HARDLY_READ_MS = 20000;

// With no more time than this left nobody is cut off who is not writing.
const TIME_ENOUGH_MS = MINUTE_MS;

/**
 * What a vote needs before the agenda goes on, as {what: "close", "reveal" or "place", vote}, or null; {what: "vote",
 * vote}: that the hall turns to this other vote of a results step, of which it has not seen the whole result.
 */
export function nextDuty(view) {
  if (!view.step || view.forum.state === "ended" || toldLater(view)) return null;
  const here = voteHere(view);
  if (!here) return null;
  const vote = votesHere(view).find((one) => one !== here && dutyOf(view, one));
  return dutyOf(view, here) || (vote ? { what: "vote", vote } : null);
}

function dutyOf(view, vote) {
  const state = view.state(vote);
  if (!vote.revealed && state === "closed") return { what: "reveal", vote };
  // No later step shows this result: without a reminder the forum would end over an open vote.
  // In a self-paced forum going on closes nothing, so that nothing has to be closed first.
  if (!vote.revealed)
    return state !== "waiting" && vote === view.step && !view.forum.self_paced ? { what: "close", vote } : null;
  return covered(view, vote) ? { what: "place", vote } : null;
}

/**
 * What the main action is: "start", "close", "reveal", "place", "vote" or "step"; or "end" and "resume", which going on
 * never does.
 */
export function mainAction(view) {
  if (view.forum.state === "ended") return "resume";
  if (!view.step) return "start";
  const first = nextDuty(view);
  if (first) return first.what;
  return view.next ? "step" : "end";
}

/**
 * Who would be interrupted by going on now, as {what, n}, or null: `n` people are still "voting" or "writing", have had
 * no time because the step was "just" opened or "nothing" has been written in it yet, or had been promised more time,
 * "early": then also {done, of}, how many are done; "unsaid" where nobody said so: then there are `n` ideas and `of`
 * people.
 */
export function unfinished(view) {
  const { step, presence } = view;
  if (view.forum.self_paced) return null;
  if (!step || view.state(step) !== "open" || !["close", "step"].includes(mainAction(view)) || !step.collects)
    return null;
  // Only people who are connected, or were a moment ago, can be waited for, and not those who said that they are done.
  const waited = view.lately.n - step.done;
  if (isVote(step)) return waited > 0 ? { what: "voting", n: waited } : null;
  if (presence.writing > 0) return { what: "writing", n: presence.writing };
  const early = tooEarly(view);
  if (early && waited > 0) return { what: early, n: waited };
  if (!hasTime(view)) return null;
  return step.done
    ? { what: "early", n: waited, done: step.done, of: view.lately.n }
    : { what: "unsaid", n: step.count, of: view.lately.n };
}

/**
 * What going on now would leave behind of the vote that it opens or of naming, as leftBehind() says it; else null.
 * `answered`: with which of it a facilitator has gone on already.
 */
export function behindVote(view, answered) {
  const behind = mainAction(view) === "step" && !view.forum.self_paced ? leftBehind(view, view.next, answered) : null;
  return behind && (behind.themeless || behind.unnamed || behind.unread + behind.unshown) ? behind : null;
}

/** Whether people have had no time to write: "just", "nothing" or "". */
function tooEarly(view) {
  if (view.now - view.opened < HARDLY_READ_MS) return "just";
  return isWritten(view) ? "" : "nothing";
}

// Who thinks for a moment is neither writing nor done: while the clock runs, only many who are done mean that it may go
// on.
function hasTime({ step, now, lately }) {
  return step.ends_at !== null && step.ends_at - now > TIME_ENOUGH_MS && step.done * 2 < lately.n;
}

/** The place that is uncovered next, as {n, of}: its rank, and how many share it; both 0 when none is covered. */
export function nextPlace(view, vote) {
  const tally = view.tally(vote.id);
  const rows = tally ? places(tally.rows).rows : [];
  const next = rows[rows.length - uncovered(rows, vote.uncovered) - 1];
  if (!next) return { n: 0, of: 0 };
  return { n: next.rank, of: rows.filter((row) => row.rank === next.rank).length };
}

/** How many places of a revealed result are still covered. */
export function covered(view, vote) {
  const tally = view.tally(vote.id);
  const rows = tally ? places(tally.rows).rows : [];
  return rows.length - uncovered(rows, vote.uncovered);
}

/**
 * What the hall has not seen yet of the votes in which people voted, in the order of the agenda, as [{vote, n}]: `n`
 * places of the result are covered; 0: the result was never revealed. Empty where phones choose: there is no hall.
 */
export function unseen(view) {
  if (view.forum.self_paced) return [];
  return view.steps
    .filter(isVote)
    .map((vote) => ({ vote, n: vote.revealed ? covered(view, vote) : 0 }))
    .filter(({ vote, n }) => n > 0 || (!vote.revealed && (vote.voted > 0 || hasHands(view, vote))));
}

function hasHands(view, vote) {
  return Object.values(view.hands(vote.id)).some((n) => n > 0);
}

// Whether a later step shows the result of a vote, so that it may be left as it is.
function toldLater(view) {
  return tellersOf(view, view.step).some((step) => step.position > view.step.position);
}

/** The results step in which the hall reads the result of a vote, as {step, several}; null without one. */
export function toldIn(view, vote) {
  const step = tellersOf(view, vote).pop();
  return step ? { step, several: shownVotes(view.steps, step, view.tally).length > 1 } : null;
}

function tellersOf(view, vote) {
  return view.steps.filter(
    (step) => step.shows === "result" && shownVotes(view.steps, step, view.tally).includes(vote),
  );
}
