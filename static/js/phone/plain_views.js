// The views without a step: before the start, and after the end. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { ownCards } from "./own_cards.js";
import { resultOf } from "./view.js";
import { ranking } from "./ranking.js";

/** The view before the first step. */
export function before() {
  return still([el("h1", {}, t("join.in")), el("p", { class: "rule" }, t("join.wait"))]);
}

/** The view after the end: thanks, the result of the last vote, and the own ideas. */
export function ended(page) {
  const own = ownCards(page, null, false);
  const result = resultOf(page, null);
  const nodes = [el("h1", {}, t("join.ended"))].concat(
    result ? ranking(page, result) : [el("p", { class: "note" }, t("phone.ended.next"))],
    [own.node],
  );
  return { nodes: nodes, footer: null, update: own.update };
}

function still(nodes) {
  return { nodes: nodes, footer: null, update: function () {} };
}
