// Plays the keys that were kept while an answer was awaited (next_keys.js), as if they were pressed now.

import { takeKeys } from "./next_keys.js";
import { typed } from "./typing_burst.js";

/** Plays what was kept: each key goes where the focus is by then, and what a field does not handle is typed into it. */
export function playKeys(ui) {
  for (const key of takeKeys(ui)) {
    typed(ui);
    play(key);
  }
}

function play({ key, shiftKey }) {
  const at = document.activeElement || document.body;
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  if (at.dispatchEvent(event) && isField(at)) typeInto(at, key);
}

function isField(node) {
  return node.tagName === "TEXTAREA" || (node.tagName === "INPUT" && ["text", "search"].includes(node.type));
}

function typeInto(field, key) {
  if (key === "Enter" && field.tagName === "INPUT" && field.form) return field.form.requestSubmit();
  const { selectionStart: start, selectionEnd: end } = field;
  if (key === "Backspace") field.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
  else if ([...key].length === 1) field.setRangeText(key, start, end, "end");
  else return;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
