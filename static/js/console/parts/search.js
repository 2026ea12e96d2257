// Search for ideas by number or by words: one field and one rule for the list, the board and the counted hands.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";

/** Whether an idea or a theme matches the query: its whole number or letter, or a part of its text. */
export function matches(wanted, sign, text) {
  const words = wanted.trim().toLocaleLowerCase();
  if (!words) return true;
  return /^\d+$/.test(words)
    ? String(sign) === words
    : String(sign).toLocaleLowerCase() === words || text.toLocaleLowerCase().includes(words);
}

/** The search field. Its text is desk.ui.find; Esc empties it. */
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
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    event.stopPropagation();
    field.value = "";
    set();
  });
  return field;
}

/** Focuses the search field of this page. */
export function focusSearch() {
  const field = document.querySelector(".work input[type=search]");
  if (field) field.focus();
}
