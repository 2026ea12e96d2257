// A field for a text beside which its refusal stands: marked as invalid while that is because of the text, and sent by
// keys. Phone-safe.

import { refusalText } from "./refusal.js";

const UNFIT = ["empty", "too_long", "theme_nameless", "theme_long"];

/** Shows in `problem`, which describes the field, why the text is refused, and puts the focus into the field. */
export function blame(field, problem, code, facts) {
  problem.textContent = refusalText(code, facts);
  problem.hidden = false;
  if (UNFIT.indexOf(code) >= 0) field.setAttribute("aria-invalid", "true");
  field.focus();
}

/** Takes the refusal away. */
export function clear(field, problem) {
  problem.hidden = true;
  problem.textContent = "";
  field.removeAttribute("aria-invalid");
}

/** In the field, Ctrl+Enter or Cmd+Enter presses the button that sends. */
export function sendByKeys(field, button) {
  field.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter");
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    button.click();
  });
}
