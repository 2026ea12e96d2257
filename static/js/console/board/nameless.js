// What a theme without a name is called on the board: its first idea, in quotation marks, so that nobody has to name a
// theme before the next idea is placed.

import { t } from "../../text/words.js";

/** The words for a theme of the board: its name, else its first idea, else `otherwise`. */
export function calledOn(board, { id, title }, otherwise = t("console.nameless")) {
  if (title) return title;
  const { first } = board.columns.find((one) => one.id === id) || {};
  return first ? t("console.nameless.first", { words: first.text }) : otherwise;
}

/**
 * Which of two ideas of one theme came into it first, the same in all consoles and at any time: whoever knows the theme
 * by its first idea recognises it, whatever comes later. `a` may be missing.
 */
export function firstIn(a, b) {
  if (!a || a.placed !== b.placed) return !a || b.placed < a.placed ? b : a;
  return b.number < a.number ? b : a;
}
