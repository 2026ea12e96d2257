// The card of one voting target: one wide button before the first dot, then minus, the dots given, plus. With no dot to
// give, plus looks disabled but stays reachable and says why. Drawn in templates/activities/dots/card.html. Phone-safe.

import { el } from "../../dom/el.js";
import { fill } from "../../dom/fill.js";
import { t } from "../../text/words.js";
import { folded, holds, numbered } from "../../phone/idea_card.js";

/**
 * Returns a function that makes the card of a row {id, label, text, given, …}; the card calls `give(id, change)` with
 * +1 or -1.
 */
export function dotCard(give) {
  return function (row) {
    const slots = {
      card: { id: null },
      give: press(row, 1, give),
      take: press(row, -1, give),
      dots: dotsOf(row.given),
    };
    Object.assign(slots, numbered(row.label, row.text, row.lang), holds(row.merged));
    const node = folded(fill(row.given ? "dots-more" : "dots-first", slots), row.label, row.text);
    if (row.given)
      node
        .querySelector('[data-do="take"]')
        .setAttribute("aria-label", t("a11y.dots.take", { title: named(row), given: row.given }));
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

/** The card of a row that this person gave dots to, after the vote. */
export function givenCard(row) {
  return fill("dots-given", { dots: dotsOf(row.given), ...numbered(row.label, row.text, row.lang) });
}

/** A row of dots, hidden from screen readers: `n` full ones, and empty ones up to `total`. */
export function dotRow(n, total) {
  return el("span", { class: "dots", "aria-hidden": "true" }, ...marks(n, total));
}

function dotsOf(n) {
  return { "aria-label": t("vote.given.dots", {}, n), inside: marks(n, n) };
}

function marks(n, total) {
  const made = [];
  for (let i = 0; i < total; i += 1) made.push(el("i", { class: i < n ? false : "no-dot" }));
  return made;
}

// The row by its number, as people refer to it.
function named(row) {
  return row.label + " " + row.text;
}

function press(row, change, give) {
  return {
    type: "button",
    name: null,
    value: null,
    "data-do": change > 0 ? "give" : "take",
    click: function () {
      give(row.id, change);
    },
  };
}
