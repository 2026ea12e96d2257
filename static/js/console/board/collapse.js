// Folds themes when there are too many for the width: the heads of all themes stay in sight as drop targets beside the
// pile, and one theme at a time shows its cards.

import { el, icon } from "../../dom/el.js";
import { likelyLeft } from "./likely_left.js";

const FEW = 3;
// The smallest widths of columns with their gaps, in pixels (console/board.css: .col): first the pile, the place for a
// new theme and the margins together, then one theme, then one head.
const PILE = 304;
const COLUMN = 172;
const HEAD = 175;
// The height of a head of two lines with the gap below it, and the width of one of a single line with its gap.
const TALL = 96;
const SMALL = 184;

/**
 * Whether `themes` themes are folded on a board of `width` pixels; `likely` is 1 where names of likely themes stand
 * behind them, else 0.
 */
export function folds(themes, width, likely = 0) {
  return themes > FEW && PILE + (themes + likely) * COLUMN > width;
}

/** How many heads stand side by side, beside the pile. */
export function abreast(width) {
  return Math.max(1, Math.min(4, Math.floor((width * 0.5) / HEAD)));
}

/**
 * How the heads of folded themes stand beside the pile on a board of this size, in pixels: {wide: how many side by
 * side, small: whether they have one line, because with two they would not all be in sight}.
 */
export function headsOn(themes, width, height) {
  const wide = abreast(width);
  const small = Math.ceil((themes + 1) / wide) * TALL > height;
  return { small, wide: small ? Math.max(wide, Math.min(4, Math.floor((width * 0.6) / SMALL))) : wide };
}

/** Whether only the head of a theme is shown. */
export function isFolded(board, id) {
  return board.folded && board.open !== id;
}

/** Notes the board's size, where the browser has just laid it out, and tells `changed`. */
export function watchSize(board, changed) {
  return new ResizeObserver(() => {
    board.room = sizeOf(board);
    changed();
  });
}

function sizeOf({ cols }) {
  return { width: cols.clientWidth, height: cols.clientHeight };
}

/**
 * Sets the layout before drawing: columns side by side, or the pile with all heads beside it. To ask for a size now
 * would lay out hundreds of cards in the middle of a frame.
 */
export function layOut(board) {
  const { cols } = board;
  const { width, height } = board.room || sizeOf(board);
  const themes = board.columns.length - 1;
  const { wide, small } = headsOn(themes, width, height);
  const likely = likelyLeft(board).length ? 1 : 0;
  board.folded = width > 0 && folds(themes, width, likely);
  cols.classList.toggle("heads", board.folded);
  cols.classList.toggle("small", board.folded && small);
  cols.style.setProperty("--wide", String(wide));
  // The pile is never taller than the board and scrolls separately.
  cols.style.setProperty("--board", Math.max(0, height - 12) + "px");
  cols.style.setProperty("--rows", String(Math.ceil((themes + 1) / wide) + 1 + likely));
}

/** Shows the cards of one theme, or folds all (null). */
export function unfold(board, id) {
  board.open = id;
  board.desk.drawNow();
}

/** The number of cards in a theme's head; where themes are folded it is a button that shows them. */
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
