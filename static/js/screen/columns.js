// Ideas printed on the wall: four columns, the newest top left, as many as fit. Arrivals come in batches and are tinted for a while; when
// nothing comes for some time the wall turns its page. An idea that is taken away goes at once.

import { el, icon } from "../dom.js";
import { soften } from "../hyphens.js";
import { cut, unit } from "./fit.js";
import { glide, rise, rects } from "./motion.js";
import { BATCH, QUIET, between, deal, nextPage } from "./wallplan.js";

const COLUMNS = 4;
const GAP = 24;
const CANDIDATES = 90;
const TINT = 6000;

/**
 * A wall: {node, take(ideas), stop()}. `report({from, shown, total})` is told what can be seen after every change. It begins at `from` and
 * turns its pages, unless somebody else does (`turns`).
 */
export function columns(tools, report, { from = 0, turns = true } = {}) {
  const me = { tools, report, ideas: null, from, items: new Map(), wait: null, flushed: 0, quiet: Date.now() };
  me.lists = Array.from({ length: COLUMNS }, () => el("ol"));
  me.measure = el("ol", { class: "measure", "aria-hidden": "true" });
  me.node = el("div", { class: "wall" }, ...me.lists, me.measure);
  const clock = turns ? setInterval(() => turn(me), 1000) : null;
  return {
    node: me.node,
    take: (ideas) => take(me, ideas),
    stop: () => {
      clearInterval(clock);
      clearTimeout(me.wait);
    },
  };
}

function take(me, wanted) {
  me.wanted = wanted;
  if (me.ideas === null) return put(me, wanted, new Set());
  const now = between(me.ideas, wanted);
  if (!same(now.ideas, me.ideas)) put(me, now.ideas, new Set());
  if (now.waiting && me.wait === null) me.wait = setTimeout(() => flush(me), Math.max(0, me.flushed + BATCH - Date.now()));
}

function flush(me) {
  me.wait = null;
  me.flushed = me.quiet = Date.now();
  me.from = 0;
  const before = new Set(me.ideas.map((idea) => idea.id));
  put(me, me.wanted, new Set(me.wanted.filter((idea) => !before.has(idea.id)).map((idea) => idea.id)));
}

function turn(me) {
  if (me.tools.frozen() || !me.ideas || Date.now() - me.quiet < QUIET) return;
  me.quiet = Date.now();
  const next = nextPage(me.from, me.shown, me.ideas.length);
  if (next === me.from) return;
  me.from = next;
  put(me, me.ideas, new Set());
  rise(me.lists);
}

function put(me, ideas, fresh) {
  me.ideas = ideas;
  if (me.from >= ideas.length) me.from = 0;
  forget(me, ideas);
  const seen = [...me.items.values()].filter((item) => item.parentNode && item.parentNode !== me.measure);
  const before = rects(seen);
  me.shown = place(me, ideas.slice(me.from, me.from + CANDIDATES));
  glide(before);
  tint(me, fresh);
  me.report({ from: me.from, shown: me.shown, total: ideas.length, ideas });
}

function place(me, candidates) {
  const items = candidates.map((idea) => itemOf(me, idea));
  for (const item of items) if (!item.parentNode) me.measure.appendChild(item);
  const room = me.node.clientHeight;
  const placed = deal(items.map((item) => item.offsetHeight), COLUMNS, room, GAP * unit());
  if (!placed.length && items.length) placed.push(squeeze(items[0], room));
  for (const item of me.items.values()) item.remove();
  placed.forEach((column, i) => me.lists[column].appendChild(items[i]));
  return placed.length;
}

// What would not fit even alone: small, then cut. Only walls of letters come this far.
function squeeze(item, room) {
  item.classList.add("long");
  cut(item.querySelector(".words"), () => item.offsetHeight <= room);
  return 0;
}

function itemOf(me, idea) {
  const known = me.items.get(idea.id);
  if (known && known.said === idea.text) return known;
  if (known) known.remove();
  const item = ideaItem(me.tools, idea);
  item.said = idea.text;
  me.items.set(idea.id, item);
  return item;
}

/** One idea as it is printed: its number, its words, and where it came from if not from a phone. */
function ideaItem(tools, idea) {
  const words = el("span", { class: "words" }, soften(idea.text));
  return el("li", { "data-idea": idea.id }, el("span", { class: "no" }, idea.number), " ", words, origin(tools, idea));
}

function origin(tools, idea) {
  if (idea.source === "phone") return null;
  const kind = idea.source === "paper" ? "paper" : "helper";
  const text = idea.table === null ? tools.say.one("screen." + kind) : tools.say.one("screen." + kind + "_table", { table: idea.table });
  return el("span", { class: "mark" }, icon(idea.source === "paper" ? "paper" : "hand"), text);
}

function tint(me, fresh) {
  const items = [...fresh].map((id) => me.items.get(id)).filter((item) => item && item.parentNode);
  for (const item of items) item.classList.add("new");
  rise(items);
  if (items.length) setTimeout(() => items.forEach((item) => item.classList.remove("new")), TINT);
}

function forget(me, ideas) {
  const alive = new Set(ideas.map((idea) => idea.id));
  for (const [id, item] of me.items) {
    if (alive.has(id)) continue;
    item.remove();
    me.items.delete(id);
  }
}

function same(a, b) {
  return a.length === b.length && a.every((idea, i) => idea.id === b[i].id && idea.text === b[i].text);
}
