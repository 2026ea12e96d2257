// The notice across the page while the hall sees nothing: the big screen is dark, or everything was stopped. With the
// button that ends it.

import { el, replaceContent, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { SWITCHES, flip } from "../parts/screen_commands.js";

/** Mounts the notice. */
export function mountDarkNotice(desk) {
  const node = document.getElementById("dark");
  return { draw: (view) => draw(desk, node, darkness(view.forum)) };
}

/** Why the hall sees nothing: "emergency", "blank", or "". The stop goes first, because it also holds ideas back. */
function darkness(forum) {
  if (forum.emergency) return "emergency";
  return forum.blank ? "blank" : "";
}

function draw(desk, node, why) {
  if ((node.dataset.why || "") === why) return;
  node.dataset.why = why;
  node.hidden = !why;
  replaceContent(node, ...(why ? [icon("flag"), el("span", {}, t("console.dark." + why)), ending(desk, why)] : []));
}

function ending(desk, why) {
  const { key } = SWITCHES.find((one) => one.name === why);
  return button(t("console.switch." + why + ".off"), () => flip(desk, why), { key, id: "end-dark" });
}
