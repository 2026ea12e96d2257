// Moves cards by keyboard: lift, aim at a theme, put down.

import { t } from "../../text/words.js";
import { place } from "./moves.js";
import { nameOf } from "./theme_name.js";
import { subject } from "./selection.js";
import { whereAmI } from "./arrow_keys.js";
import { meant, typedOn } from "./typed_letter.js";

/** Lifts the card with the focus, or all selected cards if it is one of them. */
export function lift(board) {
  const [col] = whereAmI(board, document.activeElement);
  // The focused card, read from the document: while the window was in the background no focus event came.
  const card = Number(document.activeElement.dataset.id);
  board.focus = { card };
  const { chosen } = board.desk.ui;
  board.lift = { ids: chosen.has(card) ? subject(board) : [card], to: board.columns[col].id };
  board.desk.say(t("a11y.card.lift"));
  board.desk.redraw();
}

/**
 * Handles a key while cards are lifted: arrows and letters aim, Enter puts down, Esc cancels. Returns whether it used
 * the key.
 */
export function lifted(board, event) {
  const { columns, lift: held } = board;
  const at = columns.findIndex((column) => column.id === held.to);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const typed = event.key.length === 1 ? typedOn(columns, held.typed, event.key) : "";
  const { found } = typed ? meant(columns, typed) : {};
  held.typed = found ? typed : "";
  if (step) aim(board, columns[(at + step + columns.length) % columns.length]);
  else if (found) aim(board, found);
  else if (event.key === "Enter" || event.key === " ") place(board, held.ids, held.to);
  else if (event.key === "Escape") drop(board);
  return event.key !== "Tab" || (drop(board), false);
}

function aim(board, column) {
  board.lift.to = column.id;
  board.desk.say(t("console.aim", { theme: nameOf(column) }));
  const node = board.cols.querySelector('[data-col="' + column.id + '"]');
  if (node) node.scrollIntoView({ block: "nearest", inline: "nearest" });
  board.desk.redraw();
}

/** Cancels: the lifted cards stay where they are. */
export function drop(board) {
  board.lift = null;
  board.desk.say(t("a11y.card.cancelled"));
  board.desk.redraw();
}
