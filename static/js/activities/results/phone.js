// A results step on the phone: the result of the vote before it under what was asked, or that it will soon be shown.
// Phone-safe.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { prompt } from "../../phone/prompt.js";
import { voteBefore } from "../../vote/agenda.js";
import { forumOf, resultOf, stepsOf, tallyOf } from "../../phone/view.js";
import { resultNodes } from "../../phone/vote_parts.js";

/** The view of a results step: {nodes, footer, update}. */
export function view(page, step) {
  const box = el("div", { class: "work" });
  const view = { sign: "" };
  return {
    nodes: prompt(page, step).concat([box]),
    footer: null,
    update: function () {
      const result = resultOf(page, step);
      const waits = waitingWords(page, step);
      const sign = result ? JSON.stringify(result) : waits;
      if (sign === view.sign) return;
      view.sign = sign;
      const told = result ? resultNodes(page, result) : [el("p", { class: "note" }, t(waits))];
      replaceContent(box, ...told);
    },
  };
}

/**
 * The key of what a phone says until the hall has seen every place: soon, or, once a place is open, now; in a
 * self-paced forum, until the result is shown. The twin of `Picture.waiting` in workshop/pages/phone/view_model.py.
 */
export function waitingWords(page, step) {
  if (forumOf(page).self_paced) return "results.wait.self";
  const vote = voteBefore(stepsOf(page), step, tallyOf(page));
  return vote && vote.revealed && vote.uncovered > 0 ? "results.now" : "results.wait";
}
