// Drag and drop of cards with mouse, pen or finger, by pointer events. A finger must hold for a moment first, so that a
// swipe still scrolls.

import { el } from "../../dom/el.js";

const FAR = 5;
const FAR_TOUCH = 10;
const HOLD = 150;
const EDGE = 56;
const SPEED = 14;

/** Calls `dropped(ids, target)` with a theme's id, null (no theme) or "new". */
export function watchDrag(board, dropped) {
  const drag = { board, dropped, id: null, on: false };
  board.cols.addEventListener("pointerdown", (event) => press(drag, event));
  board.cols.addEventListener("pointermove", (event) => move(drag, event));
  board.cols.addEventListener("pointerup", (event) => release(drag, event));
  board.cols.addEventListener("pointercancel", () => stop(drag));
  // The browser captures a finger to the card it touches first; only the board's own capture matters.
  board.cols.addEventListener("lostpointercapture", (event) => event.target === board.cols && stop(drag));
  // While a card is dragged, the finger must not scroll the page.
  board.cols.addEventListener("touchmove", (event) => drag.on && event.cancelable && event.preventDefault(), {
    passive: false,
  });
  board.cols.addEventListener("contextmenu", (event) => drag.id !== null && drag.touch && event.preventDefault());
  document.addEventListener("keydown", (event) => event.key === "Escape" && drag.on && stop(drag));
}

function press(drag, event) {
  const card = event.target.closest(".idea");
  drag.board.dragged = false;
  if (!card || event.button !== 0 || !event.isPrimary) return;
  Object.assign(drag, {
    id: Number(card.dataset.id),
    card,
    pointer: event.pointerId,
    x: event.clientX,
    y: event.clientY,
    touch: event.pointerType === "touch",
  });
  if (drag.touch) drag.timer = setTimeout(begin, HOLD, drag);
}

function move(drag, event) {
  if (drag.id === null || event.pointerId !== drag.pointer) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
  if (!drag.on && drag.touch && far > FAR_TOUCH) return stop(drag);
  if (!drag.on && !drag.touch && far > FAR) begin(drag);
  if (!drag.on) return;
  drag.at = { x: event.clientX, y: event.clientY };
  show(drag);
}

function begin(drag) {
  const { board } = drag;
  const { chosen } = board.desk.ui;
  drag.on = true;
  board.dragged = true;
  drag.ids = chosen.has(drag.id) ? [...chosen] : [drag.id];
  drag.at = { x: drag.x, y: drag.y };
  drag.ghost = ghostOf(drag);
  document.body.append(drag.ghost);
  board.cols.classList.add("dragging");
  board.cols.setPointerCapture(drag.pointer);
  show(drag);
  drag.frame = requestAnimationFrame(() => scroll(drag));
}

function ghostOf(drag) {
  const box = drag.card.getBoundingClientRect();
  const ghost = drag.card.cloneNode(true);
  ghost.className = "idea ghost";
  ghost.removeAttribute("tabindex");
  ghost.setAttribute("aria-hidden", "true");
  ghost.style.inlineSize = box.width + "px";
  if (drag.ids.length > 1) ghost.append(el("b", { class: "many" }, String(drag.ids.length)));
  drag.dx = box.left - drag.x;
  drag.dy = box.top - drag.y;
  return ghost;
}

function show(drag) {
  drag.ghost.style.transform = "translate(" + (drag.at.x + drag.dx) + "px," + (drag.at.y + drag.dy) + "px)";
  const under = document.elementFromPoint(drag.at.x, drag.at.y);
  const col = under && drag.board.cols.contains(under) ? under.closest(".col") : null;
  if (col === drag.over) return;
  if (drag.over) drag.over.classList.remove("over");
  if (col) col.classList.add("over");
  drag.over = col;
}

// Near an edge the board, or the column under the card, scrolls.
function scroll(drag) {
  if (!drag.on) return;
  const { cols } = drag.board;
  cols.scrollLeft += pull(drag.at.x, cols.getBoundingClientRect(), "left", "right");
  const cards = drag.over && drag.over.querySelector(".cards");
  if (cards) cards.scrollTop += pull(drag.at.y, cards.getBoundingClientRect(), "top", "bottom");
  show(drag);
  drag.frame = requestAnimationFrame(() => scroll(drag));
}

function pull(at, box, low, high) {
  if (at < box[low] + EDGE) return -SPEED * Math.min(1, (box[low] + EDGE - at) / EDGE);
  if (at > box[high] - EDGE) return SPEED * Math.min(1, (at - box[high] + EDGE) / EDGE);
  return 0;
}

function release(drag, event) {
  if (drag.id === null || event.pointerId !== drag.pointer) return;
  const { on, over, ids } = drag;
  stop(drag);
  if (!on || !over) return;
  const target = over.dataset.col;
  drag.dropped(ids, target === "new" ? "new" : target === "null" ? null : Number(target));
}

function stop(drag) {
  clearTimeout(drag.timer);
  cancelAnimationFrame(drag.frame);
  if (drag.ghost) drag.ghost.remove();
  if (drag.over) drag.over.classList.remove("over");
  drag.board.cols.classList.remove("dragging");
  Object.assign(drag, { id: null, on: false, ghost: null, over: null });
}
