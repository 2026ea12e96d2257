// The reveal: places of a vote, uncovered from the last to the first, one at each step. Ticks fill from left to right, then the sum.

import { el, fresh } from "../dom.js";
import { soften } from "../hyphens.js";
import { isOpen, places } from "../places.js";
import { ticks } from "../ticks.js";
import { length } from "./fit.js";
import { fitHead, question, renew, where } from "./head.js";
import { appear, draw as fill } from "./motion.js";
import { inline } from "./say.js";

const REVEAL = 900;
const PAUSE = 600;
const WIDTH = 1130;
const CLOSED = 60;
const FEW = 3;
const MOST_WINS = 3;
const LEVELS = ["", "tight", "tighter", "tightest", "least"];

/** The scene: {draw(picture), stop()}. */
export function results(stage, tools) {
  const me = { stage, tools, said: "", step: null };
  return { draw: (picture) => draw(me, picture), stop: () => undefined };
}

function draw(me, picture) {
  const now = JSON.stringify([picture.tally, picture.titles, picture.activity.id, picture.activity.prompt]);
  if (now !== me.said) build(me, picture);
  me.said = now;
  const before = me.step;
  me.step = picture.step;
  me.items.forEach((item, i) => uncover(item, i, me, before));
  const top = me.three && isOpen(2, me.items.length, me.step);
  me.line = renew(me.line, where(me.tools, me.tools.say.all(top ? "screen.top" : "kind.results")));
}

function build(me, picture) {
  const say = me.tools.say;
  const shown = places(picture.tally.rows);
  const own = picture.activity.type === "results" ? say.own(picture.activity.prompt) : say.all("screen.you_voted");
  const head = question(own, true);
  me.line = el("p", { class: "where" });
  me.three = shown.rows.filter((row) => row.rank <= 3).length === 3;
  me.items = shown.rows.map((row) => item(say, row, shown.rows, picture.titles[row.target] || ""));
  const list = el("ol", { class: "rank" }, ...me.items);
  if (shown.rows.length) list.style.setProperty("--r-room", WIDTH / shown.rows[0].votes);
  fresh(me.stage, me.line, head, shown.rows.length ? list : nobody(say), ...(shown.rows.length ? legend(say, picture, shown) : []));
  fitHead(head);
  if (shown.rows.length) tighten(list);
}

function item(say, row, rows, title) {
  const tied = rows.filter((one) => one.rank === row.rank).length > 1;
  const wins = row.rank === 1 && rows.filter((one) => one.rank === 1).length <= MOST_WINS;
  const sum = el("span", { class: "sum" }, row.votes);
  const words = el("p", { class: "txt" }, soften(title));
  const tie = tied && el("span", { class: "tie" }, ...inline(say.all("results.tie")));
  const line = el("p", { class: "bar" }, bar(row, WIDTH / rows[0].votes), sum, tie);
  return el("li", { class: wins ? "win" : null }, el("span", { class: "pos" }, row.rank), el("div", {}, words, line));
}

function bar(row, pitch) {
  return WIDTH / pitch > CLOSED ? solid(row, pitch) : ticks([{ n: row.votes - row.hands }, { n: row.hands, kind: "paper" }]);
}

function solid(row, pitch) {
  const parts = [el("i"), row.hands ? el("i", { class: "paper" }) : null].filter(Boolean);
  parts[0].style.inlineSize = length(pitch * (row.votes - row.hands));
  if (parts[1]) parts[1].style.inlineSize = length(pitch * row.hands);
  return el("span", { class: "ticks solid", "aria-hidden": "true" }, ...parts.filter((part, i) => i || row.votes > row.hands));
}

function uncover(node, index, me, before) {
  const count = me.items.length;
  const open = isOpen(index, count, me.step);
  node.classList.toggle("covered", !open);
  if (!open || before === null || isOpen(index, count, before)) return;
  const wait = index === 0 ? PAUSE : 0;
  appear(node.querySelector(".txt"));
  fill(node.querySelector(".ticks"), node.querySelectorAll(".ticks i").length, REVEAL, wait);
  appear(node.querySelector(".sum"), wait + REVEAL);
}

function nobody(say) {
  return el("div", { class: "none" }, ...say.all("screen.no_votes").map((one, i) => el("p", { lang: one.lang, class: i ? "also" : null }, one.text)));
}

// What the ticks mean and how many voted: a line in the strong language, and a lighter one in the second.
function legend(say, { tally, vote }, shown) {
  const sum = tally.rows.reduce((all, row) => all + row.votes, 0);
  const rest = vote.settings.of === "clusters" ? "screen.more.theme" : "screen.more";
  const told = [
    tally.hands > 0 && marked("phone", say.all("screen.dot_phone")),
    tally.hands > 0 && marked("paper", say.all("screen.dot_hand")),
    tally.ballots > 0 && marked("", say.all("results.voters", {}, tally.ballots)),
    marked("", say.all("screen.dot_count", {}, sum)),
    shown.more > 0 && marked("", say.all(shown.tied ? "screen.tied_more" : rest, {}, shown.more)),
  ].filter(Boolean);
  return told[0].map((_, i) => el("p", { class: i ? "key also" : "key", lang: told[0][i].lang }, ...told.map((pieces) => pieces[i])));
}

function marked(kind, lines) {
  return lines.map((one) => el("span", { lang: one.lang }, kind && ticks([{ n: 1, kind: kind === "paper" ? kind : "" }]), one.text));
}

// From the sizes of the drawing to smaller ones, until all places stand on the stage.
function tighten(list) {
  const kind = list.children.length <= FEW ? "rank short" : "rank";
  for (const level of LEVELS) {
    list.className = level ? kind + " " + level : kind;
    if (list.lastElementChild.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1) return;
  }
}
