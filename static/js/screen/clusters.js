// The cluster board: dividers in a card drawer, a letter, a name and a tick for each card. The card just moved is the tall dark tick, and
// its cluster is tinted for a while. When nothing has moved for some time the board gives way to a page of the ideas without a theme.

import { el, fresh } from "../dom.js";
import { soften } from "../hyphens.js";
import { ticks } from "../ticks.js";
import { PAGE, following, moved, page, quoted, shape, spots } from "./boardplan.js";
import { columns } from "./columns.js";
import { cut, holds, length, shrink } from "./fit.js";
import { fitHead, question, where } from "./head.js";
import { loosePages } from "./loose.js";
import { rise } from "./motion.js";
import { inline, spans } from "./say.js";
import { QUIET } from "./wallplan.js";

const TINT = 6000;
const NAMES = { usual: [46, 42, 38, 34, 30, 28], many: [38, 34, 30, 28] };
const ROW = { usual: 330, many: 240 };
const LOOSE = 40;
const THIN = 5;

/** The scene: {draw(picture), stop()}. */
export function board(stage, tools) {
  const me = { stage, tools, said: "", laid: "", at: 0, quiet: Date.now(), just: null, wall: null, grid: el("div", { class: "board" }) };
  me.aside = loosePages(stage, tools);
  const clock = setInterval(() => turn(me), 1000);
  return {
    draw: (picture) => draw(me, picture),
    stop: () => {
      clearInterval(clock);
      clearTimeout(me.fade);
      me.aside.close();
      if (me.wall) me.wall.stop();
    },
  };
}

function draw(me, picture) {
  me.picture = picture;
  notice(me, spots(picture.groups));
  wake(me, picture);
  if (me.aside.isOpen()) return me.aside.take(picture.loose);
  const form = shape(picture.groups.length, picture.loose.length);
  if (form !== me.form || me.prompt !== picture.activity.id) build(me, picture, form);
  const now = JSON.stringify([picture.groups, picture.loose.length, me.just, me.at]);
  if (now === me.said) return;
  me.said = now;
  cards(me);
  if (me.wall) me.wall.take(picture.loose);
}

// Whatever changes on the board brings the board back, and the waiting begins anew.
function wake(me, picture) {
  const laid = JSON.stringify(picture.groups.map(({ cluster, ideas }) => [cluster, ideas.map((idea) => idea.id)]));
  if (laid !== me.laid) me.quiet = Date.now();
  if (me.aside.isOpen() && (laid !== me.laid || !picture.loose.length)) leave(me);
  me.laid = laid;
}

function leave(me) {
  me.aside.close();
  me.form = null;
}

function notice(me, now) {
  const just = moved(me.tools.memory.spots, now);
  me.tools.memory.spots = now;
  if (!just) return;
  me.just = just;
  me.at = Math.floor(me.picture.groups.findIndex((group) => group.cluster.id === just.cluster) / PAGE);
  clearTimeout(me.fade);
  me.fade = setTimeout(() => {
    me.just = null;
    if (!me.tools.frozen()) draw(me, me.picture);
  }, TINT);
}

function build(me, picture, form) {
  if (me.wall) me.wall.stop();
  me.form = form;
  me.prompt = picture.activity.id;
  me.said = "";
  me.wall = form === "few" ? columns(me.tools, () => undefined) : null;
  me.foot = el("div", { class: "loose" });
  const head = question(me.tools.say.own(picture.activity.prompt), true);
  me.grid.className = "board " + form;
  fresh(me.stage, where(me.tools, me.tools.say.all("kind.clusters")), head, me.grid, me.foot, me.wall && me.wall.node);
  fitHead(head);
}

function cards(me) {
  const { groups, loose } = me.picture;
  const now = page(groups, me.at);
  me.at = now.now;
  const just = me.just || {};
  fresh(me.grid, ...now.groups.map((group) => card(group, me.form, just.cluster === group.cluster.id ? just.idea : null)));
  if (!groups.length) fresh(me.grid, nothing(me.tools.say));
  fresh(me.foot, ...(loose.length ? waiting(me.tools.say, loose.length) : []));
  [...me.grid.querySelectorAll(".cluster")].forEach((node) => fit(node, me.form));
}

function nothing(say) {
  return el("div", { class: "empty" }, ...spans(say.all("screen.board_empty"), "p"));
}

function waiting(say, count) {
  return [el("span", {}, ...inline(say.all("screen.loose", {}, count))), count <= LOOSE ? ticks([{ n: count, kind: "open" }]) : null];
}

function card(group, form, just) {
  const quote = form === "many" ? null : quoted(group.ideas, just);
  const body = el(
    "div",
    { class: "body" },
    el("h2", {}, soften(group.cluster.title)),
    el("p", { class: "size" }, el("span", { class: "num" }, group.ideas.length), cardTicks(group.ideas.length, just !== null, form)),
    quote && el("blockquote", { "data-idea": quote.id }, just !== null && el("span", { class: "no" }, quote.number), just !== null && " ", soften(quote.text)),
  );
  return el("section", { class: just === null ? "cluster" : "cluster moved" }, el("span", { class: "tab" }, group.cluster.letter), body);
}

// One row of ticks; when they would be too thin to count they close into one bar.
function cardTicks(count, just, form) {
  const room = ROW[form === "many" ? "many" : "usual"];
  const closed = room / Math.max(1, count) < THIN;
  const row = ticks([{ n: closed ? 1 : count - (just ? 1 : 0) }, { n: just ? 1 : 0, kind: "just" }]);
  const pitch = closed ? 19 : Math.min(19, room / Math.max(1, count));
  row.style.setProperty("--tick", length(pitch * 0.58));
  row.style.setProperty("--gap", length(pitch * 0.42));
  if (closed) row.firstChild.style.inlineSize = length(room - 24);
  return row;
}

// The name gets smaller before the quote goes, and is cut only when it is smaller than a whole sentence can be.
function fit(node, form) {
  const body = node.querySelector(".body");
  const name = body.querySelector("h2");
  const sizes = NAMES[form === "many" ? "many" : "usual"];
  const quote = body.querySelector("blockquote");
  shrink(name, sizes.slice(0, 3), () => holds(body));
  if (holds(body)) return;
  if (quote) quote.remove();
  shrink(name, sizes, () => holds(body));
  if (!holds(body)) cut(name, () => holds(body));
}

function turn(me) {
  if (!me.picture || me.tools.frozen() || Date.now() - me.quiet < QUIET) return;
  const { groups, loose } = me.picture;
  const next = following({ form: me.form, pages: page(groups, 0).pages, at: me.at, loose: loose.length, aside: me.aside.isOpen() });
  if (!next) return;
  me.quiet = Date.now();
  if (next === "loose") return me.aside.open(loose);
  if (me.aside.isOpen()) leave(me);
  me.at = next === "page" ? me.at + 1 : 0;
  draw(me, me.picture);
  rise([me.grid]);
}
