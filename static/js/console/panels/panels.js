// The panels behind the buttons in the bottom line: joining, co-facilitators, keyboard shortcuts. One opens at a time,
// on the right, and covers nothing.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { togglePanel } from "../parts/panel.js";
import { joinPanel } from "./join.js";
import { keysPanel } from "./key_help.js";
import { linksPanel } from "./links.js";
import { button } from "../parts/button.js";

const PANELS = [
  { name: "join", words: "console.door.join", make: joinPanel },
  { name: "links", words: "console.door.links", make: linksPanel },
  { name: "keys", words: "console.keys", key: "?", make: keysPanel },
];

/** Mounts the buttons and the place for the panels. */
export function mountPanels(desk) {
  const place = document.getElementById("panel");
  const row = document.getElementById("doors");
  replaceContent(row, ...PANELS.map((panel) => opener(desk, panel)));
  const held = { name: "", part: null };
  return {
    draw: (view) => {
      [...row.children].forEach((node, i) =>
        node.setAttribute("aria-expanded", String(desk.ui.panel === PANELS[i].name)),
      );
      change(desk, place, held);
      if (held.part) held.part.draw(view);
    },
  };
}

function opener(desk, panel) {
  const node = button(t(panel.words), () => togglePanel(desk, panel.name), {
    id: "door-" + panel.name,
    key: panel.key,
    bare: true,
  });
  node.setAttribute("aria-controls", "panel");
  return node;
}

function change(desk, place, held) {
  const name = desk.ui.panel || "";
  if (held.name === name) return;
  held.name = name;
  held.part = null;
  replaceContent(place);
  if (!name) return;
  const panel = PANELS.find((one) => one.name === name);
  held.part = panel.make(desk);
  const close = button(t("common.close"), () => togglePanel(desk, name), { bare: true });
  place.append(
    el(
      "section",
      { class: "panel" },
      el("header", {}, el("h2", { tabindex: "-1" }, t(panel.words)), close),
      held.part.node,
    ),
  );
  place.scrollIntoView({ block: "nearest" });
}
