// Names proposed for a theme: one on the head of a theme that has ideas and no name; below the field in which a theme
// is named the likely themes that the organiser wrote down, and up to three others. One tap, or arrow down and Enter,
// takes one; nothing is named by itself.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { themeKey } from "../../text/theme_key.js";
import { t } from "../../text/words.js";
import { likelyLeft } from "./likely_left.js";

const MOST = 3;
// Letters from which on a word gets places where a narrow button may break it.
export const NARROW = 9;

/** The name proposed for a column of the board that has none, or "". */
export function proposedName(board, column) {
  return column.title ? "" : proposedNames(board, column)[0] || "";
}

/** Names to choose from for a theme: the likely themes that are left, then the suggested names. */
export function namesFor(board, column) {
  if (column.id === null) return [];
  const likely = likelyLeft(board);
  const known = new Set(likely.map(themeKey));
  return likely.concat(proposedNames(board, column).filter((name) => !known.has(themeKey(name))));
}

/**
 * The names proposed for a theme that has ideas, the best first: for the theme, and where it has just been made, for
 * the ideas that it is made of.
 */
export function proposedNames(board, column) {
  if (column.id === null || !column.total) return [];
  const { names, idea_names: ofIdeas } = board.suggestions.found;
  const found = names.find((one) => one.cluster === column.id);
  const all = found ? found.names : ofSeveral(ofIdeas, column.ideas);
  return all.filter((name) => name !== column.title).slice(0, MOST);
}

// The first names of each idea, then the second ones …; those of several ideas before all others.
function ofSeveral(ofIdeas, ideas) {
  const inside = new Set(ideas.map((idea) => idea.id));
  const lists = ofIdeas.filter((one) => inside.has(one.idea)).map((one) => one.names);
  const times = new Map();
  for (let at = 0; at < MOST; at += 1)
    lists.forEach((names) => names[at] && times.set(names[at], (times.get(names[at]) || 0) + 1));
  return [...times].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** The button on a theme's head that names it. `tabindex` -1, because the arrow keys lead there. */
export function proposalButton(board, column) {
  const name = proposedName(board, column);
  if (!name) return null;
  return nameButton(board, column, { name, said: t("console.proposed_name", { name }), tabindex: "-1" });
}

/**
 * The proposals below the field of a theme's name; true when they have come just now. From then on they stay as they
 * are, so that nothing changes under the finger. `taken` is called before the theme is named.
 */
export function drawProposals(board, node, column, taken) {
  const names = node.children.length ? [] : namesFor(board, column);
  if (!names.length) return false;
  node.setAttribute("aria-label", t("console.proposed_names", { letter: column.letter }));
  names.forEach((name) => node.append(nameButton(board, column, { name, drawn: soften(name, NARROW), taken })));
  return true;
}

/**
 * Arrow down in the field leads to the proposals, and there the arrows lead on and back. Whether the key was for that.
 */
export function walkProposals(event, input, node) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !node.children.length) return false;
  const all = [input, ...node.children];
  const at = all.indexOf(event.target);
  if (at < 0 || !all[at + step]) return false;
  all[at + step].focus();
  return true;
}

// `drawn` is the name as the button shows it, `said` all that the button says.
function nameButton(board, column, { name, drawn = name, said = drawn, taken = () => {}, tabindex = null }) {
  const attrs = {
    class: "btn proposed",
    type: "button",
    tabindex,
    "aria-label": t("console.proposed_name.take", { letter: column.letter, name: drawn }),
    // The focus stays in the field, which would close under the press.
    mousedown: (event) => event.preventDefault(),
    click: () => (taken(), take(board, column, name)),
  };
  return el("button", attrs, el("span", { dir: "auto" }, said));
}

function take(board, { id, version }, title) {
  return board.desk.act("cluster.rename", { cluster: id, title, version });
}
