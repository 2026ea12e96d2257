// The few views without anything to do: before the start, words for everyone, grouping, after the end. Phone-safe.

import { el } from "../dom.js";
import { t } from "../words.js";
import { mine } from "./mine.js";
import { resultOf } from "./picture.js";
import { prompt } from "./prompt.js";
import { ranking } from "./results.js";

/** Before the first step. */
export function before() {
  return still([el("h1", {}, t("join.in")), el("p", { class: "rule" }, t("join.wait"))]);
}

/** Words for everyone: a beginning, a break, an instruction. */
export function welcome(page, step) {
  return still(prompt(page, step).concat([el("p", { class: "note" }, t("join.wait"))]));
}

/** The facilitator groups; one sees where the own ideas are. */
export function clusters(page, step) {
  const own = mine(page, null, true);
  const nodes = prompt(page, step).concat([el("p", { class: "note" }, t("cluster.watch")), own.node]);
  return { nodes: nodes, foot: null, update: own.update };
}

/** After the end: thanks, what the last vote came to, and the own ideas. */
export function ended(page) {
  const own = mine(page, null, false);
  const result = resultOf(page, null);
  const nodes = [el("h1", {}, t("join.ended"))].concat(result ? ranking(page, result) : [el("p", { class: "note" }, t("phone.ended.next"))], [own.node]);
  return { nodes: nodes, foot: null, update: own.update };
}

function still(nodes) {
  return { nodes: nodes, foot: null, update: function () {} };
}
