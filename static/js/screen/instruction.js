// How to go about a step, as the organiser wrote it, small beside the step's own picture. It is the first to go: never does a number, a
// rule or an idea give way to it.

import { el } from "../dom/el.js";
import { holds } from "./fit_text.js";

/** The instruction of a step as an element, or null when there is none. */
export function advice(say, activity) {
  const lines = say.own(activity.instruction);
  if (!lines.length) return null;
  return el(
    "div",
    { class: "advice" },
    ...lines.map((one, i) => el("p", { class: i ? "also" : null, lang: one.lang, dir: "auto" }, one.text)),
  );
}

/** In a picture that is whole: takes the instruction out again when it has no room on this stage, or in one of `parts` of it. */
export function keepIfRoom(node, stage, parts) {
  if (node && ![stage, ...parts].every(holds)) node.remove();
}

/** At the foot of a wall: takes the instruction away for good once the ideas have come down to it. */
export function giveWay(node, wall) {
  if (!node || !node.isConnected) return;
  const top = node.offsetTop;
  const items = [...wall.querySelectorAll("ol:not(.measure) > li")];
  if (top < wall.clientHeight / 2 || items.some((item) => item.offsetTop + item.offsetHeight > top)) node.remove();
}
