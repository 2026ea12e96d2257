// Opens and closes the panels of the bottom line, and moves the focus with them: into the panel, and after it back to
// where it was before.

import { isShut, openDrawer } from "./drawer.js";

let before = null;

/** Opens a panel, or closes it if it is open. */
export function togglePanel(desk, name) {
  const closing = desk.ui.panel === name && !isShut();
  desk.ui.panel = closing ? "" : name;
  if (!closing) before = outsideOfPanels();
  openDrawer(!closing);
  if (!desk.view) return;
  desk.drawNow();
  const back = before && before.isConnected ? before : document.getElementById("door-" + name);
  const to = closing ? back : document.querySelector("#panel h2");
  if (to) to.focus();
}

// What has the focus, if there is anything; from one panel to another it is still what had it before the first.
function outsideOfPanels() {
  const held = document.activeElement;
  if (held && held.closest("#panel")) return before;
  return held && held !== document.body ? held : null;
}
