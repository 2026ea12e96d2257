// What the votes came to, on the view after the end: the main vote as phones tell a result, each other one in short.
// Twin of `results_at_the_end` in workshop/pages/phone/votes.py. Phone-safe.

import { el, replaceContent } from "../dom/el.js";
import { t } from "../text/words.js";
import { isVote } from "../vote/agenda.js";
import { mainFirst } from "../vote/main_vote.js";
import { stepsOf, tallyOf } from "./view.js";
import { resultNodes } from "./vote_parts.js";

/** {node, update}: the revealed votes, each under what was asked; drawn anew when one of their results changes. */
export function resultsAtEnd(page) {
  const node = el("div", { class: "work" });
  let sign = "";
  return {
    node: node,
    update: function () {
      const votes = votesAtEnd(page);
      const now = JSON.stringify(votes);
      if (now === sign) return;
      sign = now;
      const told = votes.map((vote, at) => resultNodes(page, vote, at > 0));
      const none = votes.length ? null : el("p", { class: "note" }, t("phone.ended.next"));
      replaceContent(node, none, ...[].concat(...told));
    },
  };
}

/** Every vote that was revealed, [{step, tally}], the main one first, the others in the order of the agenda. */
export function votesAtEnd(page) {
  const votes = stepsOf(page)
    .filter(isVote)
    .map((step) => ({ step: step, tally: tallyOf(page)(step.id) }));
  return mainFirst(votes.filter((vote) => vote.tally));
}
