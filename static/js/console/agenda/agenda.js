// The agenda on the left: every step with its time and state, the current one large. A step unfolds in place to offer
// going to it.

import { isVote, isWriting } from "../../vote/agenda.js";
import { el, replaceContent, icon } from "../../dom/el.js";
import { MINUTE_MS, time } from "../../text/format.js";
import { t } from "../../text/words.js";
import { lacksThemes, leftBehind, leftBehindWords } from "../parts/candidates.js";
import { plan } from "../parts/facts.js";
import { nameOf } from "../parts/step_names.js";
import { nodeOf, patch } from "../parts/keyed_list.js";
import { revealedWords, stateWords } from "./state_words.js";
import { isOpen, openSwitch, openWords } from "./switch.js";

/** Mounts the agenda. */
export function mountAgenda(desk) {
  const list = document.getElementById("agenda");
  const ui = { open: null, now: null, shown: null };
  return { draw: (view) => draw(desk, list, ui, view) };
}

function draw(desk, list, ui, view) {
  const times = plan(view);
  patch(list, view.steps, {
    keyOf: (step) => step.id,
    stamp: (step) => stamp(view, step, times, ui),
    make: () => el("li", {}),
    update: (node, step) => row(desk, list, ui, node, step, view, times),
  });
  if (view.forum.now !== ui.now && nodeOf(list, view.forum.now)) show(list.parentNode, nodeOf(list, view.forum.now));
  if (ui.now !== null && view.forum.now !== ui.now) fold(list, ui, view);
  ui.now = view.forum.now;
  if (ui.open !== ui.shown && nodeOf(list, ui.open)) bring(list.parentNode, nodeOf(list, ui.open));
  ui.shown = ui.open;
}

// Beside the board the agenda lies over it while the focus is in it: whoever went on works on there.
function fold(list, ui, view) {
  ui.open = null;
  if (view.step && view.step.shows === "themes") leaveAgenda(list);
}

/**
 * Moves the focus from the agenda to the work, which folds an agenda that lies over the board. Returns whether it did.
 */
export function leaveAgenda(list = document.getElementById("agenda")) {
  if (!list || !list.contains(document.activeElement)) return false;
  document.getElementById("work").focus({ preventScroll: true });
  return true;
}

// Scrolls to the current step and what follows it.
function show(box, node) {
  if (node.nextElementSibling) bring(box, node.nextElementSibling);
  bring(box, node);
}

// Scrolls only a box that scrolls separately; where the whole page scrolls, the page stays where it is.
function bring(box, node) {
  if (getComputedStyle(box).overflowY === "visible") return;
  const [outer, inner] = [box.getBoundingClientRect(), node.getBoundingClientRect()];
  box.scrollLeft += Math.min(0, inner.left - outer.left) + Math.max(0, inner.right - outer.right);
  box.scrollTop += Math.min(0, inner.top - outer.top) + Math.max(0, inner.bottom - outer.bottom);
}

function stamp(view, step, times, ui) {
  const rounded = Math.floor((times.get(step.id) || 0) / MINUTE_MS);
  return [
    view.at,
    view.forum.state,
    view.forum.moderation,
    view.state(step),
    rounded,
    step.count,
    view.forum.self_paced ? step.voted : step.voted > 0,
    view.forum.self_paced,
    step.revealed ? revealedWords(view, step, "console.state.revealed") : "",
    ui.open === step.id && JSON.stringify(leftBehind(view, step)),
    lacksThemes(view, step),
    JSON.stringify([step.name, step.prompt]),
  ].join("|");
}

function row(desk, list, ui, node, step, view, times) {
  const index = view.steps.indexOf(step);
  const now = index === view.at;
  const over = isOver(view, step, index);
  node.className = now ? "now" : over ? "done" : index === view.at + 1 ? "up" : "";
  if (view.forum.self_paced) node.classList.toggle("is-open", isOpen(view, step));
  if (now) node.setAttribute("aria-current", "step");
  else node.removeAttribute("aria-current");
  const focused = node.contains(document.activeElement) && document.activeElement.closest("button");
  const onSwitch = focused && focused.classList.contains("switch");
  replaceContent(
    node,
    when(desk, step, times, over && !now),
    now ? current(desk, step, view) : other(desk, ui, step, view),
    openSwitch(desk, view, step),
  );
  if (focused)
    (node.querySelector(onSwitch ? ".switch" : "button") || node.querySelector("button") || still(node)).focus();
}

// A row without a button, as that of the step that has just begun, can still hold the focus.
function still(row) {
  row.setAttribute("tabindex", "-1");
  return row;
}

function isOver(view, step, index) {
  if (view.forum.state === "ended") return true;
  return view.forum.self_paced ? view.state(step) === "closed" : index < view.at;
}

function when(desk, step, times, over) {
  if (over && begun(step))
    return el("span", { class: "when" }, icon("check"), el("span", { class: "hidden" }, t("console.state.over")));
  // A step that was passed over has neither a time to come nor a time that it took.
  if (over) return el("span", { class: "when" });
  const at = times.get(step.id);
  if (at) return el("time", { class: "when" }, time(desk.boot.lang, new Date(at)));
  return el("span", { class: "when" }, step.minutes ? t("console.minutes", { n: step.minutes }) : "");
}

// The number stays where a narrow agenda has no room for the name.
function numbered(view, step) {
  return el(
    "b",
    { title: nameOf(step) },
    el("span", { class: "n" }, String(view.steps.indexOf(step) + 1)),
    " ",
    el("span", { class: "name" }, nameOf(step)),
  );
}

function begun(step) {
  return step.state !== "waiting";
}

function current(desk, step, view) {
  return el(
    "div",
    {},
    numbered(view, step),
    el("p", {}, desk.question(step.prompt)),
    el("small", {}, stateWords(view, step)),
    warned(lacksThemes(view, step) ? leftBehindWords({ themeless: true }) : ""),
  );
}

function warned(words) {
  return words ? el("p", { class: "warn" }, words) : null;
}

function other(desk, ui, step, view) {
  const open = ui.open === step.id;
  const name = el(
    "button",
    { class: "step", type: "button", "aria-expanded": String(open), click: () => toggle(desk, ui, step) },
    numbered(view, step),
    el("span", {}, desk.question(step.prompt)),
    facts(desk, view, step),
  );
  const themeless = step === view.next && lacksThemes(view, step);
  if (!open) return el("div", {}, name, warned(themeless ? leftBehindWords({ themeless }) : ""));
  const behind = begun(step) ? "" : leftBehindWords(leftBehind(view, step));
  return el(
    "div",
    {},
    name,
    warned(behind),
    el(
      "button",
      { class: "btn", type: "button", click: () => goTo(desk, ui, step) },
      t(view.forum.self_paced ? "console.self.show" : "console.go_here"),
    ),
  );
}

function facts(desk, view, step) {
  if (view.forum.self_paced && isOpen(view, step)) return el("small", {}, openWords(view, step));
  if (isWriting(step) && step.count) return el("small", {}, t("idea.count", {}, step.count));
  if (!isVote(step)) return null;
  if (step.revealed) return el("small", {}, revealedWords(view, step, "console.state.revealed"));
  const { told } = desk.kinds[step.kind] || {};
  return told ? el("small", {}, told(step)) : null;
}

function toggle(desk, ui, step) {
  ui.open = ui.open === step.id ? null : step.id;
  desk.redraw();
}

function goTo(desk, ui, step) {
  ui.open = null;
  desk.act("agenda.go", { activity: step.id });
}
