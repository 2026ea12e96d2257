// Hydration: what a person began to type in the server's HTML stays under the script: the text, the caret, the focus,
// and the cards below the field. Phone-safe.

import { IDEA, caretIn } from "./caret.js";

/**
 * Turns the text in the server's field into the draft of its step. Returns the caret {from, to} if the field had the
 * focus, else null.
 */
export function hydrate(page, step) {
  detachFromForm();
  const field = document.getElementById("idea");
  if (!field || !field.form) return null;
  const id = Number(field.form.elements.activity.value);
  if (field.value && field.value !== page.drafts.get(id)) page.drafts.set(id, field.value);
  return step && step.id === id ? caretIn(IDEA) : null;
}

/**
 * Without a script, buttons outside the idea's form submit it to carry the draft along. The script stores the draft, so
 * each button gets its own form back.
 */
function detachFromForm() {
  Array.from(document.querySelectorAll("[formaction]")).forEach(function (button) {
    button.removeAttribute("form");
    button.removeAttribute("formaction");
  });
}

/**
 * The highest number on the server's cards while a person writes above them, because newer cards would move the field;
 * else Infinity.
 */
export function highestSeen() {
  const field = document.getElementById("idea");
  if (!field || !(field.value || document.activeElement === field)) return Infinity;
  return Array.from(document.querySelectorAll("main article.idea .no")).reduce(
    (highest, node) => Math.max(highest, Number(node.textContent)),
    0,
  );
}

/**
 * A form sent before the first snapshot: its idea goes through the outbox instead, and is shown below the field
 * (before_snapshot.js).
 */
export function queueEarlySubmit(page, event) {
  const form = event.target;
  if (page.ready || form.id !== "write" || !form.elements.text.value.trim()) return;
  if (event.submitter && event.submitter.hasAttribute("formaction")) return; // a button with another purpose
  event.preventDefault();
  page.outbox.add({
    verb: "idea.add",
    body: { activity: Number(form.elements.activity.value), text: form.elements.text.value },
  });
  form.elements.text.value = "";
}

/**
 * After a change of language the focus goes to where it was. The fragment is removed, so that a later reload begins at
 * the top; of the rest of the address only the chosen activity stays.
 */
export function focusReturnPoint(page) {
  const place = window.location.hash.length > 1 ? document.getElementById(window.location.hash.slice(1)) : null;
  if (!place) return;
  place.focus();
  const chosen = page.chosen ? "?activity=" + page.chosen : "";
  window.history.replaceState(null, "", window.location.pathname + chosen);
}
