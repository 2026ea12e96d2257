// The wall of ideas in columns, by the rules of wall_layout.js and wall_pacing.js: new ideas enter on top and are
// tinted until the next come; a removed idea disappears immediately.

import { el } from "../dom/el.js";
import { unit } from "./fit_text.js";
import { ideaItem, setter, shownOf } from "./wall_card.js";
import { appear, drop, glide, rects } from "./motion.js";
import { begin, onWall, step, take } from "./wall_pacing.js";
import { COLUMNS, QUIET_MS, spots } from "./wall_layout.js";

const SIZES = [60, 52, 46, 42, 36];
const BUSY = 46;
const FEW = 52;
const GAP = 24;
const LEAST = 190;
const BEAT_MS = 500;
const TINT_MS = 6000;

/**
 * A wall: {node, take(ideas), stop()}. `take` expects the newest first. `report({on, total, ideas})` is called with the
 * visible ids after every change. `sizes` are the sizes of its letters, largest first; the wall turns after `quiet` ms;
 * `seen` (id → when) remembers when each idea was visible.
 */
export function columns(tools, report, { count = COLUMNS, sizes = SIZES, quiet = QUIET_MS, seen = new Map() } = {}) {
  const me = { tools, report, sizes, count, life: null, items: new Map(), plan: { quiet, seen } };
  me.sheet = el("ol");
  me.measure = el("ol", { class: "measure", "aria-hidden": "true" });
  me.node = el("div", { class: "wall" }, me.sheet, me.measure);
  me.node.style.setProperty("--columns", count);
  const beat = setInterval(() => tick(me), BEAT_MS);
  return {
    node: me.node,
    take: (ideas) => takeIdeas(me, ideas),
    stop: () => {
      clearInterval(beat);
      clearTimeout(me.fade);
    },
  };
}

function takeIdeas(me, ideas) {
  me.ideas = ideas;
  me.by = new Map(ideas.map((one) => [one.id, one]));
  forget(me);
  const ids = ideas.map((one) => one.id);
  me.life = me.life ? take(me.life, ids, ruler(me), Date.now()) : begin(ids, ruler(me), Date.now(), me.plan);
  show(me, []);
  tick(me);
}

function tick(me) {
  if (me.tools.frozen() || !me.life || !me.node.isConnected) return;
  const made = step(me.life, ruler(me), Date.now());
  if (!made) return placeItems(me);
  show(me, made.fresh);
  if (made.page) appear(me.sheet);
}

function ruler(me) {
  const u = unit();
  const room = me.node.clientHeight;
  const busy = Math.max(
    0,
    me.sizes.findIndex((size) => size <= BUSY),
  );
  const tall = (id, level) => itemOf(me, id).tall(level, most(room, u, me.sizes[level] >= FEW));
  return { columns: me.count, room, gap: GAP * u, last: me.sizes.length - 1, busy, tall };
}

// The height that one idea may take: half a column, more while ideas are few.
function most(room, u, few) {
  return Math.min(room, Math.max(few ? room * 0.66 : (room - GAP * u) / 2, LEAST * u));
}

function show(me, fresh) {
  const before = rects([...me.sheet.children]);
  const nodes = placeItems(me);
  for (const old of [...me.sheet.children]) if (!nodes.includes(old)) old.remove();
  nodes.forEach(
    (node, i) => me.sheet.children[i] === node || me.sheet.insertBefore(node, me.sheet.children[i] || null),
  );
  glide(before);
  if (fresh.length) tint(me, fresh);
  else if (before.size) nodes.filter((node) => !before.has(node)).forEach((node) => appear(node));
  me.report({ on: onWall(me.life.wall), total: me.ideas.length, ideas: me.ideas });
}

// Puts all ideas at their place and size; measuring may have tried others.
function placeItems(me) {
  const nodes = spots(me.life.wall).map((spot) => itemOf(me, spot.id).stand(me.life.wall.level, spot));
  me.measure.replaceChildren(...[...me.measure.children].filter((node) => nodes.includes(node)));
  return nodes;
}

function tint(me, fresh) {
  const items = fresh.map((id) => me.items.get(id).node);
  for (const item of me.items.values()) item.node.classList.toggle("new", fresh.includes(item.id));
  drop(items);
  clearTimeout(me.fade);
  me.fade = setTimeout(() => items.forEach((node) => node.classList.remove("new")), TINT_MS);
}

function itemOf(me, id) {
  const idea = me.by.get(id);
  const known = me.items.get(id);
  const item =
    known && known.shown === shownOf(idea) ? known : setter(ideaItem(me.tools.speaker, idea), idea, me.sizes);
  if (known && known !== item) takePlace(known.node, item.node);
  me.items.set(id, item);
  if (!item.node.parentNode) me.measure.appendChild(item.node);
  return item;
}

/** Puts a node in the place of an old one, where it stands from the first moment: what moves is animated from there. */
export function takePlace(old, node) {
  node.style.cssText = old.style.cssText;
  old.replaceWith(node);
}

function forget(me) {
  for (const [id, item] of me.items) {
    if (me.by.has(id)) continue;
    item.node.remove();
    me.items.delete(id);
  }
}
