// Suggestions on the board: a panel with ideas that probably say the same and likely themes of loose ideas, each with its
// reason, to take or to dismiss. It is asked for again and again while the board is there; nothing moves by itself.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { patch } from "../parts/keyed_list.js";
import { words } from "../parts/written.js";
import { pileButtons } from "./piles.js";
import { closePop, openPop } from "./popup.js";
import { nameOf } from "./theme_name.js";

const AGAIN = 2000;
const NOTHING = { back_end: "", busy: true, duplicates: [], themes: [], names: [] };

/** Asks the server until leave() is called: {found, answered, leave}. `answered` holds rows that a person has answered. */
export function watchSuggestions(board) {
  const watch = { found: NOTHING, answered: new Set(), leave: () => clearInterval(timer) };
  const look = async () => {
    if (document.hidden || board.desk.out) return;
    const found = await ask(board.desk.boot.ref).catch(() => null);
    if (found) take(board, watch, found);
  };
  const timer = setInterval(look, AGAIN);
  look();
  return watch;
}

// The browser sends the entity tag of what it has, so that mostly nothing is sent back.
async function ask(ref) {
  const response = await fetch("/console/" + ref + "/suggestions", { credentials: "same-origin" });
  return response.ok ? response.json() : null;
}

function take(board, watch, found) {
  watch.found = found;
  const keys = new Set(found.duplicates.map(keyOfPair).concat(found.themes.map(keyOfTheme)));
  if (!found.busy) watch.answered.forEach((key) => keys.has(key) || watch.answered.delete(key));
  board.desk.redraw();
}

const keyOfPair = (one) => "d" + one.ideas.join();
const keyOfTheme = (one) => "t" + one.idea + ">" + one.cluster;

/**
 * The suggestions that still make sense on this board, as rows in their order: {key, kind: "pair" or "theme", …}. What
 * a person has placed, merged or answered since is none.
 */
export function rowsOf(board) {
  const { found, answered } = board.suggestions;
  const ideas = new Map();
  board.columns.forEach((column) => column.ideas.forEach((idea) => ideas.set(idea.id, { idea, column })));
  const pairs = found.duplicates
    .map((one) => ({ ...one, kind: "pair", key: keyOfPair(one) }))
    .filter((one) => one.ideas.every((id) => ideas.has(id)));
  const themes = found.themes
    .map((one) => ({ ...one, kind: "theme", key: keyOfTheme(one), to: columnOf(board, one.cluster) }))
    .filter((one) => one.to && ideas.has(one.idea) && ideas.get(one.idea).column.id === null);
  return pairs.concat(themes).filter((one) => !answered.has(one.key));
}

function columnOf(board, id) {
  return board.columns.find((column) => column.id === id);
}

/** The button that opens the panel, with the number of suggestions. */
export function suggestButton(board) {
  const n = rowsOf(board).length;
  return button(t("console.suggest") + (n ? " " + n : ""), () => openSuggestions(board), { id: "suggest" });
}

/** Opens the panel. */
export function openSuggestions(board) {
  const list = el("ul", { class: "suggests" });
  const close = button(t("common.close"), () => closePop(board), { bare: true });
  openPop(
    board,
    el("header", { class: "suggest-head" }, el("p", { class: "suggest-note" }), close),
    pileButtons(board) || "",
    list,
  );
  drawSuggestions(board);
}

/** Draws the open panel anew; nothing when it is not open. */
export function drawSuggestions(board) {
  const list = board.pop.querySelector(".suggests");
  if (!list) return;
  const { found } = board.suggestions;
  const rows = rowsOf(board);
  const note = rows.length || found.busy ? "" : t("console.suggest.none") + " ";
  replaceContent(
    board.pop.querySelector(".suggest-note"),
    el("b", {}, note || t("console.suggest.note")),
    el("small", { class: "quiet" }, told(found)),
  );
  const held = list.contains(document.activeElement);
  patch(list, rows, {
    keyOf: (row) => row.key,
    make: (row) => (row.kind === "pair" ? pairRow(board, row) : themeRow(board, row)),
    update: () => {},
  });
  // The next suggestion has the focus, so that a pile is worked through by Enter alone.
  if (held && !list.contains(document.activeElement)) (list.querySelector("button") || closeOf(board)).focus();
}

// What the suggestions rest on, and that better ones are coming.
function told(found) {
  const by = [found.back_end, found.busy && "busy"].filter(Boolean);
  return by.map((one) => t("console.suggest.by." + one)).join(" · ");
}

function closeOf(board) {
  return board.pop.querySelector("button");
}

function pairRow(board, row) {
  const ideas = row.ideas.map((id) => board.view.idea(id));
  const numbers = ideas.map((idea) => idea.number).join(", ");
  const [into, ...others] = row.ideas;
  return li(
    ideas.map((idea) => line(idea)),
    reason(board, row, []),
    button(t("console.merge"), () => does(board, row, "idea.merge", { into, ideas: others }), {
      label: t("console.suggest.merge", { numbers }),
    }),
    button(t("console.suggest.skip"), () => does(board, row, "suggestion.dismiss", { idea: into, others }), {
      label: t("console.suggest.skip_pair", { numbers }),
      bare: true,
    }),
  );
}

function themeRow(board, row) {
  const idea = board.view.idea(row.idea);
  const facts = { number: idea.number, theme: nameOf(row.to) };
  const place = { ideas: [row.idea], cluster: row.cluster };
  const dismissed = { idea: row.idea, cluster: row.cluster };
  return li(
    [line(idea)],
    reason(board, row, row.near),
    button("→ " + nameOf(row.to), () => does(board, row, "idea.place", place), {
      label: t("console.suggest.place", facts),
      main: row.sure,
    }),
    button(t("console.suggest.skip"), () => does(board, row, "suggestion.dismiss", dismissed), {
      label: t("console.suggest.skip_theme", facts),
      bare: true,
    }),
  );
}

function li(lines, why, ...buttons) {
  return el("li", {}, ...lines, why, el("div", { class: "acts" }, ...buttons));
}

function line(idea) {
  return el("p", {}, el("b", { class: "no" }, String(idea.number)), " ", words(idea));
}

function reason(board, row, near) {
  const numbers = near.map((id) => board.view.idea(id)).filter(Boolean);
  const said = [
    row.words.length && t("console.suggest.why", { words: row.words.join(", ") }),
    numbers.length && t("console.suggest.near", { numbers: numbers.map((idea) => idea.number).join(", ") }),
  ];
  return el("small", { class: "quiet", dir: "auto" }, said.filter(Boolean).join(" · "));
}

async function does(board, row, verb, body) {
  const { answered } = board.suggestions;
  answered.add(row.key);
  board.desk.redraw();
  const answer = await board.desk.act(verb, body);
  if (!answer.ok) answered.delete(row.key);
  else board.desk.say(saidOf(board, row, verb));
  board.desk.redraw();
}

// What was done, and how many suggestions are left: the focus is on the next one already.
function saidOf(board, row, verb) {
  const done = {
    "idea.place": () => t("a11y.card.moved", { theme: nameOf(row.to) }),
    "idea.merge": () => t("a11y.card.merged", { number: board.view.idea(row.ideas[0]).number }),
    "suggestion.dismiss": () => t("console.suggest.skipped"),
  };
  return done[verb]() + " " + t("console.suggest.left", {}, rowsOf(board).length);
}
