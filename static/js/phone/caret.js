// Where somebody writes, so that the focus and the caret stand in the field that takes its place. Phone-safe.

/** Selectors: the field for a new idea, and that of an own idea which is being changed. */
export const IDEA = "#idea";
export const EDITOR = ".mine textarea";

/** The caret {from, to} of the field, if it has the focus, else null. */
export function caretIn(selector) {
  const field = document.activeElement;
  return field.matches(selector) ? { from: field.selectionStart, to: field.selectionEnd } : null;
}

/** Puts the caret and the focus into the new field. */
export function restoreCaret(caret, selector) {
  const field = document.querySelector(selector);
  if (!field) return;
  field.focus();
  field.setSelectionRange(caret.from, caret.to);
}
