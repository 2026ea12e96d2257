// The list of ideas, newest first. While the facilitator is busy in the list, new ideas wait behind a button and
// nothing moves.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { patch, text } from "../parts/keyed_list.js";
import { fill, reach, wish } from "./idea_row.js";

/** Mounts the list: {node, draw(view, ideas)}; `ideas` come filtered, newest first. */
export function mountRows(desk) {
  const more = el("button", { class: "btn fresh", type: "button", hidden: true });
  const list = el("ul", { class: "rows" });
  const empty = el("p", { class: "empty", hidden: true });
  const node = el("div", { class: "scroll" }, more, list, empty);
  const ui = { newest: 0, asking: null, sought: "", over: false };
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
  const sought = JSON.stringify([desk.ui.filter, desk.ui.find]);
  const busy = ui.sought === sought && ui.newest > 0 && isBusy(node, ui);
  const top = ideas.length ? ideas[0].number : 0;
  if (!busy) ui.newest = Math.max(top, 1);
  ui.sought = sought;
  const known = ideas.filter((idea) => idea.number <= ui.newest);
  const held = ideas.length - known.length;
  more.hidden = !held;
  if (held) text(more, t("console.new_ideas", {}, held));
  empty.hidden = ideas.length > 0;
  text(
    empty,
    t(
      desk.ui.find
        ? "console.empty.found"
        : desk.ui.filter === "all"
          ? "console.empty.ideas"
          : "console.empty." + desk.ui.filter,
    ),
  );
  patch(list, known, {
    keyOf: (idea) => idea.id,
    stamp: (idea) => stampOf(idea, view, ui),
    make: () => el("li", { tabindex: "-1" }),
    update: (row, idea) => fill(desk, ui, row, idea, view),
  });
  // The Tab stop is the row with the focus, else the newest row.
  const stop = list.contains(document.activeElement) ? document.activeElement.closest("li") : list.firstChild;
  if (stop) stopAt(list, stop);
}

// Roving tabindex: Tab stops at one row and its buttons; arrows reach the other rows.
function stopAt(list, row) {
  const old = list.querySelector("li[tabindex='0']");
  if (old && old !== row) reach(old, false);
  reach(row, true);
}

const stamps = new WeakMap();
let stamped = 0;

// A shape is replaced when it changes, so its number is its stamp; the rest is what else the row shows.
function stampOf(idea, view, ui) {
  if (!stamps.has(idea)) stamps.set(idea, String(stamped++));
  const cluster = idea.cluster ? view.cluster(idea.cluster) : null;
  return [
    stamps.get(idea),
    ui.asking === idea.id,
    view.forum.spotlight === idea.id,
    cluster ? cluster.version : "",
  ].join("/");
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

// Arrow keys move from row to row.
function walk(desk, list, ui, event) {
  if (event.target.tagName !== "LI" || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.target;
  const to = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: list.firstElementChild,
    End: list.lastElementChild,
  }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    if (to) to.focus();
  }
}
