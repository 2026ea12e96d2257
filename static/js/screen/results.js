// The results scene: places of a vote, uncovered from the last to the first, one at a time. Covered places all look
// alike. When the last is open, the winner gets the stage, beside the sums by cluster. Ticks fill from left to right,
// then the sum appears.

import { el, replaceContent } from "../dom/el.js";
import { isOpen, places } from "../vote/places.js";
import { ticks } from "../dom/ticks.js";
import { length, lines, shrink, unit } from "./fit_text.js";
import { fitHead, question, renew, where } from "./stage_head.js";
import { legend } from "./legend.js";
import { appear, draw as fill } from "./motion.js";
import { cut, joined, words } from "./wrapped_text.js";
import { allOpen, ranked, winners } from "./rank_layout.js";
import { signs } from "./idea_labels.js";
import { column, fitColumn } from "./theme_totals.js";

const REVEAL = 900;
const PAUSE = 600;
const CLOSED = 60;
const FEW = 3;
const MOST_WINS = 3;
const LEVELS = ["", "tight", "tighter", "tightest", "least"];
const LARGE = 5;
const WINNER = [72, 68, 60, 52, 46, 42, 38, 34, 30, 28];

/** The scene: {draw(picture), stop()}. */
export function results(stage, tools) {
  const me = { stage, tools, said: "", uncovered: null };
  return { draw: (picture) => draw(me, picture), stop: () => undefined };
}

function draw(me, picture) {
  const shown = places(picture.tally.rows);
  const done = shown.rows.length > 0 && allOpen(shown.rows, picture.uncovered);
  const now = JSON.stringify([
    picture.tally,
    picture.names,
    picture.sums,
    picture.activity.id,
    picture.activity.prompt,
    done,
  ]);
  if (now !== me.said) build(me, picture, shown, done);
  me.said = now;
  const before = me.uncovered;
  me.uncovered = picture.uncovered;
  ranked(shown.rows, picture.uncovered).forEach((place, i) => uncover(me.items[i], place, i, me, before));
  const top = shown.rows.filter((row) => row.rank <= 3).length === 3 && isOpen(2, shown.rows.length, me.uncovered);
  me.line = renew(
    me.line,
    where(me.tools, top ? me.tools.speaker.all("screen.top") : named(me.tools.speaker, picture.activity)),
  );
}

function named(speaker, activity) {
  return activity.shows === "result" ? speaker.named(activity) : speaker.all("kind.results");
}

function build(me, picture, shown, done) {
  const speaker = me.tools.speaker;
  const own =
    picture.activity.shows === "result" ? speaker.own(picture.activity.prompt) : speaker.all("screen.you_voted");
  const head = question(own, true);
  const wins = done ? winners(shown.rows, MOST_WINS) : 0;
  const beside = done && picture.sums.length > 0;
  me.line = el("p", { class: "where" });
  me.items = shown.rows.map((row, i) => item(row, shown.rows[0].value, picture.names[row.target], i < wins));
  const list = el("ol", { class: "rank" }, ...me.items);
  const side = beside && column(speaker, "screen.by_theme", picture.sums);
  const key = el("p", { class: "key" });
  const body = shown.rows.length
    ? el("div", { class: beside ? "outcome both" : "outcome" }, list, side)
    : nobody(speaker);
  replaceContent(me.stage, me.line, head, body, shown.rows.length > 0 && key);
  fitHead(head);
  if (!shown.rows.length) return;
  legend(key, speaker, picture, shown);
  fitBars(list, shown.rows[0].value);
  tighten(list, wins);
  if (side) fitColumn(side, speaker, picture.sums);
}

function item(row, most, name, wins) {
  const text = words("p", { class: "txt" }, { text: joined(name.text), lang: name.lang });
  const line = el("p", { class: "bar" }, bar(row, most), el("span", { class: "sum" }, row.value));
  return el(
    "li",
    { class: wins ? "win" : null, "data-idea": name.idea || null },
    el("span", { class: "pos" }),
    signs(name),
    el("div", { class: "told" }, text, line),
  );
}

function bar(row, most) {
  return most > CLOSED ? solid(row) : ticks([{ n: row.value - row.hands }, { n: row.hands, kind: "paper" }]);
}

function solid(row) {
  const parts = [
    { n: row.value - row.hands, kind: null },
    { n: row.hands, kind: "paper" },
  ].filter((part) => part.n > 0);
  return el(
    "span",
    { class: "ticks solid", "aria-hidden": "true" },
    ...parts.map((part) => el("i", { class: part.kind, "data-n": part.n })),
  );
}

// All bars share one width of a tick: the largest at which the longest bar has room beside its sum.
function fitBars(list, most) {
  const told = list.querySelector(".told");
  const pitch = Math.max(1, told.clientWidth / unit() - 150) / most;
  list.style.setProperty("--r-room", pitch);
  for (const part of list.querySelectorAll(".solid > i"))
    part.style.inlineSize = length(pitch * Number(part.dataset.n));
}

function uncover(node, place, index, me, before) {
  const count = me.items.length;
  node.classList.toggle("covered", !place.open);
  node.classList.toggle("joint", place.rank.endsWith("="));
  node.querySelector(".pos").textContent = place.rank;
  if (!place.open || before === null || isOpen(index, count, before)) return;
  const wait = index === 0 ? PAUSE : 0;
  appear(node.querySelector(".txt"));
  fill(node.querySelector(".ticks"), node.querySelectorAll(".ticks i").length, REVEAL, wait);
  appear(node.querySelector(".sum"), wait + REVEAL);
}

function nobody(speaker) {
  return el(
    "div",
    { class: "none" },
    ...speaker.all("screen.no_votes").map((one, i) => el("p", { lang: one.lang, class: i ? "also" : null }, one.text)),
  );
}

// Makes the places fit: the winner's text whole and as large as possible, the others cut after two lines in smaller
// letters; at last one line for each of the others.
function tighten(list, wins) {
  const kind = list.children.length <= FEW ? "rank short" : "rank";
  const won = [...list.querySelectorAll(".win .txt")];
  const others = [...list.querySelectorAll("li:not(.win) .txt")].map((node) => ({ node, whole: node.textContent }));
  const fits = () => list.lastElementChild.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
  const tried = (level, size, most) => {
    list.className = level ? kind + " " + level : kind;
    for (const node of won) shrink(node, [size], () => true);
    for (const other of others) clip(other, most);
    return fits();
  };
  const sizes = wins ? [WINNER.slice(0, LARGE), WINNER.slice(LARGE)] : [[0]];
  const ways = [...sizes.map((some) => [some, 2]), [sizes[sizes.length - 1], 1]];
  ways.some(([some, most]) => some.some((size) => LEVELS.some((level) => tried(level, size, most))));
}

function clip({ node, whole }, most) {
  node.textContent = whole;
  cut(node, () => lines(node) <= most);
}
