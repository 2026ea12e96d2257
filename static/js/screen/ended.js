// The end: thanks, what the room came to, and what happens next. What is told of votes is what the hall has seen uncovered.

import { el, fresh } from "../dom.js";
import { sizeOf, ticks } from "../ticks.js";
import { holds, lines, measure, shrink } from "./fit.js";
import { cut, joined, words } from "./print.js";
import { spans } from "./say.js";
import { column } from "./sums.js";

const THANKS = [104, 92, 84, 76, 68, 60];
const LEADING = [52, 46, 42, 38, 34, 30, 28];

/** The scene: {draw(picture), stop()}. */
export function ended(stage, tools) {
  let said = "";
  return {
    draw: (picture) => {
      const now = JSON.stringify(picture);
      if (now === said) return;
      said = now;
      build(stage, tools.say, picture);
    },
    stop: () => undefined,
  };
}

function build(stage, say, picture) {
  const [first, ...more] = spans(thanks(say, picture.ideas));
  const heading = el("h1", { class: "cover", lang: first.lang }, first.textContent);
  const also = more.map((node) => el("p", { class: "also", lang: node.lang }, node.textContent));
  const came = cameTo(say, picture);
  const next = say.all("screen.ended_next");
  const foot = el("div", { class: "foot" }, ...next.map((one, i) => el("p", { class: i ? "told also" : "told", lang: one.lang }, one.text)));
  fresh(stage, heading, ...also, came || (picture.ideas > 0 && harvest(picture.ideas)), foot);
  shrink(heading, THANKS, () => lines(heading) <= 2 && heading.scrollWidth <= heading.clientWidth + 1);
  const leading = stage.querySelector(".leading");
  if (leading) fitLeading(stage, came, leading);
}

// The leading ideas on the left, the clusters with their size on the right.
function cameTo(say, { leading, sizes }) {
  if (!leading.length && !sizes.length) return null;
  const list = leading.length > 0 && el("section", {}, el("h2", {}, ...spans(say.all("screen.most_votes"))), el("ol", { class: "leading" }, ...leading.map(one)));
  return el("div", { class: leading.length && sizes.length ? "came both" : "came" }, list, sizes.length > 0 && column(say, "screen.sizes", sizes));
}

function one(row) {
  const sign = el("p", { class: "signs" }, row.number && el("span", { class: "no" }, row.number), row.letter && el("span", { class: "letter" }, row.letter));
  return el("li", { "data-idea": row.idea || null }, sign, words("p", { class: "txt" }, { text: joined(row.text), lang: row.lang }), el("span", { class: "sum" }, row.votes));
}

function fitLeading(stage, came, leading) {
  const fits = () => holds(stage) && leading.getBoundingClientRect().bottom <= came.getBoundingClientRect().bottom + 1;
  shrink(leading, LEADING, fits);
  if (fits()) return;
  for (const text of leading.querySelectorAll(".txt")) cut(text, () => lines(text) <= 2);
}

// The thanks have a line to themselves.
function thanks(say, ideas) {
  const counts = say.all("idea.count", {}, ideas);
  const told = counts.map((count, i) => say.all("screen.thanks", { ideas: count.text }, ideas)[i]);
  return told.map((line, i) => (i ? line : { lang: line.lang, text: line.text.replace("! ", "!\n") }));
}

function harvest(count) {
  const row = ticks([{ n: count }]);
  measure(row, sizeOf(count, 1460, 300, { tick: 20, gap: 13, tall: 92, line: 18 }));
  return el("div", { class: "came" }, row);
}
