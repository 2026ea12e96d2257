// A field for a text beside which its refusal stands: marked as invalid while that is because of the text, and sent by
// keys. Phone-safe.

import { refusalText } from "./refusal.js";

const UNFIT = ["empty", "too_long"];

/** Shows in `problem` why the text is refused, and puts the focus into the field. `hint`: the id of what describes it. */
export function blame(field, problem, code, facts, hint) {
  problem.textContent = refusalText(code, facts);
  problem.hidden = false;
  if (UNFIT.indexOf(code) >= 0) field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", hint ? hint + " " + problem.id : problem.id);
  field.focus();
}

/** Takes the refusal away. */
export function clear(field, problem, hint) {
  if (problem.hidden) return;
  problem.hidden = true;
  field.removeAttribute("aria-invalid");
  if (hint) field.setAttribute("aria-describedby", hint);
  else field.removeAttribute("aria-describedby");
}

/** The listener by which Ctrl+Enter, or Cmd+Enter, presses the button that sends. */
export function sendByKeys(button) {
  return function (event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    button.click();
  };
}
