// The next card, once one has been placed: the one below it, else the one above. Keys, mouse and finger have this one
// rule. The focus goes to it; where the card was at hand, the selection moves on to it too. Nothing is placed by
// itself.

import { atHand } from "./selection.js";

/** Before these cards leave their places: the focus, and the selection of a card at hand, move on; else it ends. */
export function goOn(board, moved) {
  const from = startOf(board, moved);
  if (board.focus && moved.includes(board.focus.card)) board.focus = after(board, board.focus.card, moved);
  const next = from ? after(board, from, moved).card : 0;
  if (next) moveTo(board, next, from);
  else board.desk.ui.chosen.clear();
}

/** Before cards are placed together, by what they offer: a card at hand that stays keeps the selection. */
export function goOnTogether(board, moved) {
  const hand = atHand(board);
  if (!hand || moved.includes(hand.card)) return goOn(board, moved);
  if (board.focus && moved.includes(board.focus.card)) board.focus = after(board, board.focus.card, moved);
}

/** A card that stays where it was, because its command was refused, is at hand again. */
export function goBack(board, moved) {
  const { left } = board;
  const hand = atHand(board);
  if (left && hand && hand.moved && moved.includes(left.card)) moveTo(board, left.card);
}

/**
 * Before drawing: a card that this page's undo has put back on the pile is at hand again, and one that somebody else
 * has placed meanwhile is left for the next.
 */
export function followHand(board, view) {
  const { left, desk } = board;
  const hand = atHand(board);
  if (!hand || !hand.moved) return;
  const isLoose = (id) => view.idea(id) && !desk.ui.moving.has(id) && view.idea(id).cluster === null;
  if (left && left.undone !== desk.ui.taking && isLoose(left.card)) return moveTo(board, left.card);
  if (desk.ui.moving.has(hand.card) || isLoose(hand.card)) return;
  const placed = board.columns[0].ideas.map((idea) => idea.id).filter((id) => !isLoose(id));
  goOn(board, placed.includes(hand.card) ? placed : []);
}

// The card of the pile from which the selection moves on; 0 where it ends.
function startOf(board, moved) {
  const hand = atHand(board);
  if (!hand) return 0;
  const from = moved.includes(hand.card) ? hand.card : hand.moved && moved.length === 1 ? moved[0] : 0;
  return board.columns[0].ideas.some((idea) => idea.id === from) ? from : 0;
}

// `left` is the card before, with the undo that this page has sent last (undo.js).
function moveTo(board, card, left = 0) {
  const { chosen, taking } = board.desk.ui;
  chosen.clear();
  chosen.add(card);
  board.left = left ? { card: left, undone: taking } : null;
  board.hand = { moved: true, since: Date.now() };
  board.anchor = card;
  board.focus = { card };
  board.shows = card;
}

// The card after the moved ones in the column of `from`, else the one before, else the column's head.
function after(board, from, moved) {
  const column = board.columns.find((one) => one.ideas.some((idea) => idea.id === from));
  if (!column) return { head: null };
  const at = column.ideas.findIndex((idea) => idea.id === from);
  const left = (idea) => !moved.includes(idea.id);
  const next = column.ideas.slice(at).find(left) || column.ideas.slice(0, at).reverse().find(left);
  return next ? { card: next.id } : { head: column.id };
}
