// Search for ideas by number or by words: one field and one rule for the list, the board and the counted hands.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "./button.js";

/** Whether an idea or a theme matches the query: its whole number or letter, or a part of its text. */
export function matches(wanted, sign, text) {
  const words = wanted.trim().toLocaleLowerCase();
  if (!words) return true;
  return /^\d+$/.test(words)
    ? String(sign) === words
    : String(sign).toLocaleLowerCase() === words || text.toLocaleLowerCase().includes(words);
}

/** How many of the ideas a search has found: "found 1 / 261"; empty without a search. */
export function foundWords(wanted, found, total) {
  return wanted.trim() ? t("console.found", { n: found, total }) : "";
}

/**
 * The search field. Its text is desk.ui.find; Esc empties it, wherever the focus is, and leaves it, because the next
 * key is a shortcut.
 */
export function searchField(desk) {
  const attrs = {
    type: "search",
    class: "seek",
    "aria-label": t("console.find"),
    placeholder: t("console.find.short"),
    autocomplete: "off",
    "aria-keyshortcuts": "/",
  };
  const field = el("input", attrs);
  const set = () => {
    desk.ui.find = field.value;
    desk.redraw();
  };
  field.addEventListener("input", set);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.getElementById("work").focus({ preventScroll: true });
    if (!field.value) return;
    event.preventDefault();
    event.stopPropagation();
    clearSearch(desk);
  });
  return field;
}

/** Ends the search, and returns whether there was one. */
export function clearSearch(desk) {
  const was = desk.ui.find;
  const field = fieldOfPage();
  desk.ui.find = "";
  if (field) field.value = "";
  if (was) desk.redraw();
  return was !== "";
}

/** The button that ends the search. */
export function clearButton(desk) {
  const attrs = { id: "clear-search", bare: true, title: "Esc" };
  return button(t("console.find.clear"), () => clearSearch(desk), attrs);
}

/** Focuses the search field of this page. */
export function focusSearch() {
  const field = fieldOfPage();
  if (field) field.focus();
}

function fieldOfPage() {
  return document.querySelector(".work input[type=search]");
}
