// Which of several revealed votes is the main one, by which is told what the evening came to. The twin of
// workshop/domain/main_vote.py; `tests/data/main_vote_cases.json` tests both. Pure functions. Phone-safe.

import { isEmpty } from "./result.js";

/**
 * Of these votes, [{step, tally}] in the order of the agenda with results as of vote/result.js: the last in which
 * people chose and anything was given, or null. One whose votes add up goes before a rating or an opinion.
 */
export function mainVote(votes) {
  const given = votes.filter((vote) => vote.tally.chooses && !isEmpty(vote.tally));
  const sums = given.filter((vote) => vote.tally.addsUp);
  return (sums.length ? sums : given).pop() || null;
}

/** These votes, which are in the order of the agenda, with the main one before all others. */
export function mainFirst(votes) {
  const main = mainVote(votes);
  return (main ? [main] : []).concat(votes.filter((vote) => vote !== main));
}
