// The button below the queue that hides all ideas which have been read and carry a remark, each for the reason that
// belongs to its own remark, because its author reads that. One reason is asked for those whose remark has none.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { twice } from "../parts/double_press.js";
import { reasonCounts, reasonOfFlags } from "../parts/reason_words.js";
import { reasons } from "../parts/reasons.js";
import { warnedAndRead } from "./read_rows.js";

/**
 * Mounts the button: {node, draw(list, times), reasons(), run()}. reasons() says in words for what ideas would be
 * hidden, run() presses it. `hideMany(ideas, reasons)` hides; `list` is the queue, `times` are from readingTimes(), of
 * those with a remark.
 */
export function hideRead(desk, hideMany) {
  const node = el("div", { class: "together", hidden: true });
  const ui = { node, hideMany, ideas: [], asking: null };
  return {
    node,
    draw: (list, times) => draw(desk, ui, list, warnedAndRead(list, times, Date.now())),
    reasons: () => reasonCounts(reasonsOf(desk, ui.ideas)),
    run: () => (ui.ideas.length ? press(desk, ui) : desk.say(t("console.queue.none_warned"), "hint")),
  };
}

const reasonsOf = (desk, ideas) => ideas.map((idea) => reasonOfFlags(desk, idea.flags));

function draw(desk, ui, list, ideas) {
  // While a reason is chosen the question stays about the ideas that it was asked for, less what was decided elsewhere.
  if (ui.asking) ui.asking = ui.asking.filter((idea) => list.some((one) => one.id === idea.id));
  if (ui.asking && ui.asking.length) return;
  ui.asking = null;
  ui.ideas = ideas;
  const { node } = ui;
  // One idea has its own button.
  node.hidden = ideas.length < 2;
  const stamp = ideas.map((idea) => idea.number + idea.flags.join("+")).join(", ");
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement);
  const one = pressButton(desk, ui);
  replaceContent(node, one);
  if (held) (node.hidden ? document.getElementById("queue-title") : one).focus();
}

function pressButton(desk, ui) {
  const numbers = ui.ideas.map((idea) => idea.number).join(", ");
  const words = t("console.hide_read", {}, ui.ideas.length) + ": " + reasonCounts(reasonsOf(desk, ui.ideas));
  const one = button(words, () => press(desk, ui), {
    icon: "hide",
    id: "hide-read",
    label: words + " (" + numbers + ")",
  });
  one.title = numbers;
  return one;
}

// One press is one deed, which one undo takes back: where a reason is asked for some, the others wait for it.
function press(desk, ui) {
  if (twice(desk.ui, "hidAt")) return;
  const names = reasonsOf(desk, ui.ideas);
  if (names.includes("")) askFor(desk, ui, names);
  else ui.hideMany(ui.ideas, names);
}

function askFor(desk, ui, names) {
  const from = document.activeElement;
  ui.asking = ui.ideas;
  ui.node.dataset.stamp = "";
  ui.node.hidden = false;
  const ends = () => {
    ui.asking = null;
    goBack(from, ui.node);
    desk.drawNow();
  };
  const chosen = (reason) => {
    const ideas = ui.asking;
    ends();
    desk.ui.reason = reason;
    ui.hideMany(
      ideas,
      reasonsOf(desk, ideas).map((name) => name || reason),
    );
  };
  replaceContent(ui.node, reasons(desk, chosen, ends, { why: whyOf(names) }));
  ui.node.querySelector("button").focus();
}

function whyOf(names) {
  const open = names.filter((name) => !name).length;
  return open < names.length ? t("console.hide_read.why", {}, open) : "";
}

// Whoever pressed the key in a row goes on there. The button itself is gone: the next one gets the focus when it is
// drawn.
function goBack(from, node) {
  if (from && from.isConnected && !node.contains(from)) from.focus();
}
