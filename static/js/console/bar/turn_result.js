// Turns the hall to another result of a results step that tells of several votes.

import { t } from "../../text/words.js";
import { voteHere, votesHere } from "../parts/facts.js";
import { showVote } from "../parts/screen_commands.js";

/** Whether the current step tells of several votes. */
export function tellsSeveral(view) {
  return Boolean(view && view.step) && votesHere(view).length > 1;
}

/** Shows the next result (`by` 1, an older vote) or the one before it (-1); says so at either end. */
export function turnResult(desk, by) {
  const { view } = desk;
  const votes = votesHere(view);
  const vote = votes[votes.indexOf(voteHere(view)) + by];
  if (vote) return showVote(desk, vote);
  desk.say(t(by > 0 ? "console.results.last" : "console.results.first"), "hint");
}
