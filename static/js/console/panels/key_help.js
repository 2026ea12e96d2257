// The list of keyboard shortcuts, and the switch that turns them off.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { LIMITS } from "../../wire/contract.js";
import { QUEUE_KEYS } from "../needs/queue_keys.js";
import { BOARD_KEYS, KEYS, keysOn } from "./shortcuts.js";

/** The panel: {node, draw()}. */
export function keysPanel() {
  const box = el("input", { type: "checkbox", checked: keysOn(), change: () => keysOn(box.checked) });
  const node = el(
    "div",
    { class: "keys" },
    el("label", { class: "pick" }, box, t("console.keys.on")),
    el("dl", {}, ...KEYS.flatMap(row)),
    el("h3", {}, t("console.keys.queue")),
    el("dl", {}, ...QUEUE_KEYS.flatMap(row)),
    el("h3", {}, t("console.keys.board")),
    el("p", {}, t("console.keys.board.press")),
    el("dl", {}, ...BOARD_KEYS.flatMap(row)),
  );
  return { node, draw: () => undefined };
}

function row(one) {
  return [
    el("dt", {}, el("kbd", {}, one.shown || one.key.toUpperCase())),
    el("dd", {}, t(one.words, { n: LIMITS.grace })),
  ];
}
