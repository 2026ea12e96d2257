// The board from the keyboard: one stop for Tab, arrows walk, Space chooses, Enter lifts a card and puts it down again.

import { t } from "../../words.js";
import { isFolded, unfold } from "./fold.js";
import { nameOf, rename } from "./name.js";
import { newTheme, place } from "./moves.js";
import { subject } from "../clusters.js";

/** Listens to keys, clicks and focus on the board. */
export function watchKeys(board) {
  board.cols.addEventListener("keydown", (event) => key(board, event));
  board.cols.addEventListener("focusin", (event) => remember(board, event.target));
  board.cols.addEventListener("click", (event) => click(board, event));
}

/** After drawing: one element is the Tab stop, and it gets the focus back if the board had it and lost it. */
export function focusAgain(board, held) {
  const node = nodeOfFocus(board) || board.cols.querySelector(".idea") || board.cols.querySelector("[data-head]");
  const old = board.cols.querySelector("[tabindex='0']");
  if (old && old !== node) old.tabIndex = -1;
  if (node) node.tabIndex = 0;
  if (held && node && !board.cols.contains(document.activeElement)) node.focus();
}

function nodeOfFocus(board) {
  const { focus } = board;
  if (!focus) return null;
  if (focus.card) return board.cols.querySelector('.idea[data-id="' + focus.card + '"]');
  return board.cols.querySelector('[data-head="' + focus.head + '"]');
}

function remember(board, node) {
  if (node.classList.contains("idea")) board.focus = { card: Number(node.dataset.id) };
  else if (node.dataset.head) board.focus = { head: Number(node.dataset.head) };
  else return;
  const old = board.cols.querySelector("[tabindex='0']");
  if (old && old !== node) old.tabIndex = -1;
  node.tabIndex = 0;
}

// -- choosing ----------------------------------------------------------------------------------------------------------------

function click(board, event) {
  if (event.target.closest(".add")) return newTheme(board, [...board.desk.ui.chosen]);
  const card = event.target.closest(".idea");
  if (!card || board.dragged) return;
  const id = Number(card.dataset.id);
  if (event.shiftKey && board.anchor) range(board, board.anchor, id);
  else toggle(board, id);
}

function toggle(board, id) {
  const { chosen } = board.desk.ui;
  if (!chosen.delete(id)) chosen.add(id);
  board.anchor = id;
  board.desk.redraw();
}

function range(board, from, to) {
  const column = board.columns.find((one) => one.ideas.some((idea) => idea.id === to));
  const at = [from, to].map((id) => column.ideas.findIndex((idea) => idea.id === id));
  if (at[0] < 0) return toggle(board, to);
  column.ideas.slice(Math.min(...at), Math.max(...at) + 1).forEach((idea) => board.desk.ui.chosen.add(idea.id));
  board.desk.redraw();
}

// -- keys --------------------------------------------------------------------------------------------------------------------

function key(board, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("form")) return;
  const done = board.lift ? lifted(board, event) : resting(board, event);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

function resting(board, event) {
  if (event.target.closest(".seek")) return fromSeek(board, event);
  const card = event.target.closest(".idea");
  const id = card ? Number(card.dataset.id) : 0;
  if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") return walk(board, event, id);
  if (event.target.closest("button:not([data-head]), input")) return false;
  if (event.key === "F2") return renameHere(board, event.target);
  if (!card) return false;
  if (event.key === " ") return (toggle(board, id), true);
  if (event.key === "Enter") return (lift(board), true);
  return false;
}

// Down from the field of finding: into what was found.
function fromSeek(board, event) {
  const first = board.cols.querySelector(".idea");
  if (!first || !["ArrowDown", "Enter"].includes(event.key)) return false;
  first.focus();
  return true;
}

function walk(board, event, id) {
  const [col, row] = whereAmI(board, event.target);
  const target = at(board, ...toward(board, event.key, col, row));
  if (!target) return true;
  target.focus();
  if (event.shiftKey && id && target.dataset.id) {
    board.desk.ui.chosen.add(id).add(Number(target.dataset.id));
    board.desk.redraw();
  }
  return true;
}

// The pile may lie in several rows of cards side by side; there left and right stay in it until its edge.
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

function whereAmI(board, node) {
  const card = node.closest(".idea");
  const col = board.columns.findIndex((column) => String(column.id) === node.closest(".col").dataset.col);
  return [col, card ? board.columns[col].ideas.findIndex((idea) => idea.id === Number(card.dataset.id)) : -1];
}

// The card at a place, the head above the first one; a shorter column gives its last card.
function at(board, col, row) {
  const column = board.columns[col];
  if (!column) return null;
  const section = board.cols.children[col];
  if (row >= 0 && isFolded(board, column.id)) return folded(board, column, section);
  if (row < 0 || !column.ideas.length) return section.querySelector("[data-head]") || (row < 0 ? null : at(board, col + (col ? -1 : 1), row));
  return section.querySelector(".cards").children[Math.min(row, column.ideas.length - 1)];
}

// Walking down into a folded theme unfolds it; coming from its side stops at its head.
function folded(board, column, section) {
  const head = section.querySelector("[data-head]");
  if (document.activeElement !== head || !column.ideas.length) return head;
  unfold(board, column.id);
  return section.querySelector(".idea");
}

function renameHere(board, node) {
  const id = node.closest(".col").dataset.col;
  if (id !== "null") rename(board, Number(id));
  return true;
}

// -- lifting -----------------------------------------------------------------------------------------------------------------

function lift(board) {
  const [col] = whereAmI(board, document.activeElement);
  // The card that has the focus, also when its focus came while the window was not in front and nobody was told of it.
  const card = Number(document.activeElement.dataset.id);
  board.focus = { card };
  const { chosen } = board.desk.ui;
  board.lift = { ids: chosen.has(card) ? subject(board) : [card], to: board.columns[col].id };
  board.desk.say(t("a11y.card.lift"));
  board.desk.redraw();
}

function lifted(board, event) {
  const { columns, lift: held } = board;
  const at = columns.findIndex((column) => column.id === held.to);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const letter = columns.find((column) => column.letter && column.letter.toLowerCase() === event.key.toLowerCase());
  if (step) aim(board, columns[(at + step + columns.length) % columns.length]);
  else if (letter) aim(board, letter);
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

function drop(board) {
  board.lift = null;
  board.desk.say(t("a11y.card.cancelled"));
  board.desk.redraw();
}
