// The results scene of the screen: what the hall may see of a vote before, while and after its places are uncovered.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { results } from "../../static/js/screen/results.js";
import { makeSpeaker } from "../../static/js/screen/speaker.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

let stage = null;

beforeEach(() => {
  stage = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080, matchMedia: () => ({ matches: false }) });
  globalThis.getComputedStyle = () => ({
    paddingTop: "0",
    paddingBottom: "0",
    lineHeight: "20",
    getPropertyValue: () => "30",
  });
  layOut(roomFor(99));
});

// A stage on which so many rows have room, whatever their look.
const roomFor = (rows) => (node) => {
  if (node.tag !== "li") return { clientHeight: 20, clientWidth: 900, box: { bottom: rows * 100 } };
  const place = node.parentNode.children.filter((one) => !one.hidden).indexOf(node);
  return { box: { bottom: (place + 1) * 100, height: 100 } };
};

const tools = {
  speaker: makeSpeaker([{ lang: "fi", words: { "screen.more": ["{n} muu", "{n} muuta"] } }]),
  steps: () => [],
  rehearsal: () => false,
};

/** The picture of a result with these values, the first place first; equal values share a rank. */
function picture(values, uncovered, more) {
  const rows = values.map((value, i) => ({
    target: i + 1,
    value,
    rank: values.indexOf(value) + 1,
    hands: 0,
    measures: { votes: value },
  }));
  const names = Object.fromEntries(
    rows.map(({ target }) => [
      target,
      { number: 10 + target, letter: "A", text: "Idea " + target, lang: "fi", idea: 100 + target },
    ]),
  );
  const tally = {
    rows,
    chart: "ticks",
    unit: "votes",
    main: "votes",
    drawn: ["votes"],
    hands: 0,
    ballots: 9,
    notes: [],
  };
  const vote = { id: 4, of: "ideas", prompt: { fi: "Mikä on tärkein?" }, collects: "votes", words: "" };
  const activity = { id: 5, kind: "results", shows: "result", name: {}, settings: {}, prompt: { fi: "Tulokset" } };
  return { vote, tally, uncovered, names, sums: [], activity, ...more };
}

/** A scene that has drawn these pictures, one after the other. */
function scene(...pictures) {
  const made = results(stage, tools);
  pictures.forEach((one) => made.draw(one));
  return made;
}

const rows = () => stage.querySelectorAll(".rank > li");
const ranks = () => rows().map((row) => row.querySelector(".pos").textContent);
const covered = () => rows().map((row) => row.classList.contains("covered"));
/** What is animated in each row, as the latest start in ms; null where nothing is. */
const moves = () =>
  rows().map((row) => {
    const played = row.querySelectorAll("*").flatMap((node) => node.played);
    return played.length ? Math.max(...played.map((one) => one.delay)) : null;
  });

test("covered places tell nothing: no rank, and all of them look alike", () => {
  scene(picture([9, 5, 3, 1], 0));
  assert.deepEqual(ranks(), ["", "", "", ""]);
  assert.deepEqual(covered(), [true, true, true, true]);
  assert.deepEqual(new Set(rows().map((row) => row.className)), new Set(["covered"]));
  assert.equal(stage.querySelector(".outcome").classList.contains("all-open"), false);
});

for (const [uncovered, seen] of [
  [1, ["", "", "", "4"]],
  [2, ["", "", "3", "4"]],
  [4, ["1", "2", "3", "4"]],
  [9, ["1", "2", "3", "4"]],
])
  test(`with ${uncovered} uncovered the hall sees the places ${seen.filter(Boolean)}`, () => {
    scene(picture([9, 5, 3, 1], uncovered));
    assert.deepEqual(ranks(), seen);
    assert.deepEqual(
      covered(),
      seen.map((rank) => !rank),
    );
  });

test("a row that still glides from the place before is at rest when the list is fitted", () => {
  const made = scene(picture([9, 5, 3, 1], 1));
  const done = [];
  for (const row of rows()) row.getAnimations = () => ["glide", ""].map((id) => ({ id, finish: () => done.push(id) }));
  made.draw(picture([9, 5, 3, 1], 2));
  assert.deepEqual(done, Array(4).fill("glide"), "what fades in goes on");
});

test("places of one rank open together, and say that they share it", () => {
  scene(picture([9, 3, 3], 1));
  assert.deepEqual(
    [ranks(), covered()],
    [
      ["", "2 =", "2 ="],
      [true, false, false],
    ],
  );
  assert.deepEqual(
    rows().map((row) => row.classList.contains("joint")),
    [false, true, true],
  );
});

test("only the place that is uncovered now moves", () => {
  const made = scene(picture([9, 5, 3], 0), picture([9, 5, 3], 1));
  assert.deepEqual(moves(), [null, null, 900]);
  rows().forEach((row) => row.querySelectorAll("*").forEach((node) => (node.played = [])));
  made.draw(picture([9, 5, 3], 2));
  assert.deepEqual(moves(), [null, 900, null]);
});

test("the first place keeps the hall waiting for a moment", () => {
  scene(picture([9, 5, 3], 2), picture([9, 5, 3], 3));
  assert.deepEqual(moves(), [1500, null, null]);
});

test("a screen that is opened late shows what is uncovered without playing it again", () => {
  scene(picture([9, 5, 3], 2));
  assert.deepEqual(moves(), [null, null, null]);
});

for (const [values, look] of [
  [[9, 5, 3, 2], "win"],
  [[9, 9, 3, 2], "shared"],
])
  test(`the first place has the look '${look}' once all are open, and no sooner`, () => {
    const open = values.filter((value) => value !== 9).length;
    const made = scene(picture(values, open));
    assert.deepEqual([rows()[0].classList.contains(look), rows()[0].classList.contains("covered")], [false, true]);
    made.draw(picture(values, 4));
    assert.equal(rows()[0].classList.contains(look), true);
    assert.equal(stage.querySelector(".outcome").classList.contains("all-open"), true);
    assert.deepEqual(
      rows().map((row) => row.classList.contains("win")),
      values.map((value) => value === 9),
      "all that share the first rank look alike",
    );
    made.draw(picture(values, open));
    assert.equal(rows()[0].classList.contains(look), false, "it was taken back");
  });

test("each row names its idea, with its votes as ticks and as a sum", () => {
  scene(picture([3, 1], 2));
  const [first] = rows();
  assert.equal(first.querySelector(".txt").textContent, "Idea 1");
  assert.equal(first.querySelector(".no").textContent, "11");
  assert.deepEqual([first.querySelectorAll(".bar i").length, first.querySelector(".sum").textContent], [3, "3"]);
  assert.equal(first.dataset.idea, "101", "a frozen picture hides an idea that is taken away");
});

test("a theme has no number of an idea", () => {
  const named = { 1: { number: 0, letter: "B", text: "Piha", lang: "", idea: 0 } };
  scene(picture([3], 1, { names: named }));
  assert.deepEqual([rows()[0].querySelector(".no"), rows()[0].querySelector(".letter").textContent], [null, "B"]);
  assert.equal(rows()[0].getAttribute("data-idea"), null);
});

test("without a vote the hall is told so, and there is no list", () => {
  scene(picture([0, 0], 0));
  assert.deepEqual([rows().length, stage.querySelector(".none").textContent], [0, "screen.no_votes"]);
  assert.equal(stage.querySelector(".key"), null);
});

test("the rows stay the same elements while nothing but the number of open places changes", () => {
  const made = scene(picture([9, 5], 0));
  const before = rows();
  made.draw(picture([9, 5], 1));
  assert.ok(rows().every((row, i) => row === before[i]));
  made.draw(picture([9, 6], 1));
  assert.equal(rows()[0] === before[0], false, "a corrected tally is drawn anew");
  assert.deepEqual(moves(), [null, null], "and not played");
});

for (const more of [
  { names: { 1: { number: 11, letter: "A", text: "Kahvila", lang: "fi", idea: 101 } } },
  { activity: { id: 6, kind: "results", shows: "result", name: {}, settings: {}, prompt: { fi: "Toinen" } } },
])
  test("a changed " + Object.keys(more)[0] + " is shown", () => {
    const made = scene(picture([9], 1));
    made.draw(picture([9], 1, more));
    assert.match(stage.textContent, /Kahvila|Toinen/);
  });

test("the last places leave the list where they have no room, those of a tie together, and are counted", () => {
  layOut(roomFor(4));
  scene(picture([9, 5, 4, 3, 2, 2], 6));
  assert.deepEqual(
    rows().map((row) => row.hidden),
    [false, false, false, false, true, true],
  );
  assert.match(stage.querySelector(".key").textContent, /2 muuta/);
  layOut(roomFor(5));
  scene(picture([9, 5, 4, 3, 2, 2], 6));
  assert.equal(rows().filter((row) => row.hidden).length, 2, "a tie is shown whole or not at all");
});

test("the first places never leave", () => {
  layOut(roomFor(1));
  scene(picture([9, 9, 3], 3));
  assert.deepEqual(
    rows().map((row) => row.hidden),
    [false, false, true],
  );
});

test("the votes of themes appear after the last place, and not before", () => {
  const sums = [{ cluster: { id: 1, letter: "A", title: "Piha" }, n: 12 }];
  const made = scene(picture([9, 5], 1, { sums }));
  const bars = () => stage.querySelectorAll(".sums .bar").flatMap((bar) => bar.played.map((one) => one.delay));
  assert.deepEqual([bars(), stage.querySelector(".outcome").className], [[], "outcome both"]);
  made.draw(picture([9, 5], 2, { sums }));
  assert.deepEqual(bars(), [1500]);
  made.draw(picture([9, 5], 2, { sums }));
  assert.deepEqual(bars(), [1500], "once");
});

for (const [values, words] of [
  [[9, 5, 3], "screen.top"],
  [[9, 5], "kind.results"],
  [[9, 5, 3, 1], "kind.results"],
])
  test(`${values.length} places stand under "${words}"`, () => {
    scene(picture(values, 0));
    assert.match(stage.querySelector(".where").textContent, new RegExp(words.replace(".", "\\.")));
  });

test("a result of a vote itself says what people did", () => {
  const activity = { id: 4, kind: "dots", shows: "votes", name: {}, settings: {}, prompt: { fi: "Mikä?" } };
  scene(picture([9, 5], 0, { activity }));
  assert.match(stage.querySelector(".question").textContent, /screen\.you_voted/);
  assert.match(stage.querySelector(".where").textContent, /kind\.results/);
});

/** A stage whose column of themes is as tall as its names need; `need({wide, plain, close})` says how tall. */
const columnOf = (need) => (node) => {
  const column = node.parentNode && node.parentNode.names().includes("sums") && node.tag === "ol";
  if (!column) return node.names().includes("outcome") ? { box: { bottom: 800 } } : roomFor(99)(node);
  const look = (name) => node.parentNode.names().includes(name);
  const wide = Number(node.parentNode.parentNode.style["--side"]);
  return { box: { bottom: need({ wide, plain: look("plain"), close: look("close") }) } };
};
const THEMES = [1, 2, 3].map((id) => ({ cluster: { id, letter: "ABC"[id - 1], title: "Teema " + id }, n: 4 - id }));
const columnIs = () => {
  const side = stage.querySelector(".sums");
  const looks = ["close", "plain", "cut"].filter((name) => side.classList.contains(name));
  return [stage.querySelector(".outcome").style["--side"], ...looks];
};

for (const [why, need, look] of [
  ["has room", () => 700, ["410"]],
  ["has room with less air", ({ close }) => (close ? 700 : 900), ["410", "close"]],
  ["gets wider", ({ wide }) => (wide > 500 ? 700 : 900), ["590"]],
  ["loses its bars", ({ plain }) => (plain ? 700 : 900), ["410", "close", "plain"]],
  ["loses its bars and gets wider", ({ wide, plain }) => (plain && wide > 410 ? 700 : 900), ["500", "close", "plain"]],
  ["gets as wide as it may", ({ wide, plain }) => (plain && wide > 600 ? 700 : 900), ["680", "close", "plain"]],
])
  test("names of themes beside a result are whole where the column " + why, () => {
    layOut(columnOf(need));
    scene(picture([5, 3], 0, { sums: THEMES }));
    assert.deepEqual(columnIs(), look);
    assert.deepEqual(
      stage.querySelectorAll(".sums .name").map((name) => name.textContent),
      ["Teema 1", "Teema 2", "Teema 3"],
    );
  });

test("a name of a theme that has no room loses no more lines than it must", () => {
  const tall = (node) => 20 * Math.ceil(node.textContent.replaceAll("\u00ad", "").length / 16);
  const isName = (node) => node.names().includes("name");
  layOut((node) => {
    if (isName(node)) return { clientHeight: tall(node) };
    return columnOf(() => 740 + node.querySelectorAll(".name").reduce((sum, name) => sum + tall(name), 0))(node);
  });
  const sums = [
    { cluster: { id: 1, letter: "A", title: "Aurinkopaneelit, rakennus, lämpö ja vesi" }, n: 4 },
    THEMES[1],
  ];
  scene(picture([5, 3], 0, { sums }));
  const names = stage.querySelectorAll(".sums .name").map((name) => name.textContent.replaceAll("\u00ad", ""));
  assert.deepEqual(names, ["Aurinkopaneelit, rakennus, …", "Teema 2"], "two lines of three");
});

test("what was asked is whole in both languages, and the head above a long question gets smaller", () => {
  const long = "Mikä näistä on sinulle museossa tärkeintä? ".repeat(4).trim();
  const both = makeSpeaker([
    { lang: "fi", words: {} },
    { lang: "sv", words: {} },
  ]);
  const asked = { id: 4, of: "ideas", prompt: { fi: long, sv: "sv " + long }, collects: "votes", words: "" };
  const lineHeight = (node) => ({ clientHeight: 20 * Math.ceil(node.textContent.length / 100) });
  layOut((node) => (node.tag === "p" || node.tag === "h1" ? lineHeight(node) : roomFor(99)(node)));
  results(stage, { ...tools, speaker: both }).draw(picture([5, 3], 0, { vote: asked }));
  const told = stage.querySelectorAll(".asked-vote .prompt").map((one) => one.textContent);
  assert.deepEqual(told, [long, "sv " + long]);
  assert.equal(stage.querySelector("h1").style.fontSize, "calc(46 * var(--u))");
});
