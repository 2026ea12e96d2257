// What somebody began to type before the script was there goes on under it: the words, the caret, the focus, and the cards that stood
// below. Phone-safe.

import { el } from "../dom.js";
import { t } from "../words.js";
import { sign } from "./card.js";
import { refusalText } from "./refusal.js";

/** Reads the server's field: its words become the draft of the step they were written for. Returns where the caret was, or null. */
export function adopt(page, step) {
  const field = document.getElementById("idea");
  if (!field || !field.form) return null;
  const id = Number(field.form.elements.activity.value);
  if (field.value && field.value !== page.drafts.get(id)) page.drafts.set(id, field.value);
  const same = step && step.id === id && document.activeElement === field;
  return same ? { from: field.selectionStart, to: field.selectionEnd } : null;
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

/** A form sent before the first picture came: the same idea goes by the outbox instead, and stands below the field at once. */
export function early(page, event) {
  const form = event.target;
  if (page.ready || form.id !== "write" || !form.elements.text.value.trim()) return;
  event.preventDefault();
  page.outbox.add({ verb: "idea.add", body: { activity: Number(form.elements.activity.value), text: form.elements.text.value } });
  form.elements.text.value = "";
}

/** The page before its first picture: the status line, and what was posted meanwhile in place of the field's words. */
export function opening(page) {
  const form = document.getElementById("write");
  if (form) posted(page, form);
  page.paintStatus("", null);
}

function posted(page, form) {
  const items = page.outbox.items().filter(isUnseen).concat(page.outbox.arrived().filter(isUnseen)).reverse();
  const known = document.getElementById("early");
  if (!items.length && !known) return;
  const now = JSON.stringify(items.map(function (item) {
    return [item.key, item.state, Boolean(item.made)];
  }));
  if (known && known.getAttribute("data-now") === now) return;
  const list = el("section", { id: "early", class: "mine", "data-now": now }, ...items.map(earlyCard));
  if (known) known.parentNode.replaceChild(list, known);
  else form.parentNode.insertBefore(list, form.nextSibling);
}

function isUnseen(item) {
  return item.verb === "idea.add" && !item.gone;
}

function earlyCard(item) {
  const mark = item.made ? sign("check", t("net.saved")) : item.state === "refused" ? sign("flag", refusalText(item.code, item.facts)) : sign("clock", t("net.saving"));
  return el("article", { class: item.made ? "idea" : "idea unsent" }, el("p", {}, el("span", { dir: "auto" }, item.body.text)), el("div", { class: "line" }, mark));
}

/** Who changed the language goes on where that was done; the address forgets the place, so that a later reload begins at the top. */
export function goOnWhere() {
  const place = window.location.hash.length > 1 ? document.getElementById(window.location.hash.slice(1)) : null;
  if (!place) return;
  place.focus();
  window.history.replaceState(null, "", window.location.pathname);
}
