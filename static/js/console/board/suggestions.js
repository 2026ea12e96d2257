// Suggestions on the board: a panel with ideas that probably say the same, themes that participants suggest and likely
// themes of loose ideas, each with its reason, to take or to dismiss. Nothing moves by itself.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { patch, text } from "../parts/keyed_list.js";
import { numbered } from "../parts/written.js";
import { closePop, openPop } from "./popup.js";
import { mergedWords } from "./wording.js";
import { keyOfTheme, reasonOf } from "./likely_themes.js";
import { drawAsks } from "./suggest_asks.js";
import { dismissed, suggestedFor } from "./suggested.js";
import { nameOf } from "./theme_name.js";

// More rows than these nobody reads at a time; when some are answered, others come.
const READABLE = 20;

/** Names a suggestion of likely duplicates, so that it is known again. */
export const keyOfPair = (one) => "d" + one.ideas.join();

/**
 * The suggestions that still make sense on this board, as rows, the best of each kind first: {key, kind: "pair",
 * "people" or "theme", …}. What a person has placed, merged or answered since is none.
 */
export function rowsOf(board) {
  // Several parts of the board ask in each frame. Columns are made anew for each drawing.
  const { found, answered } = board.suggestions;
  const of = [found.themes, found.duplicates, board.desk.ui.guesses, [...answered].join()];
  const known = made.get(board.columns);
  if (known && known.of.every((one, at) => one === of[at])) return known.rows;
  const rows = makeRows(board);
  made.set(board.columns, { of, rows });
  return rows;
}

const made = new WeakMap();

function makeRows(board) {
  const { found, answered } = board.suggestions;
  const ideas = new Map();
  board.columns.forEach((column) => column.ideas.forEach((idea) => ideas.set(idea.id, { idea, column })));
  const people = [...ideas.values()].flatMap(({ idea }) => peopleOf(board, idea)).sort((a, b) => b.people - a.people);
  const known = new Set(people.map((one) => one.key));
  const pairs = found.duplicates
    .map((one) => ({ ...one, kind: "pair", key: keyOfPair(one) }))
    .filter((one) => one.ideas.every((id) => ideas.has(id)));
  const themes = found.themes
    // A guess is listed only where somebody has asked for guesses, and one that shares no words is on its card only.
    .filter((one) => one.offered || (board.desk.ui.guesses && one.words.length))
    .map((one) => ({ ...one, kind: "theme", key: keyOfTheme(one), to: columnOf(board, one.cluster) }))
    .filter((one) => one.to && ideas.has(one.idea) && ideas.get(one.idea).column.id === null)
    .filter((one) => !known.has("p" + one.idea + ">" + one.cluster));
  return pairs.concat(people, themes).filter((one) => !answered.has(one.key));
}

function peopleOf(board, idea) {
  const themes = board.columns.filter((column) => column.id !== null);
  return suggestedFor(idea, themes).map(({ cluster, people }) => {
    const key = "p" + idea.id + ">" + cluster.id;
    return { key, kind: "people", idea: idea.id, cluster: cluster.id, to: cluster, people };
  });
}

function columnOf(board, id) {
  return board.columns.find((column) => column.id === id);
}

/** How many suggestions are well founded: a guess may be read, but is not counted. */
export function founded(board) {
  return rowsOf(board).filter((row) => row.kind !== "theme" || row.offered).length;
}

/** The button that opens the panel, with the number of well-founded suggestions. */
export function suggestButton(board) {
  const n = founded(board);
  return button(t("console.suggest") + (n ? " " + n : ""), () => openSuggestions(board), { id: "suggest" });
}

/** Opens the panel. */
export function openSuggestions(board) {
  const list = el("ul", { class: "suggests" });
  const close = button(t("common.close"), () => closePop(board), { bare: true });
  openPop(
    board,
    t("console.suggest"),
    el("header", { class: "suggest-head" }, el("p", { class: "suggest-note" }), close),
    el("div", { class: "suggest-asks" }),
    list,
    el("p", { class: "quiet suggest-more" }),
  );
  drawSuggestions(board);
}

/** Draws the open panel anew; nothing when it is not open. */
export function drawSuggestions(board) {
  const list = board.pop.querySelector(".suggests");
  if (!list) return;
  const { found } = board.suggestions;
  const rows = rowsOf(board);
  const count = founded(board);
  drawAsks(board, board.pop.querySelector(".suggest-asks"), closeOf(board));
  const note = count || found.busy ? "" : t("console.suggest.none") + " ";
  replaceContent(
    board.pop.querySelector(".suggest-note"),
    el("b", {}, note + t("console.suggest.note")),
    el("small", { class: "quiet" }, told(found)),
  );
  const held = list.contains(document.activeElement);
  patch(list, rows.slice(0, READABLE), {
    keyOf: (row) => row.key,
    make: (row) => (row.kind === "pair" ? pairRow(board, row) : themeRow(board, row)),
    update: (node, row) => text(node.querySelector("small"), whyOf(board, row)),
  });
  text(board.pop.querySelector(".suggest-more"), count > READABLE ? t("console.queue.more", {}, count - READABLE) : "");
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
    ideas.map((idea) => numbered(idea.number, idea)),
    reason(),
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
  const skip = row.kind === "people" ? "placement.dismiss" : "suggestion.dismiss";
  const skipped = { idea: row.idea, cluster: row.cluster, ...(row.kind === "people" && { dismissed: true }) };
  return li(
    [numbered(idea.number, idea)],
    reason(),
    button("→ " + nameOf(row.to), () => does(board, row, "idea.place", place), {
      label: t("console.suggest.place", facts),
      main: row.sure,
    }),
    button(t("console.suggest.skip"), () => does(board, row, skip, skipped), {
      label: t("console.suggest.skip_theme", facts),
      bare: true,
    }),
  );
}

function li(lines, why, ...buttons) {
  return el("li", {}, ...lines, why, el("div", { class: "acts" }, ...buttons));
}

function reason() {
  return el("small", { class: "quiet", dir: "auto" });
}

function whyOf(board, row) {
  if (row.kind === "people") return t("console.suggested", { theme: nameOf(row.to) }, row.people);
  return reasonOf(board, row);
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
    "idea.place": () => t("a11y.card.moved", { theme: nameOf(row.to) }, 1),
    "idea.merge": () => mergedWords(board, row.ideas),
    "suggestion.dismiss": () => t("console.suggest.skipped"),
    "placement.dismiss": () => dismissed(board.view.idea(row.idea), row.to),
  };
  const left = founded(board);
  return done[verb]().replace(/\.?$/, ". ") + (left ? t("console.suggest.left", {}, left) : t("console.suggest.none"));
}
