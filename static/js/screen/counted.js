// The scenes of working in peace: while people vote or write privately, how many have, as a large number and as ticks.
// Never shows what they vote or write.

import { el, replaceContent, icon } from "../dom/el.js";
import { sizeOf, ticks } from "../dom/ticks.js";
import { advice, keepIfRoom } from "./instruction.js";
import { holds, measure, shrink } from "./fit_text.js";
import { fitHead, question, where } from "./stage_head.js";
import { redrawn } from "./redraw.js";
import { spans } from "./speaker.js";

const BIG = { tick: 20, gap: 13, tall: 92, line: 18 };
const TALL = [280, 240, 200, 170, 140];
const WIDTH = 720;
const HEIGHT = 210;

const NO_INSTRUCTION = {};

/**
 * The scene of an open vote: `rules(speaker, activity)` are how to vote, on the left; who has voted is on the right. An
 * instruction that has no room says nothing to the hall, so the rules are then those of an activity without one.
 */
export function openVote(stage, tools, rules) {
  return counted(stage, tools, (picture) => {
    const speaker = tools.speaker;
    const closed = picture.closed;
    const sum = { n: picture.voted, total: picture.total };
    const own = picture.words;
    const soon = speaker.all(closed ? "screen.result_next" + own : "screen.result_soon" + own);
    return {
      rules: closed ? [] : rules(speaker, picture.activity),
      rulesAlone: closed ? [] : rules(speaker, { ...picture.activity, instruction: NO_INSTRUCTION }),
      tall: sentence(speaker.all("screen.voted" + own, sum), picture.voted),
      marks: [{ n: picture.voted }, { n: picture.total - picture.voted, kind: "open" }],
      foot: el(
        "div",
        { class: "help" },
        icon(closed || picture.alone ? "clock" : "hand"),
        el("p", {}, ...footer(speaker, soon, closed || picture.alone)),
      ),
    };
  });
}

/**
 * A scene of the question and a count. `tell(picture)` gives {rules: lines, tall: nodes of the large sentence, marks:
 * groups of ticks, foot: a node or null}. `rulesAlone` are the rules where the instruction has no room. `aside`, a
 * node, stands below the rules, and `fit(aside)` is called when it is in the document.
 */
export function counted(stage, tools, tell) {
  return redrawn((picture) => build(stage, tools, picture, tell(picture)));
}

function build(stage, tools, picture, told) {
  const head = question(tools.speaker.own(picture.activity.prompt));
  const side = el("div", { class: "done" }, ...told.tall, row(told.marks));
  const rules = told.rules.length > 0 && rulesOf(told.rules);
  const left = told.aside ? el("div", { class: "aside" }, rules, told.aside) : rules;
  const line = where(tools, tools.speaker.named(picture.activity));
  const how = advice(tools.speaker, picture);
  const mid = el("div", { class: left ? "mid" : "mid alone" }, left, side);
  replaceContent(stage, line, head, how, mid, told.foot);
  fitHead(head);
  for (const sentence of side.querySelectorAll(".tall")) fitTall(sentence); // none before the first private idea
  const isWhole = !told.fit || told.fit(told.aside);
  keepIfRoom(how, () => isWhole && [stage, mid].every(holds) && isBelow(side, mid));
  if (rules && how && !how.isConnected && told.rulesAlone) instead(rules, told.rulesAlone, stage, mid);
  if (told.fit && how && !how.isConnected) told.fit(told.aside);
}

// A number of thousands leaves its words room on its line.
function fitTall(sentence) {
  const number = sentence.querySelector("b");
  shrink(number, TALL, () => sentence.scrollWidth <= sentence.clientWidth + 1);
}

// What stands at the foot of its place and is taller than that lies over what is above it.
function isBelow(side, mid) {
  return side.getBoundingClientRect().top >= mid.getBoundingClientRect().top - 1;
}

function rulesOf(rules) {
  const many = rules.length > 1;
  const list = rules.map((lines, i) => rule(lines, many ? i + 1 : ""));
  return el(many ? "ol" : "ul", { class: "how" }, ...list);
}

// Nothing else gives way to a rule that the instruction would have said.
function instead(list, rules, stage, mid) {
  const whole = rulesOf(rules);
  list.replaceWith(whole);
  if (![stage, mid].every(holds)) whole.replaceWith(list);
}

function row(marks) {
  const all = ticks(marks.filter((group) => group.n > 0));
  const count = marks.reduce((sum, group) => sum + Math.max(0, group.n), 0);
  measure(all, sizeOf(count, WIDTH, HEIGHT, BIG));
  return all;
}

function rule(lines, number) {
  return el("li", {}, el("span", { class: "no", "aria-hidden": "true" }, number), el("span", {}, ...spans(lines)));
}

/** The sentence in the first language with its number set large: "27" "/ 41 on äänestänyt". */
export function sentence(lines, n) {
  const number = lines[0].text.match(/^[\d\u00a0,]+/);
  const big = number ? number[0] : String(n);
  const rest = lines[0].text.slice(big.length).trim();
  const first = el("p", { class: "tall", lang: lines[0].lang }, el("b", {}, big), " ", el("span", {}, rest));
  return [first, ...lines.slice(1).map((one) => el("p", { class: "also", lang: one.lang }, one.text))];
}

function footer(speaker, soon, alone) {
  if (alone) return spans(soon);
  return speaker
    .all("screen.no_phone_vote")
    .map((one, i) => el("span", { lang: one.lang, class: i ? "also" : null }, one.text + " " + soon[i].text + "."));
}
