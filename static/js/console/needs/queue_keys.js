// The keys of the queue, while the focus is in it: one key shows the idea, one hides it for the last reason, one covers
// its number, one shows all that were read, one hides those of them that carry a remark, arrows go from row to row.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { text } from "../parts/keyed_list.js";
import { watchOpenReasons } from "../parts/reasons.js";

/** The keys in the order of the line below the queue: {key, shown, words}. */
export const QUEUE_KEYS = [
  { key: "a", words: "console.queue.key.show" },
  { key: "d", words: "console.queue.key.hide" },
  { key: "m", words: "console.queue.key.mask" },
  { key: "A", shown: "⇧ A", words: "console.queue.key.read" },
  { key: "D", shown: "⇧ D", words: "console.queue.key.hide_read" },
  { key: "↓", words: "console.queue.key.next" },
];

/** Listens to keys in `place`; `run` has a function for each key. Reasons that are open in it take their keys first. */
export function watchQueueKeys(place, run) {
  watchOpenReasons(place);
  place.addEventListener("keydown", (event) => {
    const key = keyOf(event);
    if (!run[key] || isElsewhere(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || key.startsWith("Arrow")) run[key]();
  });
}

/** The line that names the keys. */
export function keyLine() {
  const pairs = QUEUE_KEYS.flatMap((one) => [
    el("kbd", {}, one.shown || one.key.toUpperCase()),
    el("span", { "data-key": one.key }, words(one, "")),
  ]);
  return el("p", { class: "quiet with-keys", hidden: true }, ...pairs);
}

/** Says in the line for which reason, in words, a key would hide; empty while it would ask for one, or hide nothing. */
export function nameReason(line, key, reason) {
  const node = [...line.children].find((one) => one.dataset.key === key);
  const named = QUEUE_KEYS.find((one) => one.key === key);
  text(node, words(named, reason));
}

function words(one, reason) {
  return " " + t(one.words) + (reason ? ": " + reason : "") + " ";
}

/** The row that a key is about: the one with the focus, else the one whose reasons are open, else the first. */
export function currentRow(list) {
  const held = document.activeElement && document.activeElement.closest("#queue-list .row");
  const asked = list.querySelector(".row .reasons");
  return held || (asked && asked.closest(".row")) || list.querySelector(".row");
}

// Caps Lock must not act as Shift.
function keyOf(event) {
  if (event.key.length > 1) return event.key;
  return event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
}

function isElsewhere(event) {
  const isText = event.target.closest("select, textarea, input:not([type=radio]), .reasons");
  const off = document.body.classList.contains("keyless");
  return Boolean(isText) || off || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
}
