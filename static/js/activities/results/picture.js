// What the hall sees in a results step. Pure function.

import { voteBefore } from "../../vote/agenda.js";
import { result, wait, words } from "../../screen/pictures.js";

/** The result of the vote before the step; a wait until it is revealed, and without a vote the step's own words. */
export function picture(facts, step) {
  const vote = voteBefore(facts.activities, step, (id) => facts.tallies.find((one) => one.id === id));
  if (!vote) return words(facts, step);
  return vote.revealed ? result(facts, vote) : wait(step, vote);
}
