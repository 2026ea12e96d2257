// Finding ideas by number or by words: one field, the same rule in the list, on the board and among hands.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";

/** Whether an idea (or a theme) is meant by what was typed: its number or letter alone, else a part of its words. */
export function isMeant(wanted, sign, text) {
  const words = wanted.trim().toLocaleLowerCase();
  if (!words) return true;
  return /^\d+$/.test(words)
    ? String(sign) === words
    : String(sign).toLocaleLowerCase() === words || text.toLocaleLowerCase().includes(words);
}

/** The field. What is typed stands in desk.ui.find; Esc empties it. */
export function seekField(desk) {
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

/** Puts the focus into the field of this page, wherever it stands. */
export function toSeek() {
  const field = document.querySelector(".work input[type=search]");
  if (field) field.focus();
}
