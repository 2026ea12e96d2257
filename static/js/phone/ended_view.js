// The view after the end: thanks, the result of the last vote, and the own ideas. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { ownCards } from "./own_cards.js";
import { resultOf } from "./view.js";
import { ranking } from "./ranking.js";

/** The view: {nodes, footer, update}. */
export function ended(page) {
  const own = ownCards(page, null, false);
  const result = resultOf(page, null);
  const nodes = [el("h1", {}, t("join.ended"))].concat(
    result ? ranking(page, result) : [el("p", { class: "note" }, t("phone.ended.next"))],
    [own.node],
  );
  return { nodes: nodes, footer: null, update: own.update };
}
