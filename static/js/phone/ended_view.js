// The view after the end: thanks, whether the results are what people said, the results of the votes, where all can be
// read, and the own ideas. The question stands above a list that may be long. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { confirm } from "./confirm.js";
import { ownCards } from "./own_cards.js";
import { resultsAddress } from "./results_address.js";
import { resultsAtEnd } from "./results_at_end.js";

/** The view: {nodes, footer, update}. */
export function ended(page) {
  const parts = [confirm(page), resultsAtEnd(page), resultsAddress(page), ownCards(page, null, false)];
  const nodes = parts.map((part) => part.node);
  return {
    nodes: [el("h1", {}, t("join.ended"))].concat(nodes),
    footer: null,
    update: function () {
      parts.forEach(function (part) {
        part.update();
      });
    },
  };
}
