// Many themes in a narrow place: all heads stay in sight beside the pile, so that each can be aimed at; one theme at a time shows its cards.

import { el, icon } from "../../dom/el.js";

const FEW = 3;
// The narrowest that columns may be (console.css: .col), with their gaps: the pile, the place for a new theme and the edges; one theme.
const PILE = 304;
const COLUMN = 172;
const HEAD = 175;

/** Whether so many themes stand as heads only in a board `width` pixels wide. */
export function folds(themes, width) {
  return themes > FEW && PILE + themes * COLUMN > width;
}

/** How many heads stand side by side beside the pile. */
export function abreast(width) {
  return Math.max(1, Math.min(4, Math.floor((width * 0.5) / HEAD)));
}

/** Whether a theme shows its head alone. */
export function isFolded(board, id) {
  return board.folded && board.open !== id;
}

/** Before drawing: columns side by side, or the pile with all heads beside it. */
export function layOut(board) {
  const { cols } = board;
  const themes = board.columns.length - 1;
  const wide = abreast(cols.clientWidth);
  board.folded = cols.clientWidth > 0 && folds(themes, cols.clientWidth);
  cols.classList.toggle("heads", board.folded);
  cols.style.setProperty("--wide", String(wide));
  // The pile is never taller than the board: it scrolls by itself.
  cols.style.setProperty("--board", Math.max(0, cols.clientHeight - 12) + "px");
  cols.style.setProperty("--rows", String(Math.ceil((themes + 1) / wide) + 1));
}

/** Shows the cards of one theme, or folds it again (null). */
export function unfold(board, id) {
  board.open = id;
  board.desk.drawNow();
}

/** The count in a theme's head: a button that shows its cards where they are folded. */
export function foldButton(board, id) {
  return el(
    "button",
    {
      class: "num quiet fold",
      type: "button",
      tabindex: "-1",
      click: () => unfold(board, board.open === id ? null : id),
    },
    icon("chev"),
    el("span", {}),
  );
}
