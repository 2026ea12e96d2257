// The order of cards within their columns: by number, the newest first, or the longest first.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";

const ORDERS = ["number", "newest", "longest"];

/** Ideas, which come by number, in an order. */
export function sorted(ideas, order) {
  if (order === "newest") return ideas.slice().reverse();
  if (order === "longest") return ideas.slice().sort((a, b) => b.text.length - a.text.length || a.number - b.number);
  return ideas;
}

/** The choice of the order: a native list under a small sign. It is kept in desk.ui.order. */
export function orderField(desk) {
  const set = () => {
    desk.ui.order = select.value;
    label.classList.toggle("on", select.value !== ORDERS[0]);
    desk.redraw();
  };
  const options = ORDERS.map((one) => el("option", { value: one }, t("console.order." + one)));
  const select = el("select", { "aria-label": t("console.order"), title: t("console.order"), change: set }, ...options);
  const label = el("span", { class: "order" }, el("i", { "aria-hidden": "true" }, "⇅"), select);
  select.value = desk.ui.order || ORDERS[0];
  label.classList.toggle("on", select.value !== ORDERS[0]);
  return label;
}
