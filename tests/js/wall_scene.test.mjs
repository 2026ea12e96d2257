// The wall of the screen: what stands above the ideas, how it gets shorter where it has no room, and how ideas come and
// go.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { columns } from "../../static/js/screen/columns.js";
import { makeSpeaker } from "../../static/js/screen/speaker.js";
import { visibleRange, wall } from "../../static/js/screen/wall.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

const NOW = 1_700_000_000_000;
const TALL = 100;
const LETTER = 10;
const WORDS = {
  "idea.count": ["{n} idea", "{n} ideaa"],
  "screen.newest": ["uusin", "{n} uusinta"],
  "screen.range": "ideat {from}–{to}",
  "screen.only": "idea {number}",
  "screen.showing": ["näkyy {n}", "näkyy {n}"],
  "common.of": "{n}/{total}",
};

let stage = null;
let room = 0;
let line = Infinity;
const shown = [];

beforeEach(() => {
  shown.splice(0).forEach((one) => one.stop());
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"], now: NOW });
  stage = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080, matchMedia: () => ({ matches: false }) });
  globalThis.getComputedStyle = () => ({ paddingTop: "0", paddingBottom: "0", lineHeight: "20" });
  [room, line] = [900, Infinity];
  layOut((node) => {
    if (node.names().includes("where")) return { scrollWidth: widthOf(node), clientWidth: line };
    if (node.tag === "li") return { offsetHeight: TALL };
    return { clientHeight: node.names().includes("wall") ? room : 20, clientWidth: 100, offsetTop: 800 };
  });
});

// Of the top line: its words, and its ticks or bars.
function widthOf(node) {
  const bars = node
    .querySelectorAll(".strip > i")
    .reduce((sum, one) => sum + Number(/[\d.]+/.exec(one.style.inlineSize)), 0);
  return node.textContent.length * LETTER + node.querySelectorAll(".ticks > i").length * 5 + bars;
}

const speaker = (...langs) => makeSpeaker(langs.map((lang) => ({ lang, words: WORDS })));
const TOOLS = { speaker: speaker("fi"), steps: () => [], rehearsal: () => false, frozen: () => false };
const idea = (id, more) => ({
  id,
  number: id,
  text: "Idea " + id,
  lang: "fi",
  merged: [],
  source: "phone",
  table: null,
  ...more,
});
/** Ideas with these numbers, the newest first. */
const ideas = (count) => Array.from({ length: count }, (_, i) => idea(count - i));

function drawn(list, more, tools) {
  const made = wall(stage, { ...TOOLS, ...tools });
  shown.push(made);
  const activity = {
    id: 2,
    kind: "ideas",
    name: { fi: "Ideat" },
    settings: {},
    prompt: { fi: "Mitä?" },
    instruction: {},
  };
  made.draw({ activity: { ...activity, ...more }, ideas: list, ...more });
  return made;
}

const of = () => stage.querySelector(".of").textContent;
const ids = () => stage.querySelectorAll(".wall > ol:not(.measure) > li").map((node) => Number(node.dataset.idea));

test("an empty wall has the question and counts nothing", () => {
  drawn([]);
  assert.deepEqual([stage.querySelector("h1").textContent, stage.querySelector(".of")], ["Mitä?", null]);
});

test("a wall that shows all its ideas says how many there are", () => {
  drawn(ideas(6));
  assert.equal(of(), "6 ideaa");
  assert.equal(stage.querySelectorAll(".ticks > i").length, 6);
  assert.equal(stage.querySelectorAll(".ticks > .off").length, 0);
});

test("a wall that is full says that it shows the newest, and its ticks say how many are not there", () => {
  drawn(ideas(40));
  const seen = ids().length;
  assert.equal(seen, 21, "three columns of seven");
  assert.equal(of(), `40 ideaa${seen} uusinta`);
  assert.deepEqual(
    stage.querySelectorAll(".ticks > i").map((node) => node.className),
    [...Array(40 - seen).fill("off"), ...Array(seen).fill("")],
    "the oldest on the left",
  );
});

test("what was away longest is shown first, and its ideas are named by their numbers", () => {
  const seen = new Map(ideas(40).map(({ id }) => [id, id > 21 ? NOW - 1 : NOW - 100]));
  let told = null;
  const made = columns(TOOLS, (one) => (told = one), { seen });
  shown.push(made);
  document.body.appendChild(made.node);
  made.take(ideas(40));
  assert.deepEqual(
    [...told.on].sort((a, b) => a - b),
    Array.from({ length: 21 }, (_, i) => i + 1),
  );
  assert.equal(told.total, 40);
});

for (const [width, marks, words] of [
  [800, ".ticks", "40 ideaa · 40 ideaa21 uusinta · 21 uusinta"],
  [760, ".strip", "40 ideaa · 40 ideaa21 uusinta · 21 uusinta"],
  [700, ".ticks", "40 ideaa · 40 ideaa21/40"],
  [600, ".strip", "40 ideaa · 40 ideaa21/40"],
  [460, ".ticks", "4021/40"],
  [100, ".strip", "4021/40"],
])
  test(`a top line ${width} wide shows ${marks} and '${words}'`, () => {
    line = width;
    drawn(ideas(40), {}, { speaker: speaker("fi", "sv") });
    assert.ok(stage.querySelector(".of " + marks));
    assert.equal(of(), words);
  });

test("the visible ideas are named as a range, and one alone by its number", () => {
  const seen = (...on) => ({ ideas: ideas(40), on: new Set(on), total: 40 });
  const said = (...on) => visibleRange(TOOLS.speaker, seen(...on)).map((one) => one.text);
  assert.deepEqual([said(20), said(20, 21)], [["idea 20"], ["ideat 20–21"]]);
});

test("where there is no room the visible ones are two numbers", () => {
  line = 340;
  drawn(ideas(40));
  assert.equal(of(), "40 ideaa21/40");
});

for (const [count, look] of [
  [44, "ticks"],
  [45, "ticks narrow"],
  [110, "ticks narrow"],
  [111, "strip"],
])
  test(`${count} ideas are drawn as ${look}`, () => {
    drawn(ideas(count));
    assert.equal(stage.querySelector(".of").children[1].className, look);
  });

test("a bar is as long as its part of the ideas", () => {
  drawn(ideas(200));
  const bars = stage.querySelectorAll(".strip > i");
  const long = bars.map((node) => Number(/[\d.]+/.exec(node.style.inlineSize)[0]));
  assert.deepEqual(
    bars.map((node) => node.className),
    ["off", ""],
  );
  assert.ok(Math.abs(long[0] + long[1] - 430) < 0.1, String(long));
  assert.ok(Math.abs(long[1] - (430 * ids().length) / 200) < 0.1);
});

test("how to take part stands at the foot until nobody can, or until ideas need the room", () => {
  const told = { instruction: { fi: "Yksi asia kerrallaan" } };
  const made = drawn([], told);
  assert.ok(stage.querySelector(".advice"));
  made.draw({ activity: { prompt: {}, ...told }, ideas: [], closed: true });
  assert.equal(stage.querySelector(".advice"), null);
});

test("an idea that is taken away disappears at once, the others stay where they are", () => {
  const made = drawn(ideas(6));
  const places = () =>
    Object.fromEntries(
      stage
        .querySelectorAll(".wall > ol:not(.measure) > li")
        .map((node) => [node.dataset.idea, node.style["--column"] + "/" + node.style.insetBlockStart]),
    );
  const before = places();
  made.draw({ activity: {}, ideas: ideas(6).filter((one) => one.id !== 3) });
  delete before[3];
  assert.deepEqual(places(), before);
});

test("a new idea comes with the next beat, tinted until it has been there for a while", () => {
  const made = drawn(ideas(6));
  made.draw({ activity: {}, ideas: ideas(7) });
  mock.timers.tick(3000);
  assert.ok(ids().includes(7));
  const fresh = () => stage.querySelectorAll(".new").map((node) => node.dataset.idea);
  assert.deepEqual(fresh(), ["7"]);
  mock.timers.tick(6000);
  assert.deepEqual(fresh(), []);
});

test("a frozen screen takes no new ideas, and goes on afterwards", () => {
  let frozen = true;
  const made = drawn(ideas(6), {}, { frozen: () => frozen });
  made.draw({ activity: {}, ideas: ideas(7) });
  mock.timers.tick(5000);
  assert.equal(ids().includes(7), false);
  frozen = false;
  mock.timers.tick(1000);
  assert.ok(ids().includes(7));
});

test("a corrected text takes the place of the old one", () => {
  const made = drawn(ideas(3));
  made.draw({ activity: {}, ideas: ideas(3).map((one) => (one.id === 2 ? { ...one, text: "Parempi" } : one)) });
  assert.deepEqual(ids().sort(), [1, 2, 3]);
  assert.match(stage.textContent, /Parempi/);
  assert.doesNotMatch(stage.textContent, /Idea 2/);
});

test("a scene that has ended does nothing more", () => {
  const made = drawn(ideas(6));
  made.draw({ activity: {}, ideas: ideas(7) });
  made.draw({ activity: {}, ideas: ideas(8) });
  made.stop();
  mock.timers.tick(5000);
  assert.deepEqual([ids().includes(7), ids().includes(8)], [true, false]);
});
