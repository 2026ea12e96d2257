// How ideas are reviewed: asked before the first ones come, answered by one tap, stored with the forum and changeable
// here.

import { isPrivate } from "../../vote/agenda.js";
import { el } from "../../dom/el.js";
import { asksReview } from "../parts/facts.js";
import { t } from "../../text/words.js";
import { text } from "../parts/keyed_list.js";

const MODES = ["off", "after", "before"];
// Beyond this many people, unreviewed ideas deserve a warning.
const MANY = 30;

/**
 * How many people see ideas that are not reviewed, if they are many; else 0, and while ideas are kept back or stopped.
 */
export function unreviewed(view) {
  const { forum } = view;
  if (forum.emergency || forum.moderation !== "off" || forum.state === "ended" || (view.step && isPrivate(view.step)))
    return 0;
  return forum.here > MANY ? forum.here : 0;
}

/** The choice: {node, draw(view)}. */
export function mountReview(desk) {
  const legend = el("legend", {});
  const warn = el("p", { class: "warn", hidden: true });
  const note = el("p", { class: "quiet" });
  const node = el("fieldset", { class: "modes" }, legend, warn);
  node.append(el("div", { class: "segments" }, ...MODES.map((mode) => choice(desk, node, mode))), note);
  return { node, draw: (view) => draw(node, { legend, warn, note }, view) };
}

function draw(node, { legend, warn, note }, view) {
  const asks = asksReview(view);
  const many = unreviewed(view);
  node.classList.toggle("asks", asks);
  const stopped = Boolean(view.forum.emergency);
  text(legend, t(legendKey(asks, stopped)));
  warn.hidden = !many && !stopped;
  if (stopped || many) text(warn, stopped ? t("console.review.stopped.note") : t("console.review.many", {}, many));
  const mode = asks ? "" : view.forum.moderation;
  note.hidden = stopped;
  text(note, t("console.review." + (mode || "ask") + ".note" + (keptBack(view, mode) ? ".private" : "")));
  // Only a new value from the server moves the mark; a choice that is being sent stays as it was made.
  if (node.dataset.mode === mode) return;
  node.dataset.mode = mode;
  node.querySelectorAll("input").forEach((input) => (input.checked = input.value === mode));
}

// The step at hand keeps its ideas back: of those it is not true that they are shown at once.
function keptBack(view, mode) {
  return ["off", "after"].includes(mode) && Boolean(view.step) && isPrivate(view.step);
}

// During an emergency stop every idea waits; the choice is about the time after it.
function legendKey(asks, stopped) {
  if (stopped) return "console.review.stopped";
  return asks ? "console.review.ask" : "console.review";
}

async function setMode(desk, node, input) {
  const answer = await desk.act("moderation.set", { mode: input.value });
  if (!answer.ok) node.dataset.mode = "refused";
  desk.redraw();
}

function choice(desk, node, mode) {
  const input = el("input", { type: "radio", name: "mode", value: mode, change: () => setMode(desk, node, input) });
  return el("label", { title: t("mod." + mode) }, input, el("span", {}, t("console.review." + mode)));
}
