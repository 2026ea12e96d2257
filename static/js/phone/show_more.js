// The button under a long list of cards that shows the next ones. Phone-safe.

import { el } from "../dom/el.js";
import { t } from "../text/words.js";

/** The button, hidden until there is more; `run` is called when it is pressed. */
export function showMore(run) {
  return el("button", { type: "button", class: "btn wide", hidden: true, click: run }, t("common.show_more"));
}
