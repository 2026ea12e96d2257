// What somebody began to type before the script was there goes on under it: the words, the caret, the focus. Phone-safe.

/** Reads the server's field: its words become the draft. Returns where the caret was, or null. */
export function adopt(page, step) {
  const field = document.getElementById("idea");
  if (!field || !step) return null;
  if (field.value && field.value !== page.drafts.get(step.id)) page.drafts.set(step.id, field.value);
  return document.activeElement === field ? { from: field.selectionStart, to: field.selectionEnd } : null;
}

/** Puts the caret back into the new field. */
export function giveBack(caret) {
  const field = document.getElementById("idea");
  if (!field) return;
  field.focus();
  field.setSelectionRange(caret.from, caret.to);
}
