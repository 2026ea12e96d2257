// The buttons below the pile. One moves the ideas in sight to the themes that their cards offer first, when a person
// had time to read them: wrong offers are answered on their cards before, and one undo takes all back. Another shows
// and hides the guesses, which are offered to nobody unasked. Once the pile is empty a third opens the panel that names
// the themes.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { text } from "../parts/keyed_list.js";
import { button } from "../parts/button.js";
import { watchRows } from "../parts/reading_times.js";
import { placeSeveral } from "./moves.js";
import { nameAllButton, nameAllWords, unnamed } from "./name_all.js";
import { hasGuesses, holdReadOffers, likelyThemes } from "./likely_themes.js";
import { isOwn } from "./selection.js";
import { offeredFor } from "./suggested.js";

/** As long as it takes to read a card and what it offers. */
export const READ_MS = 2000;
const TICK_MS = 500;

/** The button with its watch: {node, watch(card), draw()}. */
export function takeReadButton(board) {
  const press = button("", () => takeRead(board), { id: "take-read", key: "0", title: t("console.take_read.help") });
  const ask = button("", () => turnGuesses(board), { id: "guesses", key: "9", title: t("console.guesses.help") });
  const rows = watchPile(board);
  board.reading = rows.times;
  const name = nameAllButton(board, { id: "name-themes", key: "8" });
  const node = el("footer", { hidden: true }, press, ask, name);
  const buttons = { node, press, ask, name };
  // A card becomes read without anything else that draws the board.
  const tick = setInterval(() => {
    if (node.isConnected) return draw(board, buttons);
    clearInterval(tick);
    rows.leave();
  }, TICK_MS);
  return { node, watch: rows.watch, draw: () => draw(board, buttons) };
}

/** Watches the cards of the pile, as watchRows() does; each takes READ_MS. */
export function watchPile(board) {
  const order = () => board.columns[0].ideas.map((idea) => idea.id);
  return watchRows((card) => cardOf(board, Number(card.dataset.id)), order, READ_MS);
}

function draw(board, { node, press, ask, name }) {
  const pile = board.columns[0];
  const nameless = pile.total ? 0 : unnamed(board).length;
  // Whoever writes the name of a theme reads no cards.
  board.reading.hold(Boolean(board.naming), Date.now());
  const offers = pile.ideas.some((idea) => likelyThemes(board, idea).length);
  const guesses = hasGuesses(board);
  node.hidden = !offers && !guesses && !nameless;
  if (node.hidden) return;
  name.hidden = !nameless;
  text(name.querySelector("span"), nameAllWords(nameless));
  ask.hidden = !guesses;
  press.hidden = !offers;
  text(ask.querySelector("span"), t(board.desk.ui.guesses ? "console.guesses.hide" : "console.guesses.show"));
  const n = offersRead(board, Date.now()).length;
  // It keeps its place while there is nothing to take, so that the cards in sight stay the same.
  press.disabled = !n;
  text(press.querySelector("span"), n ? t("console.take_read", {}, n) : t("console.take_read.none"));
}

/** Shows the guesses, or hides them again; false where there are none. */
export function turnGuesses(board) {
  if (!hasGuesses(board)) return false;
  const { desk } = board;
  desk.ui.guesses = !desk.ui.guesses;
  desk.say(t(desk.ui.guesses ? "console.guesses.shown" : "console.guesses.hidden"));
  desk.redraw();
  return true;
}

/**
 * What the button takes: [{idea, cluster}] for each card of the pile that there was time to read with this very offer,
 * READ_MS each and one after the other from the top, and that still is in sight. A card for which participants suggest
 * a theme is left to be answered by itself.
 */
export function offersRead(board, now) {
  if (isOwn(board)) return [];
  const alone = ({ people }) => !people.length;
  return read(board, now)
    .filter(alone)
    .map(({ idea, likely }) => ({ idea: idea.id, cluster: likely[0].cluster.id }));
}

/**
 * Before newer suggestions are taken: a card that offered a theme for as long as reading takes keeps that offer as long
 * as it is in sight. Somebody may have read it in another order than from the top, and would not see that it changed.
 */
export function keepRead(board, now) {
  const first = (idea) => likelyThemes(board, idea).map((one) => one.cluster.id)[0];
  const offered = new Map(inSightOf(board).map((idea) => [idea.id, first(idea)]));
  holdReadOffers(
    board,
    offering(board, (card) => board.reading.wasSeen(card, now, READ_MS)).map(({ idea }) => idea.id),
    (id, one) => offered.get(id) === one.cluster,
  );
}

// The cards in sight whose first likely theme was read: [{idea, people, likely}].
function read(board, now) {
  return offering(board, (card) => board.reading.isRead(card, now));
}

// The cards in sight that offer a theme and of which isSo({id, text}) holds: [{idea, people, likely}].
function offering(board, isSo) {
  return inSightOf(board)
    .map((idea) => ({ idea, ...offeredFor(board, idea) }))
    .filter(({ idea, likely }) => likely.length && isSo({ id: idea.id, text: offerOf(idea, likely) }));
}

function inSightOf(board) {
  return board.columns[0].ideas.filter((idea) => board.reading.isInView(idea));
}

/** Moves what was read; false when there is nothing of that. */
export function takeRead(board) {
  const offers = offersRead(board, Date.now());
  if (!offers.length) return false;
  placeSeveral(board, offers);
  return true;
}

// A card with another offer, or other words, must be read anew.
function cardOf(board, id) {
  const idea = board.view && board.view.idea(id);
  return idea ? { id, text: offerOf(idea, offeredFor(board, idea).likely) } : null;
}

function offerOf(idea, likely) {
  return idea.text + " " + (likely.length ? likely[0].cluster.id : "");
}
