// Arrow key navigation on the board: columns lie side by side, cards below each other, the pile in several rows.

import { isFolded, unfold } from "./collapse.js";
import { add, leaveHand } from "./selection.js";

/** Moves the focus in the direction of the key; with Shift, the cards on the way are selected. */
export function walk(board, event, id) {
  const [col, row] = whereAmI(board, event.target);
  const target = at(board, ...toward(board, event.key, col, row));
  if (!target) return true;
  target.focus();
  if (event.shiftKey && id && target.dataset.id) add(board, id, Number(target.dataset.id));
  else leaveHand(board);
  return true;
}

// The pile may have several rows of cards; there left and right stay in it until its edge.
function toward(board, key, col, row) {
  const wide = wideOf(board, col);
  const last = board.columns[col].ideas.length - 1;
  const at = Math.max(row, 0) % wide;
  if (key === "Home") return [col, 0];
  if (key === "End") return [col, last];
  if (key === "ArrowUp") return [col, row - wide];
  if (key === "ArrowDown") return [col, row < 0 ? 0 : Math.min(row + wide, last)];
  if (key === "ArrowLeft" && at > 0) return [col, row - 1];
  if (key === "ArrowRight" && row >= 0 && at < wide - 1 && row < last) return [col, row + 1];
  const next = key === "ArrowLeft" ? col - 1 : col + 1;
  const line = row < 0 ? -1 : Math.floor(row / wide);
  const there = wideOf(board, next);
  return [next, line < 0 ? -1 : line * there + (key === "ArrowLeft" ? there - 1 : 0)];
}

function wideOf(board, col) {
  if (col !== 0) return 1;
  return getComputedStyle(board.cols.children[0].querySelector(".cards")).gridTemplateColumns.split(" ").length;
}

/** The column and the row of an element on the board; row -1 is the head. */
export function whereAmI(board, node) {
  const card = node.closest(".idea");
  const col = board.columns.findIndex((column) => String(column.id) === node.closest(".col").dataset.col);
  return [col, card ? board.columns[col].ideas.findIndex((idea) => idea.id === Number(card.dataset.id)) : -1];
}

// The card at a position, or the head above the first card; in a shorter column the last card.
function at(board, col, row) {
  const column = board.columns[col];
  if (!column) return null;
  const section = board.cols.children[col];
  if (row >= 0 && isFolded(board, column.id)) return folded(board, column, section);
  if (row < 0 || !column.ideas.length)
    return section.querySelector("[data-head]") || (row < 0 ? section.querySelector(".idea") : at(board, col + 1, row));
  return section.querySelector(".cards").children[Math.min(row, column.ideas.length - 1)];
}

// Moving down into a folded theme unfolds it; moving sideways stops at its head.
function folded(board, column, section) {
  const head = section.querySelector("[data-head]");
  if (document.activeElement !== head || !column.ideas.length) return head;
  unfold(board, column.id);
  return section.querySelector(".idea");
}
