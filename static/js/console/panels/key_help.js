// The list of keyboard shortcuts, and the switch that turns them off.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { LIMITS } from "../../wire/contract.js";
import { QUEUE_KEYS } from "../needs/queue_keys.js";
import { KEYS, keysOn } from "./shortcuts.js";

/** Keys of the board, of which only the help tells. */
export const BOARD_KEYS = [
  { shown: "← ↑ ↓ →", words: "console.key.walk" },
  { shown: "␣", words: "console.key.choose" },
  { shown: "↵", words: "console.key.lift" },
  { shown: "1 2 3", words: "console.key.offer" },
  { shown: "0", words: "console.key.take_read" },
  { shown: "9", words: "console.key.guesses" },
  { shown: "8", words: "console.key.name_all" },
  { shown: "F2", words: "console.rename" },
  { shown: "⇧ ← →", words: "console.key.order" },
  { shown: "Esc", words: "console.choose_none" },
];

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
