// The button below the queue that hides all ideas which have been read and carry the same remark as the first of them,
// for one reason: the last one, which the button names, or one that is chosen below it. Ideas with another remark have
// another reason, which their authors read.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { twice } from "../parts/double_press.js";
import { shortReason, reasonWords } from "../parts/reason_words.js";
import { reasons } from "../parts/reasons.js";
import { alike } from "./read_rows.js";

/**
 * Mounts the button: {node, draw(list, times), run()} presses it. `hideMany(ideas, reason)` hides; `list` is the queue,
 * `times` are from readingTimes(), of those with a remark.
 */
export function hideRead(desk, hideMany) {
  const node = el("div", { class: "together", hidden: true });
  const ui = { node, hideMany, ideas: [], asking: false };
  return {
    node,
    draw: (list, times) => draw(desk, ui, alike(list, times, Date.now())),
    run: () => (ui.ideas.length ? press(desk, ui) : desk.say(t("console.queue.none_warned"), "hint")),
  };
}

function draw(desk, ui, ideas) {
  // While a reason is chosen the question stays about the ideas that it was asked for.
  if (ui.asking && ui.ideas.some((idea) => ideas.includes(idea))) return;
  ui.asking = false;
  ui.ideas = ideas;
  const { node } = ui;
  // One idea has its own button.
  node.hidden = ideas.length < 2;
  const { reason } = desk.ui;
  const stamp = ideas.map((idea) => idea.number).join(", ") + "/" + (reason || "");
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement);
  const one = pressButton(desk, ui);
  replaceContent(node, one);
  if (held) (node.hidden ? document.getElementById("queue-title") : one).focus();
}

function pressButton(desk, ui) {
  const { reason } = desk.ui;
  const numbers = ui.ideas.map((idea) => idea.number).join(", ");
  const words = t("console.hide_read", {}, ui.ideas.length) + (reason ? ": " + shortReason(desk, reason) : "…");
  const one = button(words, () => press(desk, ui), {
    icon: "hide",
    id: "hide-read",
    label: words + " (" + numbers + ")",
  });
  one.title = numbers;
  return one;
}

function press(desk, ui) {
  if (desk.ui.reason) return hide(desk, ui, desk.ui.reason);
  ui.asking = true;
  ui.node.dataset.stamp = "";
  ui.node.hidden = false;
  const ends = () => ((ui.asking = false), desk.drawNow());
  replaceContent(
    ui.node,
    reasons(desk, (reason) => (ends(), hide(desk, ui, reason)), ends),
  );
  ui.node.querySelector("button").focus();
}

function hide(desk, ui, reason) {
  if (twice(desk.ui, "hidAt")) return;
  const { ideas } = ui;
  ui.hideMany(ideas, reason);
  desk.say(t("console.queue.hidden_many", { reason: reasonWords(desk, reason) }, ideas.length));
}
