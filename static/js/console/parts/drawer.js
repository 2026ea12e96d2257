// On a tablet what needs me and the big screen's switches are one line over the work; a tap, Q or a door opens them. It closes again when
// the question is answered, the board needs the room, somebody taps beside it or presses Esc. Wide pages show both, always.

import { text } from "./keyed_list.js";
import { asksReview } from "./facts.js";

/** The line in its place. */
export function mountDrawer(desk) {
  const [button, count] = ["drawer", "drawer-count"].map((id) => document.getElementById(id));
  button.addEventListener("click", () => openDrawer(!isOpen()));
  document.addEventListener("pointerdown", closeBeside);
  const ui = { asked: false };
  return {
    draw: (view, before) => {
      const waits = document.getElementById("queue-count").textContent;
      text(count, waits);
      button.classList.toggle("waits", waits !== "" || asksReview(view));
      if (before && isInTheWay(before, view)) closeDrawer();
      if (!ui.asked && showsItself(view)) openDrawer((ui.asked = true));
    },
  };
}

/** Opens or closes it; without a narrow page nobody sees a difference. */
export function openDrawer(open) {
  document.getElementById("needs").classList.toggle("open", open);
  document.getElementById("drawer").setAttribute("aria-expanded", String(open));
}

/** Closes it when it lies over the work; whether it did. What had the focus inside gives it to the line. */
export function closeDrawer() {
  const [needs, button] = ["needs", "drawer"].map((id) => document.getElementById(id));
  if (!isOpen() || !isNarrow()) return false;
  const held = needs.contains(document.activeElement);
  openDrawer(false);
  if (held) button.focus();
  return true;
}

/** Whether what is in it can't be seen. */
export function isShut() {
  return isNarrow() && !isOpen();
}

// A choice that has to be made is shown once by itself, where it covers no board.
function showsItself(view) {
  return asksReview(view) && Boolean(view.step) && view.step.kind !== "clusters";
}

function isInTheWay(before, view) {
  const answered = asksReview(before) && !asksReview(view);
  return answered || (before.forum.now !== view.forum.now && Boolean(view.step) && view.step.kind === "clusters");
}

// The doors in the last line open what is in here themselves.
function closeBeside(event) {
  if (!event.target.closest("#needs, .doors")) closeDrawer();
}

function isOpen() {
  return document.getElementById("needs").classList.contains("open");
}

function isNarrow() {
  return document.getElementById("drawer").getClientRects().length > 0;
}
