// What the votes came to, on the view after the end: the main vote as phones tell a result, each other one in short.
// Twin of `results_at_the_end` in workshop/pages/phone/votes_and_results_view.py. Phone-safe.

import { isVote } from "../vote/agenda.js";
import { mainFirst } from "../vote/main_vote.js";
import { stepsOf, tallyOf } from "./view.js";
import { resultList } from "./vote_parts.js";

/** {node, update}: the revealed votes, each under what was asked. */
export function resultsAtEnd(page) {
  return resultList(
    page,
    () => votesAtEnd(page),
    () => "phone.ended.next",
  );
}

/** Every vote that was revealed, [{step, tally}], the main one first, the others in the order of the agenda. */
export function votesAtEnd(page) {
  const votes = stepsOf(page)
    .filter(isVote)
    .map((step) => ({ step: step, tally: tallyOf(page)(step.id) }));
  return mainFirst(votes.filter((vote) => vote.tally));
}
