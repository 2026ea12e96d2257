// The list of ideas, newest first. New ones come in by themselves unless somebody is busy in the list; then they wait behind a line.

import { el, fresh, icon } from "../../dom/el.js";
import { time } from "../../text/format.js";
import { t } from "../../text/words.js";
import { canBeLeftOut } from "../parts/facts.js";
import { marks } from "../parts/idea_badges.js";
import { patch, text } from "../parts/keyed_list.js";
import { hide, reasons } from "../parts/reasons.js";
import { button } from "../parts/button.js";
import { words } from "../parts/written.js";

/** The list: draw(view, ideas) with the ideas that fit, newest first. */
export function mountRows(desk) {
  const more = el("button", { class: "btn fresh", type: "button", hidden: true });
  const list = el("ul", { class: "rows" });
  const empty = el("p", { class: "empty", hidden: true });
  const node = el("div", { class: "scroll" }, more, list, empty);
  const ui = { newest: 0, asking: null, filter: "", over: false };
  node.addEventListener("pointerenter", () => (ui.over = true));
  node.addEventListener("pointerleave", () => (ui.over = false));
  more.addEventListener("click", () => showNew(desk, node, list, ui));
  list.addEventListener("wish", (event) => wish(desk, ui, event));
  list.addEventListener("keydown", (event) => walk(desk, list, ui, event));
  list.addEventListener("focusin", (event) => stopAt(list, event.target.closest("li")));
  return { node, draw: (view, ideas) => draw(desk, { node, more, list, empty, ui }, view, ideas) };
}

function draw(desk, parts, view, ideas) {
  const { ui, list, more, empty, node } = parts;
  const busy = ui.filter === desk.ui.filter && ui.newest > 0 && isBusy(node, ui);
  const top = ideas.length ? ideas[0].number : 0;
  if (!busy) ui.newest = Math.max(top, 1);
  ui.filter = desk.ui.filter;
  const known = ideas.filter((idea) => idea.number <= ui.newest);
  const held = ideas.length - known.length;
  more.hidden = !held;
  if (held) text(more, t("console.new_ideas", {}, held));
  empty.hidden = ideas.length > 0;
  text(empty, t(desk.ui.find ? "console.empty.found" : desk.ui.filter === "all" ? "console.empty.ideas" : "console.empty." + desk.ui.filter));
  patch(list, known, {
    keyOf: (idea) => idea.id,
    stamp: (idea) => stampOf(idea, view, ui),
    make: () => el("li", { tabindex: "-1" }),
    update: (row, idea) => fill(desk, ui, row, idea, view),
  });
  // One stop for Tab: the newest, or the row that somebody is in.
  const stop = list.contains(document.activeElement) ? document.activeElement.closest("li") : list.firstChild;
  if (stop) stopAt(list, stop);
}

// Of all rows one is a Tab stop, and its buttons are; those of the others are reached through their row.
function stopAt(list, row) {
  const old = list.querySelector("li[tabindex='0']");
  if (old && old !== row) reach(old, false);
  reach(row, true);
}

function reach(row, on) {
  row.tabIndex = on ? 0 : -1;
  row.querySelectorAll("button").forEach((one) => (one.tabIndex = on ? 0 : -1));
}

const stamps = new WeakMap();
let stamped = 0;

// The shape itself is its own stamp; only what else is drawn in the row needs words.
function stampOf(idea, view, ui) {
  if (!stamps.has(idea)) stamps.set(idea, String(stamped++));
  const cluster = idea.cluster ? view.cluster(idea.cluster) : null;
  return [stamps.get(idea), ui.asking === idea.id, view.forum.spotlight === idea.id, cluster ? cluster.version : ""].join("/");
}

function isBusy(node, ui) {
  return ui.over || node.scrollTop > 8 || (node.contains(document.activeElement) && document.activeElement !== node);
}

function showNew(desk, node, list, ui) {
  ui.newest = 0;
  node.scrollTop = 0;
  desk.redraw();
  requestAnimationFrame(() => list.firstChild && list.firstChild.focus());
}

// H and S, wherever the focus is in a row.
function wish(desk, ui, event) {
  const row = event.target.closest("li");
  const idea = row && desk.view.idea(Number(row.dataset.id));
  if (!idea) return;
  if (event.detail === "hide" && idea.state !== "hidden") askWhy(desk, ui, idea);
  if (event.detail === "leave_out" && canBeLeftOut(desk.view, idea)) leaveOut(desk, idea);
  if (event.detail === "spot" && idea.state === "shown") spot(desk, desk.view.forum.spotlight === idea.id ? null : idea.id);
}

function fill(desk, ui, row, idea, view) {
  const held = row.contains(document.activeElement);
  row.dataset.id = idea.id;
  row.className = "is-" + idea.state + (view.forum.spotlight === idea.id ? " lit" : "");
  const said = el("div", {}, el("p", {}, words(idea)), el("p", { class: "marks" }, ...marks(Object.assign({}, idea, { state: idea.state === "private" ? "" : idea.state }), idea.cluster ? view.cluster(idea.cluster) : null)));
  const secret = idea.state === "private" && [icon("lock"), el("span", { class: "hidden" }, t("console.mark.private"))];
  const at = el("span", { class: "at", title: secret && t("console.mark.private") }, ...(secret || []), el("time", {}, time(desk.boot.lang, new Date(idea.at))));
  fresh(row, el("span", { class: "no" }, String(idea.number)), said, el("div", { class: "acts" }, ...acts(desk, ui, idea, view)), at, ui.asking === idea.id && question(desk, ui, idea));
  reach(row, row.tabIndex === 0);
  if (!held) return;
  const first = row.querySelector(".reasons button");
  (first || row).focus();
}

function acts(desk, ui, idea, view) {
  const show = () => desk.act("idea.show", { idea: idea.id });
  if (idea.state === "hidden") return [button(t("mod.unhide"), show, named("console.unhide_idea", idea, { icon: "eye" }))];
  const lit = view.forum.spotlight === idea.id;
  const out = idea.left_out;
  return [
    idea.state === "waiting" && button(t("mod.show"), show, named("console.show_idea", idea, { icon: "eye" })),
    idea.state === "shown" && button(t(lit ? "console.spotlight.stop" : "console.spotlight"), () => spot(desk, lit ? null : idea.id), named(lit ? "console.unspot_idea" : "console.spot_idea", idea, { icon: "spot", on: lit })),
    canBeLeftOut(view, idea) && button(t(out ? "console.take_in" : "console.leave_out"), () => leaveOut(desk, idea), named(out ? "console.take_in_idea" : "console.leave_out_idea", idea, {})),
    button(t("mod.hide"), () => askWhy(desk, ui, idea), named("console.hide_idea", idea, { icon: "hide" })),
  ].filter(Boolean);
}

// What is heard of a button says which idea it is about.
function named(key, idea, facts) {
  return Object.assign(facts, { label: t(key, { number: idea.number }) });
}

function leaveOut(desk, idea) {
  return desk.act("idea.leave_out", { idea: idea.id, out: !idea.left_out });
}

function spot(desk, idea) {
  desk.act("screen.spotlight", { idea });
}

function askWhy(desk, ui, idea) {
  ui.asking = ui.asking === idea.id ? null : idea.id;
  desk.drawNow();
}

function question(desk, ui, idea) {
  const done = () => {
    ui.asking = null;
    desk.redraw();
  };
  return reasons((reason) => hide(desk, [idea.id], reason).then(done), done);
}

// Arrows walk from row to row.
function walk(desk, list, ui, event) {
  if (event.target.tagName !== "LI" || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.target;
  const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: list.firstElementChild, End: list.lastElementChild }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    if (to) to.focus();
  }
}
