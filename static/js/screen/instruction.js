// The instruction of a step, small beside the step's picture. It is the first thing to go: no number, rule or idea
// gives way to it.

import { el } from "../dom/el.js";

/**
 * The instruction of a picture's step as an element, or null when there is none. It says how to take part, so it is
 * gone once nobody can.
 */
export function advice(speaker, { activity, closed }) {
  const lines = closed ? [] : speaker.own(activity.instruction);
  if (!lines.length) return null;
  return el(
    "div",
    { class: "advice" },
    ...lines.map((one, i) => el("p", { class: i ? "also" : null, lang: one.lang, dir: "auto" }, one.text)),
  );
}

/** For a picture that fits: removes the instruction again if it leaves that no room (`fits()`). */
export function keepIfRoom(node, fits) {
  if (node && !fits()) node.remove();
}

/** At the foot of a wall: removes the instruction for good once the ideas have come down to it. */
export function giveWay(node, wall) {
  if (!node || !node.isConnected) return;
  const top = node.offsetTop;
  const items = [...wall.querySelectorAll("ol:not(.measure) > li")];
  if (top < wall.clientHeight / 2 || items.some((item) => item.offsetTop + item.offsetHeight > top)) node.remove();
}
