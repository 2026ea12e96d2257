// Behind three words in the last line: how people come in, who else leads, and the keys. Opens at the right, over nothing.

import { el, fresh } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { toggleDoor } from "../parts/panel.js";
import { joinPanel } from "./join.js";
import { keysPanel } from "./key_help.js";
import { linksPanel } from "./links.js";
import { button } from "../parts/tools.js";

const DOORS = [
  { name: "join", words: "console.door.join", make: joinPanel },
  { name: "links", words: "console.door.links", make: linksPanel },
  { name: "keys", words: "console.keys", key: "?", make: keysPanel },
];

/** The words in the last line and the place at the right. */
export function mountDoors(desk) {
  const place = document.getElementById("panel");
  const row = document.getElementById("doors");
  fresh(row, ...DOORS.map((door) => opener(desk, door)));
  const held = { name: "", part: null };
  return {
    draw: (view) => {
      [...row.children].forEach((node, i) => node.setAttribute("aria-expanded", String(desk.ui.door === DOORS[i].name)));
      change(desk, place, held);
      if (held.part) held.part.draw(view);
    },
  };
}

function opener(desk, door) {
  const node = button(t(door.words), () => toggleDoor(desk, door.name), { id: "door-" + door.name, key: door.key, bare: true });
  node.setAttribute("aria-controls", "panel");
  return node;
}

function change(desk, place, held) {
  const name = desk.ui.door || "";
  if (held.name === name) return;
  held.name = name;
  held.part = null;
  fresh(place);
  if (!name) return;
  const door = DOORS.find((one) => one.name === name);
  held.part = door.make(desk);
  const close = button(t("common.close"), () => toggleDoor(desk, name), { bare: true });
  place.append(el("section", { class: "panel" }, el("header", {}, el("h2", { tabindex: "-1" }, t(door.words)), close), held.part.node));
  place.scrollIntoView({ block: "nearest" });
}
