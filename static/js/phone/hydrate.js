// What somebody began to type before the script was there goes on under it: the words, the caret, the focus, and the cards that stood
// below. Phone-safe.

/** Reads the server's field: its words become the draft of the step they were written for. Returns where the caret was, or null. */
export function adopt(page, step) {
  freed();
  const field = document.getElementById("idea");
  if (!field || !field.form) return null;
  const id = Number(field.form.elements.activity.value);
  if (field.value && field.value !== page.drafts.get(id)) page.drafts.set(id, field.value);
  const same = step && step.id === id && document.activeElement === field;
  return same ? { from: field.selectionStart, to: field.selectionEnd } : null;
}

/** Without a script a button of the page takes the draft along in the idea's form; now the draft is kept here, and each has its own form. */
function freed() {
  Array.from(document.querySelectorAll("[formaction]")).forEach(function (button) {
    button.removeAttribute("form");
    button.removeAttribute("formaction");
  });
}

/** The highest number on the server's cards, if somebody writes above them; what is newer must not push them about. Else Infinity. */
export function highestSeen() {
  const field = document.getElementById("idea");
  if (!field || !(field.value || document.activeElement === field)) return Infinity;
  return Array.from(document.querySelectorAll("#work article.idea .no")).reduce(function (highest, node) {
    return Math.max(highest, Number(node.textContent));
  }, 0);
}

/** Puts the caret back into the new field. */
export function giveBack(caret) {
  const field = document.getElementById("idea");
  if (!field) return;
  field.focus();
  field.setSelectionRange(caret.from, caret.to);
}

/** A form sent before the first picture came: the same idea goes by the outbox instead, and stands below the field (opening.js). */
export function early(page, event) {
  const form = event.target;
  if (page.ready || form.id !== "write" || !form.elements.text.value.trim()) return;
  if (event.submitter && event.submitter.hasAttribute("formaction")) return; // another purpose, which takes the draft along
  event.preventDefault();
  page.outbox.add({
    verb: "idea.add",
    body: { activity: Number(form.elements.activity.value), text: form.elements.text.value },
  });
  form.elements.text.value = "";
}

/** Who changed the language goes on where that was done; the address forgets the place, so that a later reload begins at the top. */
export function goOnWhere() {
  const place = window.location.hash.length > 1 ? document.getElementById(window.location.hash.slice(1)) : null;
  if (!place) return;
  place.focus();
  window.history.replaceState(null, "", window.location.pathname);
}
