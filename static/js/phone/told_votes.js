// Of which votes a results step tells on the phone, and what it says until their results are shown. Phone-safe.

import { shownVotes } from "../vote/shown_votes.js";
import { forumOf, resultOf, stepsOf, tallyOf } from "./view.js";

/**
 * The votes of which a results step tells, the newest first: [{step, tally}]; without `tally` while phones wait for
 * the result. The twin of `told_votes` in workshop/pages/phone/votes_and_results_view.py.
 */
export function toldVotes(page, step) {
  return shownVotes(stepsOf(page), step, tallyOf(page)).map((vote) => resultOf(page, vote) || { step: vote });
}

/**
 * The key of what a phone says until the hall has seen every place of one of these votes: soon, or, once a place is
 * open, now; in a self-paced forum, until the result is shown. The twin of `Picture.waiting` in
 * workshop/pages/phone/view_model.py, and for one vote of `ToldVote.waits`.
 */
export function waitingWords(page, votes) {
  if (forumOf(page).self_paced) return "results.wait.self";
  return votes.some(({ step }) => step.revealed && step.uncovered) ? "results.now" : "results.wait";
}
