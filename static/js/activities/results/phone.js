// A results step on the phone: under what was asked the result of each vote of which it tells, or that it will soon be
// shown. Phone-safe.

import { prompt } from "../../phone/prompt.js";
import { toldVotes, waitingWords } from "../../phone/told_votes.js";
import { resultList } from "../../phone/vote_parts.js";

/** The view of a results step: {nodes, footer, update}. */
export function view(page, step) {
  const list = resultList(
    page,
    () => toldVotes(page, step),
    (votes) => waitingWords(page, votes),
  );
  return { nodes: prompt(page, step).concat([list.node]), footer: null, update: list.update };
}
