// The small panel below the board's tools in which a theme, a reason and the like are chosen: a group with a name, so
// that who hears the page knows where the focus is. It is no dialog: the board stays visible and usable.

import { replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { hide, hideOne, reasons } from "../parts/reasons.js";
import { chooseNone, subject } from "./selection.js";

/** Asks for the reason to hide. */
export function openHide(board) {
  const ids = subject(board);
  if (!ids.length) return;
  const one = ids.length === 1;
  const why = (reason, all) =>
    chosen(board, () => (one ? hideOne(board.desk, ids[0], reason, all) : hide(board.desk, ids, reason)));
  openPop(
    board,
    t("mod.hide"),
    reasons(board.desk, why, () => closePop(board), one ? { idea: board.view.idea(ids[0]) } : {}),
  );
}

/** Closes the panel and returns the focus to the board. */
export function closePop(board) {
  if (board.pop.hidden) return;
  const held = board.pop.contains(document.activeElement);
  board.pop.hidden = true;
  replaceContent(board.pop);
  if (held) backToBoard(board);
}

/** Closes what was opened last, the panel or a selection, and returns whether there was one of them. */
export function closeLast(board) {
  const { chosen } = board.desk.ui;
  const isOpen = !board.pop.hidden;
  if (isOpen && (board.chosenBefore || !chosen.size)) closePop(board);
  else if (chosen.size) chooseNone(board);
  else return false;
  return true;
}

/**
 * Opens the panel of this name with these elements; Esc closes it. The focus goes to its heading where it has one
 * (tabindex -1), because that is to be read first, else to its first button.
 */
export function openPop(board, name, ...children) {
  board.desk.hush();
  replaceContent(board.pop, ...children);
  board.pop.setAttribute("role", "group");
  board.pop.setAttribute("aria-label", name);
  board.pop.hidden = false;
  board.chosenBefore = board.desk.ui.chosen.size > 0;
  board.pop.onkeydown = (event) => escape(board, event);
  (board.pop.querySelector("[tabindex='-1']") || board.pop.querySelector("button")).focus();
}

function chosen(board, run) {
  closePop(board);
  run();
}

function escape(board, event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  closePop(board);
}

function backToBoard(board) {
  const node = board.cols.querySelector("[tabindex='0']");
  if (node) node.focus({ preventScroll: true });
}
