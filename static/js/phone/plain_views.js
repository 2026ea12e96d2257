// The views of few words: before the first step, and while the script that draws a step is on its way. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { coming } from "./choose.js";
import { prompt } from "./prompt.js";

/** The view before the first step. */
export function before(page) {
  const later = coming(page);
  const nodes = [el("h1", {}, t("join.in")), el("p", { class: "rule" }, t("join.wait")), later.node];
  return { nodes: nodes, footer: null, update: later.update };
}

/** The view of a step, or of the end, until the page's second script has come. */
export function opening(page, step) {
  const heading = step ? prompt(page, step) : [el("h1", {}, t("join.ended"))];
  return still(heading.concat(el("p", { class: "note" }, t("net.opening"))));
}

function still(nodes) {
  return { nodes: nodes, footer: null, update: function () {} };
}
