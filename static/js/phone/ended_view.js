// The view after the end: thanks, whether the results are what people said, the result of the last vote, where all can be
// read, and the own ideas. The question stands above a list that may be long. Phone-safe.

import { el } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { pick } from "../text/text.js";
import { t } from "../text/words.js";
import { confirm } from "./confirm.js";
import { ownCards } from "./own_cards.js";
import { ranking } from "./ranking.js";
import { resultsAddress } from "./results_address.js";
import { labelOf, resultOf } from "./view.js";

/** The view: {nodes, footer, update}. */
export function ended(page) {
  const result = resultOf(page, null);
  const parts = [confirm(page), resultsAddress(page), ownCards(page, null, false)];
  const nodes = [el("h1", {}, t("join.ended")), parts[0].node].concat(
    result
      ? [voteName(page, result.step)].concat(ranking(page, result))
      : [el("p", { class: "note" }, t("phone.ended.next"))],
    [parts[1].node, parts[2].node],
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

// What was asked in the vote whose result is below: a forum may have had several.
function voteName(page, step) {
  const asked = pick(step.prompt, page.boot.lang);
  const name = asked.text ? asked : labelOf(page, step);
  return el("h2", { lang: name.lang, dir: "auto" }, soften(name.text));
}
