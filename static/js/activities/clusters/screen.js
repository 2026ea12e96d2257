// The scene of the cluster board: clusters with their ideas, in pages when they are many, and beside them the ideas
// without a cluster. The idea that was just moved is first in its cluster, which is tinted for a while.

import { el, replaceContent } from "../../dom/el.js";
import { ticks } from "../../dom/ticks.js";
import { lastSpan, letters, moves, order, pageNow, pages, share, spots, TURN } from "../../screen/board_layout.js";
import { clusterCard, fill } from "../../screen/cluster.js";
import { columns } from "../../screen/columns.js";
import { fitHead, holdsLine, question, renew, where } from "../../screen/stage_head.js";
import { appear } from "../../screen/motion.js";
import { spans } from "../../screen/speaker.js";
import { sign } from "../../screen/idea_labels.js";

export { picture } from "./picture.js";

export const scenes = { board };

const TINT = 6000;
const LOOSE = 40;
const SHORT = 3;
const TALL = 6;
const SIZES = [42, 36];

/** The scene: {draw(picture), stop()}. */
function board(stage, tools) {
  const me = {
    stage,
    tools,
    said: "",
    shape: "",
    at: 0,
    since: Date.now(),
    just: null,
    wanted: null,
    wall: null,
    listed: new Map(),
  };
  const clock = setInterval(() => turnPage(me), 1000);
  return {
    draw: (picture) => draw(me, picture),
    stop: () => {
      clearInterval(clock);
      clearTimeout(me.fade);
      if (me.wall) me.wall.stop();
    },
  };
}

function draw(me, picture) {
  me.picture = picture;
  const { groups, loose } = picture;
  me.share = share(groups.length, loose.length);
  me.pages = pages(groups, me.share.clusters * me.share.rows);
  me.at = Math.min(me.at, me.pages.length - 1);
  notice(me, spots(groups));
  const shape = JSON.stringify([me.share, picture.activity.id]);
  if (shape !== me.shape) build(me);
  me.shape = shape;
  me.most = Math.max(...groups.map((group) => group.ideas.length));
  const now = JSON.stringify([me.pages[me.at], me.just, me.most]);
  if (now !== me.said) cards(me);
  me.said = now;
  if (me.wall) waiting(me);
}

// Finds what has moved since the last picture: the last move is marked, and its page will be shown.
function notice(me, now) {
  const memory = me.tools.memory;
  const moved = moves(memory.spots, now);
  memory.spots = now;
  for (const { idea } of moved) memory.placed.set(idea, (memory.count += 1));
  if (!moved.length) return;
  me.just = moved[moved.length - 1];
  me.wanted = {
    page: me.pages.findIndex((page) => page.some((group) => group.cluster.id === me.just.cluster)),
    at: Date.now(),
  };
  clearTimeout(me.fade);
  me.fade = setTimeout(() => {
    me.just = null;
    if (!me.tools.frozen()) draw(me, me.picture);
  }, TINT);
}

function build(me) {
  const { activity } = me.picture;
  if (me.wall) me.wall.stop();
  me.grid = el("div", { class: "board" });
  me.grid.style.setProperty("--columns", me.share.clusters);
  me.grid.classList.toggle("alone", !me.share.loose);
  me.wall = me.share.loose
    ? columns(me.tools, () => undefined, {
        count: me.share.loose,
        sizes: SIZES,
        quiet: TURN,
        seen: me.tools.memory.seen,
      })
    : null;
  me.label = el("div", { class: "label" });
  const aside = me.wall && el("section", { class: "loose" }, me.label, me.wall.node);
  if (aside) aside.style.setProperty("--columns", me.share.loose);
  const head = question(me.tools.speaker.own(activity.prompt), true);
  me.line = where(me.tools, me.tools.speaker.named(activity));
  replaceContent(me.stage, me.line, head, el("div", { class: "drawer" }, me.grid, aside));
  fitHead(head);
  me.said = me.told = "";
  me.listed = new Map();
}

function cards(me) {
  const { speaker } = me.tools;
  tellPage(me);
  const page = me.pages[me.at];
  const rows = Math.min(me.share.rows, Math.max(1, Math.ceil(page.length / me.share.clusters)));
  me.grid.style.setProperty("--rows", rows);
  me.grid.classList.toggle("tall", rows === 1);
  me.lines = rows === 1 ? TALL : SHORT;
  const just = (group) => (me.just && me.just.cluster === group.cluster.id ? me.just.idea : null);
  const nodes = page.map((group) => clusterCard(speaker, group, just(group), me.most));
  replaceContent(
    me.grid,
    ...(nodes.length ? nodes : [el("div", { class: "empty" }, ...spans(speaker.all("screen.board_empty"), "p"))]),
  );
  if (page.length) widenLast(me, page, nodes);
  page.forEach((group, i) => read(me, group, nodes[i], just(group)));
}

// The last card takes the places that are free beside it only when its ideas need them.
function widenLast(me, page, nodes) {
  const { ideas } = page[page.length - 1];
  const last = nodes[nodes.length - 1];
  if (fill(last, ideas, null, me.lines).length === ideas.length) return;
  last.style.gridColumn = "span " + lastSpan(nodes.length, me.share.clusters);
}

// Shows which clusters are on this page: the letters of all on small cards, or the number of the page where the line
// has no room.
function tellPage(me) {
  const all = letters(me.pages, me.at);
  const line = (of) => (me.line = renew(me.line, where(me.tools, me.tools.speaker.named(me.picture.activity), of)));
  if (!all) return line(null);
  line([
    el(
      "span",
      { class: "pages" },
      ...all.map((one) => (one.here ? sign(one.letter) : el("span", { class: "no-letter" }, one.letter))),
    ),
  ]);
  if (!holdsLine(me.line))
    line([el("span", { class: "num" }, me.tools.speaker.one("common.of", { n: me.at + 1, total: me.pages.length }))]);
}

function read(me, group, node, just) {
  const { placed, read: before } = me.tools.memory;
  const ordered = order(group.ideas, me.listed.get(group.cluster.id), placed, before);
  const shown = fill(node, ordered, just, me.lines);
  me.listed.set(group.cluster.id, [...shown, ...ordered.map((idea) => idea.id).filter((id) => !shown.includes(id))]);
  me.shown = [...(me.shown || []), ...shown];
}

function waiting(me) {
  const { loose } = me.picture;
  const said = JSON.stringify(loose);
  if (said === me.told) return;
  me.told = said;
  const label = el("p", {}, ...spans(me.tools.speaker.all("screen.loose", {}, loose.length)));
  replaceContent(
    me.label,
    label,
    loose.length <= LOOSE && me.share.loose > 1 && ticks([{ n: loose.length, kind: "open" }]),
  );
  me.wall.take(loose);
}

// The page has been shown long enough: its ideas come last the next time.
function turnPage(me) {
  if (!me.picture || me.tools.frozen()) return;
  const now = Date.now();
  const memory = me.tools.memory;
  const at = pageNow({ at: me.at, count: me.pages.length, since: me.since, wanted: me.wanted }, now);
  const reads = me.pages.length === 1 && now - me.since >= TURN;
  if (at === me.at && !reads) return;
  for (const id of me.shown || []) memory.read.set(id, (memory.count += 1));
  Object.assign(me, { at, since: now, shown: [], listed: new Map(), said: "" });
  if (me.wanted && me.wanted.page === at) me.wanted = null;
  draw(me, me.picture);
  if (!reads) appear(me.grid);
}
