// Opening and closing what is behind the words in the last line; the focus goes along.

import { isShut, openDrawer } from "./drawer.js";

/** Opens a door, or closes it when it is the open one. */
export function togglePanel(desk, name) {
  const closing = desk.ui.panel === name && !isShut();
  desk.ui.panel = closing ? "" : name;
  openDrawer(!closing);
  if (!desk.view) return;
  desk.drawNow();
  const to = closing ? document.getElementById("door-" + name) : document.querySelector("#panel h2");
  if (to) to.focus();
}
