// The card of one voting target: one wide button before the first dot, then minus, the dots given, plus. With no dot to
// give, plus looks disabled but stays reachable and says why. The twin of the card in templates/activities/dots/phone.html.
// Phone-safe.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { folded } from "../../phone/idea_card.js";

/**
 * Returns a function that makes the card of a row {id, label, text, given, …}; the card calls `give(id, change)` with
 * +1 or -1.
 */
export function dotCard(give) {
  return function (row) {
    const node = el("article", { class: row.given ? "idea has" : "idea" }, ...folded(row.label, row.text, row.lang));
    node.appendChild(el("div", { class: "give" }, ...(row.given ? given(row, give) : [first(row, give)])));
    refresh(node, row);
    return node;
  };
}

/** Updates a card after a dot went to another one: how many are left, and `why` no more may be given. */
export function refresh(node, row) {
  const button = node.querySelector('[data-do="give"]');
  button.setAttribute(
    "aria-label",
    t("a11y.dots.give", { title: named(row), given: row.given }, Math.max(0, row.left)),
  );
  if (row.why) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

/** A row of dots: `n` full ones, and empty ones up to `total`. */
export function dotRow(n, total) {
  const row = el(
    "span",
    total === undefined
      ? { class: "dots", role: "img", "aria-label": t("vote.given.dots", {}, n) }
      : { class: "dots", "aria-hidden": "true" },
  );
  for (let i = 0; i < (total || n); i += 1) row.appendChild(el("i", { class: i < n ? false : "no-dot" }));
  return row;
}

// The row by its number, as people refer to it.
function named(row) {
  return row.label + " " + row.text;
}

function first(row, give) {
  return button(row, 1, give, "btn first", [icon("plus"), el("span", {}, t("dots.give"))]);
}

function given(row, give) {
  const minus = button(row, -1, give, "btn lone", [icon("minus")]);
  minus.setAttribute("aria-label", t("a11y.dots.take", { title: named(row), given: row.given }));
  return [minus, dotRow(row.given), button(row, 1, give, "btn lone", [icon("plus")])];
}

function button(row, change, give, kind, inside) {
  return el(
    "button",
    {
      type: "button",
      class: kind,
      "data-do": change > 0 ? "give" : "take",
      click: function () {
        give(row.id, change);
      },
    },
    ...inside,
  );
}
