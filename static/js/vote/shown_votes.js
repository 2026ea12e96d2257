// Which votes a results step tells of, and which of them the hall looks at. The twin of workshop/domain/shown_votes.py;
// `tests/data/shown_votes_cases.json` tests both. Pure functions. Phone-safe.

import { isVote } from "./agenda.js";
import { isEmpty } from "./result.js";

/**
 * The votes of which a results step tells, the newest first: those since the results step before it. Without any there
 * it tells of the same as that one. Passed over are votes and results steps that the hall has left out, and while
 * others are left, votes in which nobody voted and sortings, whose outcome is the themes. `steps` may be in any order;
 * `tallyOf` gives the result of a vote by its id (vote/result.js), nothing before the reveal.
 */
export function shownVotes(steps, step, tallyOf) {
  const before = steps.filter((one) => one.position < step.position).sort((a, b) => b.position - a.position);
  const told = [];
  for (const one of before) {
    if (step.state !== "waiting" && one.state === "waiting" && !one.revealed) continue;
    if (one.shows === "result" && told.length) break;
    if (isVote(one) && !isEmpty(tallyOf(one.id))) told.push(one);
  }
  const voted = told.filter((one) => !one.into);
  return [voted, told, before.filter(isVote).slice(0, 1)].find((votes) => votes.length) || [];
}

/**
 * The vote whose result the hall looks at in a results step: of `shownVotes` the one that a facilitator has `chosen`
 * (its id, or null), else the newest; null without a vote.
 */
export function voteOnScreen(steps, step, tallyOf, chosen) {
  const votes = shownVotes(steps, step, tallyOf);
  return votes.find((one) => one.id === chosen) || votes[0] || null;
}
