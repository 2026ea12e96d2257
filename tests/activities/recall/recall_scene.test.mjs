// What the hall sees of an earlier forum: its themes with their figures, the ideas that led, and what gives way where
// there is no room.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { scenes } from "../../../static/js/activities/recall/screen.js";
import { useZone } from "../../../static/js/text/format.js";
import { makeSpeaker } from "../../../static/js/screen/speaker.js";
import { fakeDom, layOut } from "../../js/fake_dom.mjs";

let stage = null;

beforeEach(() => {
  stage = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080 });
  globalThis.getComputedStyle = () => ({ paddingTop: "0", paddingBottom: "0", lineHeight: "20" });
  useZone("Europe/Helsinki");
  layOut(() => ({ clientHeight: 20 }));
});

const WORDS = {
  "idea.count": ["{n} idea", "{n} ideaa"],
  "results.votes": ["{n} ääni", "{n} ääntä"],
  "screen.first_of": ["{n} jakaa", "{n} jakaa"],
  "screen.other_themes": ["{n} muu teema", "{n} muuta teemaa"],
};
const tools = (...langs) => ({
  speaker: makeSpeaker(langs.map((lang) => ({ lang, words: WORDS }))),
  steps: () => [],
  rehearsal: () => false,
});
const theme = (letter, votes, more) => ({
  cluster: 1,
  letter,
  title: "Teema " + letter,
  ideas: 4,
  votes,
  quote: "Vesibussi",
  lang: "fi",
  ...more,
});
const EARLIER = {
  title: { fi: "Foorumi 1" },
  at: Date.UTC(2027, 3, 25, 15),
  themes: [theme("A", 30), theme("B", 15)],
  ideas: [{ idea: 7, number: 5, text: "Sauna", lang: "fi", theme: "A", votes: 9 }],
};
const ACTIVITY = {
  id: 2,
  kind: "recall",
  shows: "words",
  name: { fi: "Viimeksi" },
  settings: {},
  prompt: { fi: "Mitä sanoimme?" },
};

function draw(more = {}, its = tools("fi")) {
  scenes.recall(stage, its).draw({ activity: ACTIVITY, earlier: { ...EARLIER, ...more } });
}

const texts = (selector) => stage.querySelectorAll(selector).map((one) => one.textContent);
const bars = () => stage.querySelectorAll("ul i").map((one) => Number(one.style["--part"]));
const px = (n) => `calc(${n} * var(--u))`;

test("each theme has its letter, its name, its figures, a bar and one idea", () => {
  draw();
  assert.deepEqual(texts("ul .letter"), ["A", "B"]);
  assert.deepEqual(texts("ul b"), ["Teema A", "Teema B"]);
  assert.deepEqual(texts("ul .bar p"), ["4 ideaa · 30 ääntä", "4 ideaa · 15 ääntä"]);
  assert.deepEqual(bars(), [1, 0.5]);
  assert.deepEqual(texts("q"), ["Vesibussi", "Vesibussi"]);
});

test("where votes could not be added up, bars compare how many ideas themes have", () => {
  draw({ themes: [theme("A", null, { ideas: 8 }), theme("B", null, { ideas: 2 })] });
  assert.deepEqual(
    [bars(), texts("ul .bar p")],
    [
      [1, 0.25],
      ["8 ideaa", "2 ideaa"],
    ],
  );
});

test("a theme without a name says so, and one without a fitting idea quotes none", () => {
  draw({ themes: [theme("A", 3, { title: "", quote: "" })] });
  assert.deepEqual([texts(".unnamed"), texts("q")], [["report.theme.unnamed"], []]);
});

test("the leading ideas stand beside them with their votes", () => {
  draw();
  assert.deepEqual([texts("ol b"), texts("ol .votes"), texts("ol .letter")], [["Sauna"], ["9 ääntä"], ["A"]]);
  draw({ ideas: [{ ...EARLIER.ideas[0], votes: null }] });
  assert.deepEqual(texts("ol .votes"), [""]);
});

test("each has the number by which the hall knew it, and its place, with the sign of a tie", () => {
  const ideas = [9, 7, 7, 5].map((votes, i) => ({ ...EARLIER.ideas[0], idea: i, number: 11 * i + 5, votes }));
  draw({ ideas });
  assert.deepEqual(
    [texts("ol .no"), texts("ol .pos")],
    [
      ["5", "16", "27", "38"],
      ["1", "2 =", "2 =", "4"],
    ],
  );
  draw({ ideas: ideas.map((one) => ({ ...one, votes: null })) });
  assert.deepEqual([texts("ol .no").length, texts("ol .pos")], [4, []], "no place where votes were not counted");
});

test("what there was none of has no heading", () => {
  draw({ themes: [], ideas: [] });
  assert.deepEqual(texts("section"), []);
});

test("the line above says which forum it was and when, where that is known", () => {
  draw();
  assert.match(texts(".where")[0], /Viimeksi.*Foorumi 1.*25\.4\.2027/);
  draw({ at: null });
  assert.doesNotMatch(texts(".where")[0], /2027/);
});

test("where that line has no room the title goes, and the day stays", () => {
  layOut((node) => ({
    clientHeight: 20,
    clientWidth: 100,
    scrollWidth: node.textContent.includes("Foorumi") ? 200 : 90,
  }));
  draw();
  assert.doesNotMatch(texts(".where")[0], /Foorumi 1/);
  assert.match(texts(".where")[0], /25\.4\.2027/);
});

test("each language has a line of figures", () => {
  draw({}, tools("fi", "sv"));
  assert.deepEqual(
    stage.querySelectorAll("ul .bar div")[0].children.map((one) => one.getAttribute("lang")),
    ["fi", "sv"],
  );
});

/** A stage in which letters of this size fit, and rows of 40 units each below one another. */
function room(size, rows) {
  layOut((node) => {
    const body = stage.querySelector(".recalled");
    const fits = body && body.style.fontSize && Number(/[\d.]+/.exec(body.style.fontSize)[0]) <= size;
    if (node === stage) return { clientHeight: 100, scrollHeight: fits ? 100 : 200, box: { bottom: rows * 40 } };
    return { clientHeight: 20, box: { bottom: node.children.length * 40 } };
  });
}

test("letters get smaller before quotes go, quotes before rows", () => {
  room(36, 9);
  draw();
  const body = stage.querySelector(".recalled");
  assert.deepEqual([body.style.fontSize, body.classList.contains("short")], [px(36), false]);
  room(0, 9);
  draw();
  assert.deepEqual([stage.querySelector(".recalled").classList.contains("short"), texts(".more")], [true, []]);
});

test("no row stands in the lower padding of the stage", () => {
  globalThis.getComputedStyle = () => ({ paddingTop: "0", paddingBottom: "20", lineHeight: "20" });
  const isShort = () => stage.querySelector(".recalled.short");
  layOut((node) => {
    const isList = node.tagName === "UL" || node.tagName === "OL";
    return {
      clientHeight: 100,
      scrollHeight: 100,
      box: { bottom: node === stage ? 100 : isList && !isShort() ? 90 : 80 },
    };
  });
  draw();
  assert.ok(isShort(), "the quotes go before a row is so near the edge");
});

test("the longest bar has the room that the widest figures leave beside it, and all of it once they stand above", () => {
  const longest = (fits) => {
    const isClose = () => stage.querySelector(".recalled.close");
    layOut((node) => ({
      clientWidth: 600,
      scrollWidth: 300,
      clientHeight: 100,
      scrollHeight: node === stage && !fits && !isClose() ? 200 : 100,
      box: { bottom: 0 },
    }));
    draw();
    return stage.querySelector(".recalled").style["--longest"];
  };
  assert.deepEqual([longest(true), longest(false)], ["284", "600"]);
});

test("the last rows leave where nothing else can, and are counted", () => {
  room(0, 3);
  draw({ themes: ["A", "B", "C", "D", "E"].map((letter) => theme(letter, 3)) });
  const list = stage.querySelector("ul");
  assert.equal(list.children.length, 3);
  assert.match(list.lastElementChild.textContent, /^\+ /);
  assert.match(list.lastElementChild.textContent, /3/);
});

test("where leading ideas have no room a shared place is left out whole, and a shared first place is said", () => {
  const ideas = (...votes) => votes.map((n, i) => ({ ...EARLIER.ideas[0], idea: i, text: "Idea " + i, votes: n }));
  const shown = (rows, ...votes) => {
    room(1, rows);
    draw({ themes: [], ideas: ideas(...votes) });
    return [texts("ol b").length, texts("ol .more")];
  };
  assert.deepEqual(shown(4, 9, 8, 7, 7, 7), [2, ["+ 3 ideaa"]], "not one of the three with seven votes");
  assert.deepEqual(shown(4, 9, 8, 7, 6, 5), [3, ["+ 2 ideaa"]]);
  assert.deepEqual(shown(4, 9, 9, 9, 9), [4, []], "all have room");
  assert.deepEqual(shown(3, 9, 9, 9, 9), [0, ["4 jakaa"]]);
  assert.deepEqual(shown(3, 9, 9, 9, 9, 1), [0, ["4 jakaa", "+ 1 idea"]]);
  assert.deepEqual(shown(4, null, null, null, null, null)[0], 3, "without votes nobody shares a place");
});
