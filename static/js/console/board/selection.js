// Which cards are selected, and which of them a command on the board applies to. One card that a press has selected is
// the card at hand: once it is placed, the next one is (next_card.js), so that each further card is one press on its
// theme.

import { TWICE_MS } from "../parts/double_press.js";
import { isFolded } from "./collapse.js";

/** The selected cards, else the focused one. */
export function subject(board) {
  const { chosen } = board.desk.ui;
  if (chosen.size) return [...chosen];
  return board.focus && board.focus.card ? [board.focus.card] : [];
}

/** The cards that go with this one: all selected cards if it is one of them, else it alone. */
export function together(board, id) {
  const { chosen } = board.desk.ui;
  return chosen.has(id) ? [...chosen] : [id];
}

/**
 * The card at hand: {card, moved}, `moved` where the selection came to it by itself. Null where nothing is selected,
 * several cards are, or keys have selected it: they go on with the focus.
 */
export function atHand(board) {
  const { chosen } = board.desk.ui;
  const { hand } = board;
  return hand && chosen.size === 1 ? { card: [...chosen][0], moved: hand.moved } : null;
}

/** Whether a person has selected cards: to one that was only reached by moving on, no other card has to give way. */
export function isOwn(board) {
  const hand = atHand(board);
  return board.desk.ui.chosen.size > 0 && !(hand && hand.moved);
}

/** Whether the selection came to the card at hand so lately that a press was the second one of a double press. */
export function isTooSoon(board, now) {
  return Boolean(atHand(board)) && now - board.hand.since < TWICE_MS;
}

/** Selects or deselects a card that was pressed. One that was only reached by moving on gives way to it. */
export function press(board, id) {
  const hand = atHand(board);
  if (hand && hand.moved && hand.card !== id) board.desk.ui.chosen.clear();
  toggle(board, id);
  board.hand = { moved: false, since: 0 };
}

/** Selects or deselects a card by a key. */
export function toggle(board, id) {
  const { chosen } = board.desk.ui;
  if (!chosen.delete(id)) chosen.add(id);
  board.hand = null;
  board.anchor = id;
  board.desk.redraw();
}

/** Selects these cards, too. */
export function add(board, ...ids) {
  ids.forEach((id) => board.desk.ui.chosen.add(id));
  board.hand = null;
  board.desk.redraw();
}

/** Selects the cards of a column from the one that was pressed last to this one. */
export function range(board, to) {
  const column = board.columns.find((one) => one.ideas.some((idea) => idea.id === to));
  const at = [board.anchor, to].map((id) => column.ideas.findIndex((idea) => idea.id === id));
  if (at[0] < 0) return press(board, to);
  add(board, ...column.ideas.slice(Math.min(...at), Math.max(...at) + 1).map((idea) => idea.id));
}

/**
 * Selects all cards that a search has found and that are in sight, or those of one column; none where all of them were
 * selected. The cards of folded themes are not in sight: the next press would take them from their themes unseen.
 */
export function chooseAll(board, column) {
  const { chosen, find } = board.desk.ui;
  const among = column ? [column] : find.trim() ? columnsInSight(board) : [columnOfFocus(board)];
  const ids = among.flatMap((one) => one.ideas.map((idea) => idea.id));
  const all = ids.every((id) => chosen.has(id));
  ids.forEach((id) => (all ? chosen.delete(id) : chosen.add(id)));
  board.hand = null;
  board.desk.redraw();
}

/** The pile and the themes that are not folded. */
export function columnsInSight(board) {
  return board.columns.filter(({ id }) => id === null || !isFolded(board, id));
}

/**
 * Before drawing: ideas that are not on the board any more leave the selection, and so do those that somebody has moved
 * since they were selected: the next press would take them from where they were put. Returns how many were moved.
 */
export function keepChosen(board, ideas) {
  const { chosen } = board.desk.ui;
  const were = board.chosenIn || new Map();
  const now = (board.chosenIn = new Map());
  if (!chosen.size) return 0;
  const places = new Map(ideas.map((idea) => [idea.id, idea.cluster]));
  const isMoved = (id) => were.has(id) && places.has(id) && were.get(id) !== places.get(id);
  const moved = [...chosen].filter(isMoved);
  chosen.forEach((id) => (places.has(id) && !isMoved(id) ? now.set(id, places.get(id)) : chosen.delete(id)));
  return moved.length;
}

/** Ends the selection. */
export function chooseNone(board) {
  board.desk.ui.chosen.clear();
  board.hand = null;
  board.desk.redraw();
}

/** Who walks on by keys leaves a card to which the selection came by itself. */
export function leaveHand(board) {
  const hand = atHand(board);
  if (hand && hand.moved) chooseNone(board);
}

/** The column in which the focus is, else the pile. */
export function columnOfFocus(board) {
  const { card, head } = board.focus || {};
  const holds = (column) => (card ? column.ideas.some((idea) => idea.id === card) : column.id === (head || null));
  return board.columns.find(holds) || board.columns[0];
}
