// Dragging on the board with mouse, pen or finger, by pointer events. A finger must hold for a moment first, so that a
// swipe still scrolls. What can be dragged, and what happens where it is put down, say card_drag.js and theme_drag.js.

const DRAG_PX = 5;
const SWIPE_PX = 10;
const HOLD_MS = 150;
const EDGE_PX = 56;
const SCROLL_PX = 14;

/**
 * Lets the things of these kinds be dragged over the board's columns. A kind: `grip(target)` the element that is
 * dragged by what was pressed, or null; `lift(drag)` the ghost that follows the pointer; `aim(drag, col)` marks where
 * it would go, `col` being the column or the name of a likely theme under the pointer, or null; `drop(drag)` puts it
 * there; `end(drag)` takes the marks away.
 */
export function watchDrag(board, kinds) {
  const drag = { board, kinds, node: null, on: false };
  board.cols.addEventListener("pointerdown", (event) => press(drag, event));
  board.cols.addEventListener("pointermove", (event) => move(drag, event));
  board.cols.addEventListener("pointerup", (event) => release(drag, event));
  board.cols.addEventListener("pointercancel", () => stop(drag));
  // The browser captures a finger to what it touches first; only the board's own capture matters.
  board.cols.addEventListener("lostpointercapture", (event) => event.target === board.cols && stop(drag));
  // While something is dragged, the finger must not scroll the page.
  board.cols.addEventListener("touchmove", (event) => drag.on && event.cancelable && event.preventDefault(), {
    passive: false,
  });
  board.cols.addEventListener("contextmenu", (event) => drag.node && drag.touch && event.preventDefault());
  document.addEventListener("keydown", (event) => event.key === "Escape" && drag.on && stop(drag));
}

function press(drag, event) {
  drag.board.dragged = false;
  if (event.button !== 0 || !event.isPrimary) return;
  drag.kind = drag.kinds.find((kind) => kind.grip(event.target));
  if (!drag.kind) return;
  Object.assign(drag, {
    node: drag.kind.grip(event.target),
    pointer: event.pointerId,
    x: event.clientX,
    y: event.clientY,
    touch: event.pointerType === "touch",
  });
  if (drag.touch) drag.timer = setTimeout(begin, HOLD_MS, drag);
}

function move(drag, event) {
  if (!drag.node || event.pointerId !== drag.pointer) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
  if (!drag.on && drag.touch && far > SWIPE_PX) return stop(drag);
  if (!drag.on && !drag.touch && far > DRAG_PX) begin(drag);
  if (!drag.on) return;
  drag.at = { x: event.clientX, y: event.clientY };
  show(drag);
}

function begin(drag) {
  const { board } = drag;
  const box = drag.node.getBoundingClientRect();
  drag.on = true;
  board.dragged = true;
  drag.at = { x: drag.x, y: drag.y };
  drag.dx = box.left - drag.x;
  drag.dy = box.top - drag.y;
  drag.ghost = drag.kind.lift(drag);
  drag.ghost.setAttribute("aria-hidden", "true");
  drag.ghost.style.inlineSize = box.width + "px";
  document.body.append(drag.ghost);
  board.cols.classList.add("dragging");
  board.cols.setPointerCapture(drag.pointer);
  show(drag);
  drag.frame = requestAnimationFrame(() => scroll(drag));
}

function show(drag) {
  drag.ghost.style.transform = "translate(" + (drag.at.x + drag.dx) + "px," + (drag.at.y + drag.dy) + "px)";
  const under = document.elementFromPoint(drag.at.x, drag.at.y);
  drag.over = under && drag.board.cols.contains(under) ? under.closest(".col, .likely-name") : null;
  drag.kind.aim(drag, drag.over);
}

// Near an edge the board scrolls, or the column under the pointer.
function scroll(drag) {
  if (!drag.on) return;
  const { board, at, over } = drag;
  const box = board.cols.getBoundingClientRect();
  board.cols.scrollLeft += pull(at.x, box, "left", "right");
  const cards = over && over.querySelector(".cards");
  if (cards) cards.scrollTop += pull(at.y, cards.getBoundingClientRect(), "top", "bottom");
  // Folded themes may be more than fit; the pile beside them stays.
  if (board.folded && over && !over.matches(".loose")) board.cols.scrollTop += pull(at.y, box, "top", "bottom");
  show(drag);
  drag.frame = requestAnimationFrame(() => scroll(drag));
}

function pull(at, box, low, high) {
  if (at < box[low] + EDGE_PX) return -SCROLL_PX * Math.min(1, (box[low] + EDGE_PX - at) / EDGE_PX);
  if (at > box[high] - EDGE_PX) return SCROLL_PX * Math.min(1, (at - box[high] + EDGE_PX) / EDGE_PX);
  return 0;
}

function release(drag, event) {
  if (!drag.node || event.pointerId !== drag.pointer) return;
  if (drag.on) drag.kind.drop(drag);
  stop(drag);
}

function stop(drag) {
  clearTimeout(drag.timer);
  cancelAnimationFrame(drag.frame);
  if (drag.on) {
    drag.kind.end(drag);
    drag.ghost.remove();
    drag.board.cols.classList.remove("dragging");
  }
  Object.assign(drag, { node: null, on: false, ghost: null, over: null });
}
