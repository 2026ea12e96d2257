// Asks for the theme to which cards are moved.

import { t } from "../../text/words.js";
import { newTheme, place } from "./moves.js";
import { closePop } from "./popup.js";
import { subject } from "./selection.js";
import { chooseTarget, row } from "./targets.js";

/** Asks for the theme of the selected cards, else of the focused one. */
export function openMove(board) {
  const ids = subject(board);
  if (!ids.length) return;
  const fresh = row("+", t("console.new_theme"), () => (closePop(board), newTheme(board, ids)));
  fresh.dataset.new = "";
  const list = chooseTarget(board, t("console.move.where"), board.columns, (column) => place(board, ids, column.id), [
    fresh,
  ]);
  // Enter without an arrow moves the cards, so the first theme that is not theirs already has the focus.
  const other = board.columns.findIndex((column) => !ids.every((id) => board.view.idea(id).cluster === column.id));
  list.children[other < 0 ? list.children.length - 1 : other].focus();
}
