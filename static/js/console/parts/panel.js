// Opens and closes the panels of the bottom line, and moves the focus with them.

import { isShut, openDrawer } from "./drawer.js";

/** Opens a panel, or closes it if it is open. */
export function togglePanel(desk, name) {
  const closing = desk.ui.panel === name && !isShut();
  desk.ui.panel = closing ? "" : name;
  openDrawer(!closing);
  if (!desk.view) return;
  desk.drawNow();
  const to = closing ? document.getElementById("door-" + name) : document.querySelector("#panel h2");
  if (to) to.focus();
}
