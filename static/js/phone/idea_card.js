// Cards of ideas: the number before the text, then one line with the state on the left and one action on the right.
// They are drawn in templates/parts/idea.html; here their slots are filled. Phone-safe.

import { el, icon } from "../dom/el.js";
import { fill } from "../dom/fill.js";
import { soften } from "../text/hyphens.js";
import { grouped } from "../text/receipt.js";
import { t } from "../text/words.js";
import { otherLanguage } from "./other_language.js";
import { refusalText } from "./refusal.js";
import { langOf } from "../text/languages.js";

const MARKS = {
  new: ["", ""],
  saving: ["clock", "net.saving"],
  kept: ["phone", "net.kept"],
  open: ["clock", "net.kept.open"],
  slow: ["clock", "refusal.too_fast"],
  later: ["clock", "phone.kept.slow"],
  paused: ["pause", "phone.kept.paused"],
  saved: ["check", "net.saved"],
  masked: ["hide", "idea.masked"],
  waiting: ["clock", "idea.waiting"],
  spot: ["spot", "idea.on_screen"],
  support: ["", ""],
  gone: ["hide", "idea.supported.gone"],
};

/**
 * The slots of a card with a number and a text: the text keeps its writing direction and language, and long words may
 * break.
 */
export function numbered(label, text, lang) {
  return { no: label || null, words: { lang: langOf(text, lang), inside: soften(text) } };
}

/** The slot that names the ideas that are merged into one, by their numbers. */
export function holds(merged) {
  return { merged: merged.length ? t("idea.merged_here", { numbers: merged.join(", ") }) : null };
}

// Letters of average width on a line of a narrow phone, and how many lines make an idea tall.
const LINE = 36;
const LONG = 6;
const WIDE =
  /[WMwm@%\u00c6\u2014\u2015\u2026\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\ud800-\udbff\uf900-\ufaff\uff00-\uff60]/g;
const CAPITAL = /[A-VX-ZÅÄÖ]/g;
// Letters whose width is not known here: other scripts, and single characters that are a whole phrase.
const FOREIGN = /[^\u0000-\u00ff\u2010-\u201f\u2026]/;
// Average letters are counted by the width of such ones.
const USUAL = "museossa on hyvä olla ja tavata";
const unfolded = {};

/** Cuts another person's tall idea on its card to some lines, until its reader unfolds it. Returns the card. */
export function folded(card, label, text) {
  if (unfolded[label + text] || linesOf(text) <= LONG) return card;
  const words = card.querySelector("p");
  words.className = "folded";
  const more = el(
    "button",
    {
      type: "button",
      class: "link unfold",
      click: function () {
        unfolded[label + text] = true;
        words.className = "";
        words.setAttribute("tabindex", "-1");
        words.focus();
        more.parentNode.removeChild(more);
      },
    },
    t("phone.fold.more"),
  );
  card.insertBefore(more, words.nextSibling);
  return card;
}

/** An estimate of the lines that a text takes on a narrow phone. */
export function linesOf(text) {
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / LINE)), 0);
}

// In letters of average width. Wide letters count nearly twice, capitals a quarter more; others are measured.
function width(line) {
  const guess = line.length + (line.match(WIDE) || []).length * 0.7 + (line.match(CAPITAL) || []).length * 0.25;
  return FOREIGN.test(line) ? Math.max(guess, measured(line)) : guess;
}

let pen = null;

function measured(line) {
  pen = pen || document.createElement("canvas").getContext("2d");
  return pen ? (pen.measureText(line).width / pen.measureText(USUAL).width) * USUAL.length : 0;
}

/** The card of an own idea that was just taken back; `undo` restores it. */
export function takenCard(card, undo) {
  return fill("own", {
    card: { class: "idea away" },
    ...numbered(card.number, card.text, card.lang),
    ...sign("check", t("idea.taken")),
    act: { "data-do": "undo", click: undo, inside: [icon("undo"), t("common.undo")] },
  });
}

/** The card of an own idea; `edit(card)` opens its editor, or is null when the idea can no longer be changed. */
export function ownCard(card, edit) {
  const refused = card.phase === "refused" || card.phase === "hidden";
  return fill("own", {
    card: { class: "idea" + (refused ? " refused" : "") + (card.unsent && !refused ? " unsent" : "") },
    asked: card.asked && { lang: card.asked.lang, inside: [soften(card.asked.text), otherLanguage(card.asked) || ""] },
    ...numbered(card.number, card.text, card.lang),
    ...wording(card.original),
    late: card.late,
    ...mark(card),
    act: edit && editLink(card, edit),
    receipt: card.receipt && {
      href: "/r/" + card.receipt,
      inside: t("receipt.short", { code: grouped(card.receipt) }),
    },
  });
}

/** The card of another person's idea that this person supports; `end(card)` supports it no more, or is null. */
export function supportedCard(card, end) {
  return fill("own", {
    asked: { lang: null, inside: t("idea.supported") },
    ...numbered(card.number, card.text, card.lang),
    reworded: card.reworded ? t("idea.supported.changed") : null,
    ...mark(card),
    act: end && {
      "data-do": "unsupport",
      "aria-label": t("idea.unsupport.label", { number: card.number }),
      inside: t("idea.unsupport"),
      click: function () {
        end(card);
      },
    },
  });
}

function editLink(card, edit) {
  return {
    "data-do": "edit",
    "aria-label": card.number ? t("phone.edit.label", { number: card.number }) : t("idea.edit") + ": " + card.text,
    click: function () {
      edit(card);
    },
  };
}

function mark(card) {
  if (card.phase === "hidden")
    return sign("hide", t(card.change ? "idea.hidden.change" : "idea.hidden.final", { reason: card.reason }));
  if (card.phase === "merged") return sign("merge", t("idea.merged", { number: card.into }));
  if (card.theme)
    return { theme: true, letter: card.theme.letter, title: soften(t("cluster.mine", { theme: card.theme.title })) };
  if (card.phase === "refused") return sign("flag", refusalText(card.code, card.facts));
  const known = MARKS[card.phase];
  return known[1] ? sign(known[0], t(known[1])) : { mark: { inside: "\u00a0" } };
}

// That a facilitator wrote the words, with the author's on demand; empty where those are not shown.
function wording(original) {
  return { reworded: original === "", original: Boolean(original), authors: original };
}

/** The slots of an icon with words. */
export function sign(name, words) {
  return { mark: true, icon: { href: "#i-" + name }, state: words };
}

/** The card of another person's idea. */
export function otherCard(idea) {
  const slots = { card: { class: "idea" + (idea.fresh ? " fresh" : "") }, source: idea.source !== "phone" };
  Object.assign(
    slots,
    numbered(idea.number, idea.text, idea.lang),
    holds(idea.merged),
    wording(idea.original),
    sourceOf(idea),
  );
  return folded(fill("other", slots), idea.number, idea.text);
}

const SOURCES = {
  paper: ["paper", "idea.from_paper"],
  helper: ["people", "idea.by_helper"],
  import: ["paper", "idea.from_import"],
  earlier: ["back", "idea.from_earlier"],
};

function sourceOf(idea) {
  const source = SOURCES[idea.source];
  if (!source) return {}; // its slot is removed
  const words = [t(source[1], { number: idea.came_from })];
  if (idea.table) words.push(t("idea.from_table", { table: idea.table }));
  return sign(source[0], words.join(" · "));
}
