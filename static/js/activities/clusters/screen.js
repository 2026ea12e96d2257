// The scene of the cluster board: clusters with their ideas, in pages when they are many, below them the names of those
// that have none yet, and beside them the ideas without a cluster. The idea that was just moved is first in its
// cluster, which is tinted for a while.

import { el, replaceContent } from "../../dom/el.js";
import {
  CARD,
  LARGE,
  lastSpan,
  letters,
  moves,
  order,
  pageNow,
  pages,
  rowsIn,
  share,
  spots,
  TURN_MS,
} from "../../screen/board_layout.js";
import { clusterCard, fill } from "../../screen/cluster.js";
import { unit } from "../../screen/fit_text.js";
import { looseIdeas } from "../../screen/loose_ideas.js";
import { fitNames, themeNames } from "../../screen/theme_names.js";
import { fitHead, fitWhere, holdsLine, question, renew, where } from "../../screen/stage_head.js";
import { appear } from "../../screen/motion.js";
import { spans } from "../../screen/speaker.js";
import { sign } from "../../screen/idea_labels.js";

export { picture } from "./picture.js";

export const scenes = { board };

const TINT_MS = 6000;
const SHORT = 3;
const TALL = 6;

/** The scene: {draw(picture), stop()}. */
function board(stage, tools) {
  const me = {
    stage,
    tools,
    said: "",
    named: "",
    shape: "",
    at: 0,
    since: Date.now(),
    just: null,
    wanted: null,
    loose: null,
    listed: new Map(),
  };
  const clock = setInterval(() => turnPage(me), 1000);
  return {
    draw: (picture) => draw(me, picture),
    stop: () => {
      clearInterval(clock);
      clearTimeout(me.fade);
      if (me.loose) me.loose.stop();
    },
  };
}

function draw(me, picture) {
  me.picture = picture;
  const { groups, empty, loose } = picture;
  me.share = share(groups.length, loose.length, empty.length);
  const shape = JSON.stringify([me.share, picture.activity.id]);
  if (shape !== me.shape) build(me);
  me.shape = shape;
  names(me);
  me.pages = pages(groups, me.share.clusters * me.rows);
  me.at = Math.min(me.at, me.pages.length - 1);
  notice(me, spots(groups));
  me.most = Math.max(...groups.map((group) => group.ideas.length));
  const now = JSON.stringify([me.pages[me.at], me.just, me.most, me.named]);
  if (now !== me.said) cards(me);
  me.said = now;
  if (me.loose) me.loose.show(loose);
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
  }, TINT_MS);
}

function build(me) {
  const { activity } = me.picture;
  if (me.loose) me.loose.stop();
  me.grid = el("div", { class: "board" });
  me.themes = el("section", { class: me.share.loose ? "themes" : "themes alone" });
  me.themes.style.setProperty("--columns", me.share.clusters);
  me.loose = me.share.loose ? looseIdeas(me.tools, me.share.loose) : null;
  const head = question(me.tools.speaker.own(activity.prompt), true);
  me.line = where(me.tools, me.tools.speaker.named(activity));
  replaceContent(me.stage, me.line, head, el("div", { class: "drawer" }, me.themes, me.loose && me.loose.node));
  fitHead(head);
  me.said = me.named = "";
  me.listed = new Map();
}

// Lists the clusters without ideas. The cards above them have the rest of the room, in as many rows as it holds.
function names(me) {
  const { groups, empty } = me.picture;
  const said = JSON.stringify([empty, groups.length > 0]);
  if (said === me.named) return;
  me.named = said;
  me.rows = me.share.rows;
  me.isLow = false;
  const list = empty.length > 0 && themeNames(me.tools.speaker, empty);
  const withCards = groups.length > 0 || !list;
  replaceContent(me.themes, withCards && me.grid, list);
  if (!list) return;
  fitNames(list, me.tools.speaker, { columns: me.share.clusters, alone: !withCards, cards: withCards ? CARD : 0 });
  const room = me.grid.clientHeight / unit();
  me.rows = rowsIn(room, me.share.rows);
  me.isLow = room < LARGE;
}

function cards(me) {
  const { speaker } = me.tools;
  tellPage(me);
  const page = me.pages[me.at];
  me.wide = Math.max(1, Math.min(me.share.clusters, page.length));
  const rows = Math.min(me.rows, Math.max(1, Math.ceil(page.length / me.wide)));
  me.grid.style.setProperty("--columns", me.wide);
  me.grid.style.setProperty("--rows", rows);
  const isTall = rows === 1 && !me.isLow;
  me.grid.classList.toggle("tall", isTall);
  me.lines = isTall ? TALL : SHORT;
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
  last.style.gridColumn = "span " + lastSpan(nodes.length, me.wide);
}

// Shows which clusters are on this page: the letters of all on small cards, or the number of the page where the line
// has no room.
function tellPage(me) {
  const all = letters(me.pages, me.at);
  const line = (of) => (me.line = renew(me.line, where(me.tools, me.tools.speaker.named(me.picture.activity), of)));
  line(all && [el("span", { class: "pages" }, ...all.map(pageLetter))]);
  if (all && !holdsLine(me.line))
    line([el("span", { class: "num" }, me.tools.speaker.one("common.of", { n: me.at + 1, total: me.pages.length }))]);
  fitWhere(me.line);
}

function pageLetter({ letter, here }) {
  return here ? sign(letter) : el("span", { class: "no-letter" }, letter);
}

function read(me, group, node, just) {
  const { placed, read: before } = me.tools.memory;
  const ordered = order(group.ideas, me.listed.get(group.cluster.id), placed, before);
  const shown = fill(node, ordered, just, me.lines);
  me.listed.set(group.cluster.id, [...shown, ...ordered.map((idea) => idea.id).filter((id) => !shown.includes(id))]);
  me.shown = [...(me.shown || []), ...shown];
}

// The page has been shown long enough: its ideas come last the next time.
function turnPage(me) {
  if (!me.picture || me.tools.frozen()) return;
  const now = Date.now();
  const memory = me.tools.memory;
  const at = pageNow({ at: me.at, count: me.pages.length, since: me.since, wanted: me.wanted }, now);
  const reads = me.pages.length === 1 && now - me.since >= TURN_MS;
  if (at === me.at && !reads) return;
  for (const id of me.shown || []) memory.read.set(id, (memory.count += 1));
  Object.assign(me, { at, since: now, shown: [], listed: new Map(), said: "" });
  if (me.wanted && me.wanted.page === at) me.wanted = null;
  draw(me, me.picture);
  if (!reads) appear(me.grid);
}
