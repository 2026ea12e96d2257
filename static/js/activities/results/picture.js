// What the hall sees in a results step. Pure function.

import { shownVotes, voteOnScreen } from "../../vote/shown_votes.js";
import { result, wait, words } from "../../screen/pictures.js";

/**
 * The result of one of the votes of which the step tells, as the facilitator chose (vote/shown_votes.js); a wait until
 * it is revealed, and without a vote the step's own words. `which` is the vote's place among several: {n, total}.
 */
export function picture(facts, step) {
  const tallyOf = (id) => facts.tallies.find((one) => one.id === id);
  const vote = voteOnScreen(facts.activities, step, tallyOf, facts.forum.vote);
  if (!vote) return words(facts, step);
  const votes = shownVotes(facts.activities, step, tallyOf);
  const which = votes.length > 1 ? { n: votes.indexOf(vote) + 1, total: votes.length } : null;
  return { ...(vote.revealed ? result(facts, vote) : wait(step, vote)), which };
}
