// The views of few words: before the first step, and while the script that draws a step is on its way. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";
import { coming } from "./choose.js";
import { ownCards } from "./own_cards.js";
import { prompt } from "./prompt.js";
import { beginsLater, forumOf } from "./view.js";

/**
 * The view before the first step, with the ideas that were written beforehand. Who takes part at home looks at no
 * screen of a hall, nor who comes in long before: times.js says when the forum begins.
 */
export function before(page) {
  const later = coming(page);
  const own = ownCards(page, null, false);
  const self = forumOf(page).self_paced;
  const long = beginsLater(page);
  const title = el("h1", {}, t(self || long ? "phone.self.before" : "join.in"));
  const rule = long ? null : el("p", { class: "rule" }, t(self ? "phone.self.wait" : "join.wait"));
  return {
    nodes: [title, rule, later.node],
    footer: null,
    below: [own.node],
    update: function () {
      later.update();
      own.update();
    },
  };
}

/** The view of a step, or of the end, until the page's second script has come. */
export function opening(page, step) {
  const heading = step ? prompt(page, step) : [el("h1", {}, t("join.ended"))];
  return still(heading.concat(el("p", { class: "note" }, t("net.opening"))));
}

function still(nodes) {
  return { nodes: nodes, footer: null, update: function () {} };
}
