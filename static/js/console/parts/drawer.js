// The drawer: on narrow pages queue and big screen are one line above the work, which a tap, Q or a button in the
// bottom line opens. It closes when the question is answered, when the board needs the room, also because the window
// became narrow, on a tap beside it and on Esc. Wide pages always show both.

import { asksReview } from "./facts.js";

/** Mounts the line. */
export function mountDrawer(desk) {
  const [button, count] = ["drawer", "drawer-count"].map((id) => document.getElementById(id));
  button.addEventListener("click", () => openDrawer(!isOpen()));
  document.addEventListener("pointerdown", closeBeside);
  const ui = { asked: false, narrow: isNarrow() };
  addEventListener("resize", () => narrowed(desk, ui));
  return {
    draw: (view, before) => {
      // The queue, which is drawn first, has written its count.
      button.classList.toggle("waits", count.textContent !== "" || asksReview(view));
      if (before && isInTheWay(before, view)) closeDrawer();
      if (!ui.asked && showsItself(view)) openDrawer((ui.asked = true));
    },
  };
}

// What a wide page showed beside the board would lie over it; a panel that a person has opened stays.
function narrowed(desk, ui) {
  const before = ui.narrow;
  ui.narrow = isNarrow();
  const { step } = desk.view || {};
  if (ui.narrow && !before && step && step.shows === "themes" && !desk.ui.panel) closeDrawer();
}

/** Opens or closes the drawer; on wide pages it has no visible effect. */
export function openDrawer(open) {
  document.getElementById("needs").classList.toggle("open", open);
  document.getElementById("drawer").setAttribute("aria-expanded", String(open));
}

/** Closes the drawer if it lies over the work, and returns whether it did. The focus inside moves to the line. */
export function closeDrawer() {
  const [needs, button] = ["needs", "drawer"].map((id) => document.getElementById(id));
  if (!isOpen() || !isNarrow()) return false;
  const held = needs.contains(document.activeElement);
  openDrawer(false);
  if (held) button.focus();
  return true;
}

/** Whether the contents of the drawer are out of sight. */
export function isShut() {
  return isNarrow() && !isOpen();
}

// A choice that must be made opens the drawer once, where no board is covered.
function showsItself(view) {
  return asksReview(view) && Boolean(view.step) && view.step.shows !== "themes";
}

function isInTheWay(before, view) {
  const answered = asksReview(before) && !asksReview(view);
  return answered || (before.forum.now !== view.forum.now && Boolean(view.step) && view.step.shows === "themes");
}

// The buttons in the bottom line open what is in the drawer themselves.
function closeBeside(event) {
  if (!event.target.closest("#needs, .doors")) closeDrawer();
}

function isOpen() {
  return document.getElementById("needs").classList.contains("open");
}

function isNarrow() {
  return document.getElementById("drawer").getClientRects().length > 0;
}
