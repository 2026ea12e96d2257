// The page before its first snapshot: shows what is posted meanwhile below the field, with its state. Phone-safe.

import { el } from "../dom/el.js";
import { fill } from "../dom/fill.js";
import { t } from "../text/words.js";
import { sign } from "./idea_card.js";
import { refusalText } from "./refusal.js";

/** Draws the status line and the posted ideas. */
export function beforeSnapshot(page) {
  const form = document.getElementById("write");
  if (form) posted(page, form);
  page.paintStatus(null);
}

function posted(page, form) {
  const items = page.outbox.items().filter(isUnseen).concat(page.outbox.arrived().filter(isUnseen)).reverse();
  const known = document.getElementById("early");
  if (!items.length && !known) return;
  const now = JSON.stringify(items.map((item) => [item.key, item.state, Boolean(item.made)]));
  if (known && known.getAttribute("data-now") === now) return;
  const list = el("section", { id: "early", class: "mine", "data-now": now }, ...items.map(earlyCard));
  if (known) known.parentNode.replaceChild(list, known);
  else form.parentNode.insertBefore(list, form.nextSibling);
}

function isUnseen(item) {
  return item.verb === "idea.add" && !item.gone;
}

function earlyCard(item) {
  const mark = item.made
    ? sign("check", t("net.saved"))
    : item.state === "refused"
      ? sign("flag", refusalText(item.code, item.facts))
      : sign("clock", t("net.saving"));
  return fill("own", { card: { class: item.made ? "idea" : "idea unsent" }, words: item.body.text, ...mark });
}
