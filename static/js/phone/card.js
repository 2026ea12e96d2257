// Ideas as cards: the number run in before the text, then one line: its state left, one action right. The same cards as
// templates/parts/idea.html makes. Phone-safe.

import { el, icon } from "../dom.js";
import { soften } from "../hyphens.js";
import { t } from "../words.js";
import { refusalText } from "./refusal.js";

const MARKS = {
  new: ["", ""],
  saving: ["clock", "net.saving"],
  kept: ["phone", "net.kept"],
  open: ["clock", "net.kept.open"],
  slow: ["clock", "refusal.too_fast"],
  paused: ["pause", "phone.kept.paused"],
  saved: ["check", "net.saved"],
  waiting: ["clock", "idea.waiting"],
  spot: ["spot", "idea.on_screen"],
};

/** A number and the text of an idea. */
export function numbered(label, text) {
  return label ? el("p", {}, el("span", { class: "no" }, label), " ", soften(text)) : el("p", {}, soften(text));
}

/** An own idea; `edit(card)` opens its editor, or is null when it can no longer be changed. */
export function ownCard(card, edit) {
  const refused = card.phase === "refused" || card.phase === "hidden";
  return el(
    "article",
    { class: "idea" + (refused ? " refused" : "") + (card.unsent && !refused ? " unsent" : "") },
    numbered(card.number, card.text),
    el("div", { class: "line" }, mark(card), edit ? editLink(card, edit) : null),
  );
}

function editLink(card, edit) {
  const label = card.number ? t("phone.edit.label", { number: card.number }) : t("idea.edit") + ": " + card.text;
  return el("button", { type: "button", class: "link", "data-do": "edit", "aria-label": label, click: function () {
    edit(card);
  } }, t("idea.edit"));
}

function mark(card) {
  if (card.phase === "hidden") return sign("hide", t(card.change ? "refusal.hidden" : "idea.hidden.final", { reason: reasonOf(card) }));
  if (card.theme) return el("span", { class: "mark" }, el("span", { class: "no" }, card.theme.letter), "\u00a0", t("cluster.mine", { theme: card.theme.title }));
  if (card.phase === "refused") return sign("flag", refusalText(card.code, card.facts));
  const known = MARKS[card.phase];
  return known[1] ? sign(known[0], t(known[1])) : el("span", { class: "mark" }, "\u00a0");
}

// The reason goes on after a colon.
function reasonOf(card) {
  const words = t("mod.reason." + card.reason);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** A small sign with words. */
export function sign(name, words) {
  return el("span", { class: "mark" }, icon(name), el("span", {}, words));
}

/** Somebody else's idea, as it is on the wall. */
export function otherCard(idea) {
  return el("article", { class: "idea" + (idea.fresh ? " fresh" : "") }, numbered(idea.number, idea.text), sourceLine(idea));
}

function sourceLine(idea) {
  if (idea.source === "phone") return null;
  const paper = idea.source === "paper";
  const words = [t(paper ? "idea.from_paper" : "idea.by_helper")];
  if (idea.table) words.push(t("idea.from_table", { table: idea.table }));
  return el("div", { class: "line" }, sign(paper ? "paper" : "people", words.join(" · ")));
}
