// A results step on the phone: the result of the vote before it, or that it will soon be shown. Phone-safe.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { prompt } from "../../phone/prompt.js";
import { ranking } from "../../phone/ranking.js";
import { voteBefore } from "../../vote/agenda.js";
import { resultOf, stepsOf, tallyOf } from "../../phone/view.js";

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
      const sign = result ? JSON.stringify(result.tally) : waits;
      if (sign === view.sign) return;
      view.sign = sign;
      replaceContent(box, ...(result ? ranking(page, result) : [el("p", { class: "note" }, t(waits))]));
    },
  };
}

/** The key of what a phone says until the hall has seen every place: soon, or, once a place is open, now. */
export function waitingWords(page, step) {
  const vote = voteBefore(stepsOf(page), step, tallyOf(page));
  return vote && vote.revealed && vote.uncovered > 0 ? "results.now" : "results.wait";
}
