// Keyboard access to the board with a roving tabindex: Tab enters it once, arrows move, Space selects, Enter lifts a
// card and puts it down.

import { t } from "../../text/words.js";
import { isFolded, unfold } from "./collapse.js";
import { drop, lift, lifted } from "./keyboard_move.js";
import { holdOffers } from "./likely_themes.js";
import { waits } from "../parts/next_keys.js";
import { newTheme, place } from "./moves.js";
import { openNameAll } from "./name_all.js";
import { atHand, chooseNone, isTooSoon, press, range, toggle } from "./selection.js";
import { takeOffer } from "./suggested.js";
import { takeRead, turnGuesses } from "./take_read.js";
import { rename } from "./theme_name.js";
import { moveTheme } from "./theme_order.js";
import { walk } from "./arrow_keys.js";

/** Listens to keys, clicks and focus on the board. */
export function watchKeys(board) {
  board.cols.addEventListener("keydown", (event) => key(board, event));
  board.cols.addEventListener("focusin", (event) => remember(board, event.target));
  board.cols.addEventListener("click", (event) => click(board, event));
  // Whoever takes the mouse instead has left the lifted cards where they were.
  document.addEventListener("pointerdown", function instead() {
    if (!board.cols.isConnected) document.removeEventListener("pointerdown", instead);
    else if (board.lift) drop(board);
  });
}

/**
 * After drawing: makes one element the Tab stop, and gives it the focus if the drawing took that from the board, or if
 * the selection has moved on to it.
 */
export function focusAgain(board, held) {
  const node = nodeOfFocus(board) || board.cols.querySelector(".idea") || board.cols.querySelector("[data-head]");
  stopAt(board, node);
  if (showHand(board, node)) return;
  if (held && node && !board.cols.contains(document.activeElement)) node.focus();
}

// A screen reader says the card that is at hand now, because it has the focus. Whoever writes keeps that.
function showHand(board, node) {
  const { shows, focus } = board;
  board.shows = 0;
  if (!shows || !node || !focus || focus.card !== shows) return false;
  node.scrollIntoView({ block: "nearest", inline: "nearest" });
  const { naming, desk } = board;
  if (naming || waits(desk.ui) || document.activeElement.closest("input, textarea, select")) return false;
  node.focus({ preventScroll: true });
  return true;
}

function nodeOfFocus(board) {
  const { focus } = board;
  if (!focus) return null;
  if (focus.card) return board.cols.querySelector('.idea[data-id="' + focus.card + '"]');
  return board.cols.querySelector('[data-head="' + focus.head + '"]');
}

function remember(board, node) {
  if (node.classList.contains("idea")) onCard(board, Number(node.dataset.id));
  else if (node.dataset.head) board.focus = { head: Number(node.dataset.head) };
  else return;
  stopAt(board, node);
}

// The one Tab stop is remembered: to look for it among hundreds of cards costs milliseconds in each frame.
function stopAt(board, node) {
  const old = board.stop;
  if (old && old !== node) old.tabIndex = -1;
  if (node && node.tabIndex !== 0) node.tabIndex = 0;
  board.stop = node;
}

function onCard(board, id) {
  board.focus = { card: id };
  holdOffers(board, id);
}

// -- selecting --------------------------------------------------------------------------------------------------------

function click(board, event) {
  // The end of a drag by mouse is no click; a key's click has no detail.
  if (board.dragged && event.detail) return;
  const { target } = event;
  if (target.closest(".add")) return isTooSoon(board, Date.now()) || newTheme(board, [...board.desk.ui.chosen]);
  const head = target.closest(".col > header");
  if (head) return onHead(board, head, target, !event.detail);
  const card = target.closest(".idea");
  if (!card) return atHand(board) && !target.closest("footer") && chooseNone(board);
  const id = Number(card.dataset.id);
  if (event.shiftKey && board.anchor) range(board, id);
  else press(board, id);
}

// While cards are selected, a tap on a head moves them there. Else it opens a folded theme, and a tap on its name also
// opens the field for the name, because what is typed next would otherwise be shortcuts. A key's click, which has no
// detail, only opens a folded theme that has a name: the key for names is F2.
function onHead(board, head, target, isByKey) {
  const title = target.closest("[data-head]");
  if (!title && target.closest("button, input, select, form")) return;
  const id = head.parentNode.dataset.col === "null" ? null : Number(head.parentNode.dataset.col);
  const { chosen } = board.desk.ui;
  if (chosen.size) return isTooSoon(board, Date.now()) || place(board, [...chosen], id);
  const opens = id !== null && isFolded(board, id) && isNamed(board, id);
  if (opens) unfold(board, id);
  if (title && !(opens && isByKey)) rename(board, id);
}

function isNamed(board, id) {
  return Boolean(board.columns.find((one) => one.id === id).title);
}

// -- keys -------------------------------------------------------------------------------------------------------------

function key(board, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("form")) return;
  const done = board.lift ? lifted(board, event) : resting(board, event);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

function resting(board, event) {
  if (event.target.closest(".seek")) return fromSearch(board, event);
  if (event.target.closest("select")) return false;
  const card = event.target.closest(".idea");
  const id = card ? Number(card.dataset.id) : 0;
  const head = event.target.closest("[data-head]");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (head && step && event.shiftKey) return (moveTheme(board, Number(head.dataset.head), step), true);
  if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") return walk(board, event, id);
  if (event.target.closest("button:not([data-head]), input, select")) return false;
  if (event.key === "F2") return renameHere(board, event.target);
  if (!card) return false;
  if (event.key === " ") return (toggle(board, id), true);
  if (event.key === "Enter") return (lift(board), true);
  if (event.key === "0") return takeRead(board) || says(board, "console.take_read.none");
  if (event.key === "9") return turnGuesses(board) || says(board, "console.guesses.none");
  if (event.key === "8") return (openNameAll(board, true), true);
  if (/^[1-7]$/.test(event.key)) return takeOffer(board, id, Number(event.key));
  return false;
}

// Why a key did nothing.
function says(board, key) {
  board.desk.say(t(key), "hint");
  return true;
}

/**
 * Enter or arrow down in the search field moves to the first match, wherever it is: a folded theme is opened for it.
 */
export function fromSearch(board, event) {
  if (!["ArrowDown", "Enter"].includes(event.key)) return false;
  // What was typed right before is looked for first.
  board.desk.drawNow();
  const column = board.columns.find((one) => one.ideas.length);
  if (!column) return false;
  if (column.id !== null && isFolded(board, column.id)) unfold(board, column.id);
  board.cols.querySelector('.idea[data-id="' + column.ideas[0].id + '"]').focus();
  return true;
}

function renameHere(board, node) {
  const id = node.closest(".col").dataset.col;
  if (id !== "null") rename(board, Number(id));
  return true;
}
