// The card of one idea to sort: a radio group of the themes, and "can't tell". Drawn in
// templates/activities/sort/card.html. Phone-safe.

import { fill } from "../../dom/fill.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { inOrder } from "../../vote/theme_order.js";
import { folded, numbered } from "../../phone/idea_card.js";
import { radioCard } from "../../phone/radio_card.js";

// Two themes stand side by side on a phone: words of this many letters may need to break.
const NARROW = 10;

/** The themes in their order, {id, letter, title}. */
export function themesOf(page) {
  return inOrder(page.live.store.all("cluster")).map((one) => ({ id: one.id, letter: one.letter, title: one.title }));
}

/** Returns a function that makes the card of a row {id, label, text, mark}; it calls `place(id, theme or 0)`. */
export function sortCard(page, place) {
  return function (row) {
    const slots = { card: { id: null }, legend: t("sort.of", { title: row.label + " " + row.text }) };
    Object.assign(slots, numbered(row.label, row.text, row.lang));
    const node = folded(fill("sort", slots), row.label, row.text);
    addThemes(node.querySelector(".themes"), themesOf(page));
    return radioCard(node, row, place);
  };
}

/** The card of an idea that this participant sorted, after the step. */
export function givenCard(page, row) {
  const theme = row.mark ? page.live.store.get("cluster", row.mark) : null;
  const none = t(row.lost ? "sort.given.lost" : "sort.unsure");
  const given = theme ? t("sort.given", { theme: nameOf(theme) }) : none;
  return fill("sort-given", Object.assign({ given: given }, numbered(row.label, row.text, row.lang)));
}

/** The letter and the name of a theme. */
export function nameOf(theme) {
  return theme.letter + " " + soften(theme.title || t("phone.theme.unnamed"), NARROW);
}

// The template has one theme, which is copied for each of them, before "can't tell".
function addThemes(list, themes) {
  const one = list.removeChild(list.firstElementChild);
  const unsure = list.firstElementChild;
  themes.forEach(function (theme) {
    const label = list.insertBefore(one.cloneNode(true), unsure);
    label.querySelector("input").value = theme.id;
    label.querySelector(".no").textContent = theme.letter;
    label.querySelector(".name").textContent = soften(theme.title || t("phone.theme.unnamed"), NARROW);
  });
}
