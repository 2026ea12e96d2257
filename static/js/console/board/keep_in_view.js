// Keeps the card at hand, or the one with the focus, in view when its column changes its size: with a theme more, with
// folding, a drawer or the window the cards stand in other rows, but the scroll offset stays the same in pixels. A card
// that a person has scrolled out of view stays there.

import { atHand } from "./selection.js";

// Pixels left between a card and the edge of its column, so that its outline is not cut.
const MARGIN = 4;

/** Watches one card of a board at a time: follow() after each drawing, leave() at the end. */
export function keepInView(board) {
  const kept = { card: null, list: null, size: "", inView: true };
  const sights = new IntersectionObserver((entries) => see(kept, entries), { threshold: [0, 0.5] });
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => resized(kept, entry)));
  return {
    follow: () => follow(kept, cardOf(board), { sights, sizes }),
    leave: () => [sights, sizes].forEach((one) => one.disconnect()),
  };
}

function cardOf(board) {
  const hand = atHand(board);
  const id = hand ? hand.card : board.focus && board.focus.card;
  return id ? board.cols.querySelector('.idea[data-id="' + id + '"]') : null;
}

// A card that gets the focus is in view, or is brought into it. From the next frame on the browser tells.
function follow(kept, card, { sights, sizes }) {
  const list = card && card.parentNode;
  if (card !== kept.card) {
    sights.disconnect();
    if (card) sights.observe(card);
    Object.assign(kept, { card, inView: true });
  }
  if (list !== kept.list) {
    sizes.disconnect();
    if (list) sizes.observe(list);
    Object.assign(kept, { list, size: "" });
  }
}

function see(kept, entries) {
  const last = entries.filter((entry) => entry.target === kept.card).pop();
  if (last) kept.inView = last.isIntersecting && last.intersectionRatio >= 0.5;
}

// The browser tells this after the layout and before it paints and looks what is in view: `inView` is still as before.
function resized(kept, { target, contentRect }) {
  const size = contentRect.width + " " + contentRect.height;
  const isFirst = kept.size === "";
  if (target !== kept.list || size === kept.size) return;
  kept.size = size;
  if (!isFirst && kept.inView) bringIntoView(kept.card, target);
}

// Only the column scrolls: scrollIntoView() would also move the board sideways, away from a name that is being written.
function bringIntoView(card, list) {
  const [its, all] = [card, list].map((node) => node.getBoundingClientRect());
  const above = its.top - MARGIN - all.top;
  const below = its.bottom + MARGIN - all.bottom;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += Math.min(below, above);
}
