// The view after the end: thanks, the result of the last vote, where all results can be read, whether they are what
// people said, and the own ideas. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { confirm } from "./confirm.js";
import { ownCards } from "./own_cards.js";
import { ranking } from "./ranking.js";
import { resultsAddress } from "./results_address.js";
import { resultOf } from "./view.js";

/** The view: {nodes, footer, update}. */
export function ended(page) {
  const result = resultOf(page, null);
  const parts = [confirm(page), resultsAddress(page), ownCards(page, null, false)];
  const nodes = [el("h1", {}, t("join.ended"))].concat(
    result ? ranking(page, result) : [el("p", { class: "note" }, t("phone.ended.next"))],
    parts.map(function (part) {
      return part.node;
    }),
  );
  return {
    nodes: nodes,
    footer: null,
    update: function () {
      parts.forEach(function (part) {
        part.update();
      });
    },
  };
}
