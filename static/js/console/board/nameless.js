// What a theme without a name is called on the board: its first idea, in quotation marks, so that nobody has to name a
// theme before the next idea is placed.

import { t } from "../../text/words.js";

/** The words for a theme of the board: its name, else its first idea, else `otherwise`. */
export function calledOn(board, { id, title }, otherwise = t("console.nameless")) {
  if (title) return title;
  const first = firstOf(board, id);
  return first ? t("console.nameless.first", { words: first.text }) : otherwise;
}

// It stays the same while it is in the theme, because that is how it is recognised.
function firstOf(board, id) {
  board.firsts = board.firsts || new Map();
  const known = board.view.idea(board.firsts.get(id));
  if (known && known.cluster === id) return known;
  const { ideas } = board.columns.find((one) => one.id === id) || { ideas: [] };
  const first = ideas.reduce((least, idea) => (least && least.number < idea.number ? least : idea), null);
  if (first) board.firsts.set(id, first.id);
  return first;
}
