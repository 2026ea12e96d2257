// Words for everyone on the phone: a welcome, a break, an instruction. Phone-safe.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { prompt } from "../../phone/prompt.js";

/** The view of a text: {nodes, footer, update}. */
export function view(page, step) {
  const note = el("p", { class: "note" }, t(step.position === 1 ? "phone.welcome" : "join.wait"));
  return { nodes: prompt(page, step).concat([note]), footer: null, update: function () {} };
}
