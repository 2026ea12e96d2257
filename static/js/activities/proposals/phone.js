// The view of an open call: what is asked, and the way to the page with the form and the proposals. Phone-safe.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { prompt } from "../../phone/prompt.js";
import { isOpen, stateOf } from "../../phone/view.js";

/** The view of one open call: {nodes, footer, update}. */
export function view(page, step) {
  const open = isOpen(page, step);
  const words = open ? "form.about" : stateOf(page, step) === "waiting" ? "form.not_open" : "form.closed";
  const href = page.boot.url + "/proposals/" + step.id;
  const note = el("p", { class: "note" }, t(words));
  const read = el("p", {}, el("a", { class: "btn wide", href: href }, t("form.read")));
  return {
    nodes: prompt(page, step).concat(open ? [note] : [note, read]),
    footer: open ? el("a", { class: "btn main big wide", href: href }, t("form.open")) : null,
    update: function () {},
  };
}
