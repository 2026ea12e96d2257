// The small panel below the board's tools in which a theme or a reason is chosen. It is no dialog: the board stays
// visible and usable.

import { el, replaceContent } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { hide, hideOne, reasons } from "../parts/reasons.js";
import { newTheme, place } from "./moves.js";
import { nameOf } from "./theme_name.js";
import { subject } from "./selection.js";

/** Asks for the theme to move to: by letter, by arrows and Enter, or by a tap. */
export function openMove(board) {
  const ids = subject(board);
  if (!ids.length) return;
  const rows = board.columns.map((column) =>
    row(
      column.letter || "–",
      column.id === null ? column.title : column.title || t("console.nameless"),
      () => chosen(board, () => place(board, ids, column.id)),
      nameOf(column),
    ),
  );
  rows.push(row("+", t("console.new_theme"), () => chosen(board, () => newTheme(board, ids))));
  const list = el("div", { class: "targets", role: "group", "aria-label": t("console.move.where") }, ...rows);
  list.addEventListener("keydown", (event) => keys(board, list, event));
  openPop(board, el("p", {}, t("console.move.where")), list);
  // Enter without an arrow moves the cards, so the first theme that is not theirs already has the focus.
  const other = board.columns.findIndex((column) => !ids.every((id) => board.view.idea(id).cluster === column.id));
  rows[other < 0 ? rows.length - 1 : other].focus();
}

/** Asks for the reason to hide. */
export function openHide(board) {
  const ids = subject(board);
  if (!ids.length) return;
  const one = ids.length === 1;
  const why = (reason, all) =>
    chosen(board, () => (one ? hideOne(board.desk, ids[0], reason, all) : hide(board.desk, ids, reason)));
  openPop(
    board,
    reasons(board.desk, why, () => closePop(board), one ? board.view.idea(ids[0]) : null),
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

/** Opens the panel with these elements; Esc closes it. */
export function openPop(board, ...children) {
  replaceContent(board.pop, ...children);
  board.pop.hidden = false;
  board.pop.onkeydown = (event) => escape(board, event);
  board.pop.querySelector("button").focus();
}

function row(sign, words, run, label) {
  return el(
    "button",
    { class: "target", type: "button", click: run, "aria-label": label },
    el("b", { class: "no" }, sign),
    el("span", {}, soften(words)),
  );
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

function keys(board, list, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...list.children];
  const at = rows.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const byLetter = board.columns.findIndex(
    (column) => column.letter && column.letter.toLowerCase() === event.key.toLowerCase(),
  );
  if (!step && byLetter < 0 && event.key.length > 1) return;
  event.stopPropagation();
  if (event.key === " ") return;
  event.preventDefault();
  if (step) rows[(at + step + rows.length) % rows.length].focus();
  else if (byLetter >= 0) rows[byLetter].click();
  else if (event.key === "-" || event.key === "0") rows[0].click();
  else if (event.key === "+") rows[rows.length - 1].click();
}

function backToBoard(board) {
  const node = board.cols.querySelector("[tabindex='0']");
  if (node) node.focus({ preventScroll: true });
}
