// The board on the big screen: themes with their ideas, what was moved last, the pages of a large board, and the ideas
// that are in no theme yet.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { scenes } from "../../../static/js/activities/clusters/screen.js";
import { makeSpeaker } from "../../../static/js/screen/speaker.js";
import { fakeDom, layOut } from "../../js/fake_dom.mjs";

const NOW = 1_700_000_000_000;
let stage = null;
let scene = null;

beforeEach(() => {
  if (scene) scene.stop();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"], now: NOW });
  stage = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080, matchMedia: () => ({ matches: false }) });
  globalThis.getComputedStyle = () => ({ paddingTop: "0", paddingBottom: "0", lineHeight: "20" });
  const isTall = (node) => ["wall", "themes"].some((name) => node.names().includes(name));
  layOut((node) => ({ clientHeight: isTall(node) ? 800 : 20, offsetHeight: 50 }));
});

const tools = () => ({
  speaker: makeSpeaker([
    { lang: "fi", words: { "screen.loose": ["{n} ilman", "{n} ilman"], "common.of": "{n}/{total}" } },
  ]),
  steps: () => [],
  rehearsal: () => false,
  frozen: () => tools.frozen,
  memory: { spots: null, placed: new Map(), read: new Map(), seen: new Map(), count: 0 },
});

const idea = (id) => ({ id, number: id, text: "Idea " + id, lang: "fi", merged: [], source: "phone", table: null });
const theme = (id, title) => ({ id, letter: "ABCDEFGHIJ"[id - 1], title, colour: "" });

/** The picture of a board: {theme: [ideas]}, and the ideas without a theme. */
function picture(themes, loose = []) {
  const all = Object.entries(themes).map(([id, ideas]) => ({
    cluster: theme(Number(id), "Teema " + id),
    ideas: ideas.map(idea),
  }));
  const groups = all.filter((group) => group.ideas.length);
  const empty = all.filter((group) => !group.ideas.length).map((group) => group.cluster);
  const activity = { id: 3, kind: "clusters", shows: "themes", name: {}, settings: {}, prompt: { fi: "Ryhmitellään" } };
  return { name: "board", key: "board-3", activity, groups, empty, loose: loose.map(idea) };
}

function board(...pictures) {
  tools.frozen = false;
  scene = scenes.board(stage, tools());
  pictures.forEach((one) => scene.draw(one));
  return scene;
}

const texts = (selector) => stage.querySelectorAll(selector).map((one) => one.textContent);
const inTheme = (at) =>
  stage
    .querySelectorAll(".cluster")
    [at].querySelectorAll("li")
    .map((one) => Number(one.dataset.idea));
const moved = () => stage.querySelectorAll(".cluster").map((one) => one.classList.contains("moved"));

test("each theme has its letter, its name, its size and its ideas", () => {
  board(picture({ 1: [1, 2], 2: [3] }));
  assert.deepEqual(
    [texts(".tab"), texts("h2"), texts(".size .num")],
    [
      ["A", "B"],
      ["Teema 1", "Teema 2"],
      ["2", "1"],
    ],
  );
  assert.deepEqual([inTheme(0).sort(), inTheme(1)], [[1, 2], [3]]);
  assert.equal(stage.querySelector(".themes").classList.contains("alone"), true);
});

test("a board without themes says so", () => {
  board(picture({}, [1]));
  assert.deepEqual(texts(".empty"), ["screen.board_empty"]);
});

test("ideas without a theme stand beside it, and are counted", () => {
  board(picture({ 1: [1] }, [2, 3]));
  assert.deepEqual(texts(".label p"), ["2 ilman"]);
  assert.equal(stage.querySelectorAll(".loose ol:not(.measure) > li").length, 2);
  assert.equal(stage.querySelector(".themes").classList.contains("alone"), false);
});

test("the idea that was moved last is first in its theme, which is tinted for a while", () => {
  const made = board(picture({ 1: [1, 2], 2: [3] }, [4]), picture({ 1: [1, 2], 2: [3, 4] }));
  assert.deepEqual([inTheme(1)[0], moved()], [4, [false, true]]);
  mock.timers.tick(6000);
  assert.deepEqual(moved(), [false, false]);
  made.draw(picture({ 1: [1, 2, 4], 2: [3] }));
  assert.deepEqual(moved(), [true, false]);
});

test("a screen that opens late tints nothing", () => {
  board(picture({ 1: [1, 2], 2: [3] }));
  assert.deepEqual(moved(), [false, false]);
});

test("a frozen board keeps its tint", () => {
  board(picture({ 1: [1] }, [2]), picture({ 1: [1, 2] }));
  tools.frozen = true;
  mock.timers.tick(6000);
  assert.deepEqual(moved(), [true]);
});

const listed = () => texts(".theme-names li > :first-child").join("");

test("themes without ideas are one list of letters and names, and take no page; with its first idea one is a card", () => {
  const prepared = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [], 8: [] };
  const made = board(picture(prepared, [1, 2]));
  assert.deepEqual([listed(), texts(".theme-names .name")[7], texts(".tab")], ["ABCDEFGH", "Teema 8", []]);
  assert.deepEqual([texts(".empty"), texts(".pages")], [[], []]);
  const wall = stage.querySelector(".loose .wall");
  made.draw(picture({ ...prepared, 3: [1] }, [2]));
  assert.deepEqual([listed(), texts(".tab"), inTheme(0), moved()], ["ABDEFGH", ["C"], [1], [true]]);
  made.draw(picture({ ...prepared, 3: [] }, [1, 2]));
  assert.deepEqual([listed(), texts(".tab")], ["ABCDEFGH", []], "an idea that was taken back");
  assert.equal(stage.querySelector(".loose .wall") === wall, true, "the loose ideas beside them stay where they are");
});

test("names that no size holds give way from the end, and are counted", () => {
  const shown = () => stage.querySelectorAll(".theme-names li").length;
  layOut((node) => ({
    clientHeight: node.names().includes("themes") ? 300 : 20,
    scrollHeight: node.names().includes("theme-names") ? shown() * 50 : 20,
  }));
  board(picture({ 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [], 8: [] }, [1]));
  assert.deepEqual([listed(), texts(".theme-names .name").pop()], ["ABCDE+", "screen.other_themes"]);
});

const LARGE = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [i + 1, [i + 1]]));

test("a large board has pages, which turn, and their letters say which is shown", () => {
  board(picture(LARGE));
  const here = () => texts(".pages .letter").join("");
  assert.deepEqual([here(), texts(".pages .no-letter").join("")], ["ABCDE", "FGHI"]);
  mock.timers.tick(12_000);
  assert.equal(here(), "FGHI");
  mock.timers.tick(12_000);
  assert.equal(here(), "ABCDE");
});

test("a page on which an idea was placed comes sooner", () => {
  const made = board(picture(LARGE, [10]));
  const before = texts(".tab").join("");
  mock.timers.tick(8000);
  assert.equal(texts(".tab").join(""), before);
  made.draw(picture({ ...LARGE, 9: [9, 10] }));
  mock.timers.tick(1000);
  assert.ok(texts(".tab").includes("I"), texts(".tab").join(""));
});

test("a frozen board turns no page", () => {
  board(picture(LARGE));
  tools.frozen = true;
  mock.timers.tick(30_000);
  assert.equal(texts(".pages .letter").join(""), "ABCDE");
});

test("where the letters of all pages have no room, the page has a number", () => {
  layOut((node) => ({
    clientHeight: 20,
    clientWidth: 10,
    scrollWidth: node.names().includes("where") && node.querySelector(".pages") ? 99 : 10,
  }));
  board(picture(LARGE));
  assert.deepEqual([texts(".pages"), texts(".where .num")], [[], ["1/2"]]);
});

test("an idea that has no room in its theme is counted", () => {
  layOut((node) => ({
    clientHeight: 20,
    scrollHeight: node.names().includes("body") ? node.querySelectorAll("li").length * 10 : 20,
  }));
  board(picture({ 1: [1, 2, 3, 4] }));
  assert.deepEqual([inTheme(0).length, texts(".rest")], [2, ["+2"]]);
});

test("a card that has no room for all lines of any idea shows one that is cut", () => {
  const linesOf = (node) => Math.ceil(node.textContent.length / 10);
  const words = (body) => body.querySelectorAll(".words, .rest");
  layOut((node) => ({
    clientHeight: node.names().includes("words") ? 20 * linesOf(node) : node.names().includes("body") ? 50 : 20,
    scrollHeight: node.names().includes("body") ? words(node).reduce((sum, one) => sum + 20 * linesOf(one), 0) : 20,
  }));
  const shown = picture({ 1: [1, 2] });
  shown.groups[0].ideas.forEach((one) => (one.text = "pitkä idea ".repeat(6)));
  board(shown);
  assert.deepEqual([inTheme(0).length, texts(".rest"), texts(".words")[0].endsWith("…")], [1, ["+1"], true]);
});

test("cards stay the same elements while nothing on their page changes", () => {
  const made = board(picture({ 1: [1] }, [2]));
  const [card] = stage.querySelectorAll(".cluster");
  made.draw(picture({ 1: [1] }, [2]));
  assert.equal(stage.querySelectorAll(".cluster")[0] === card, true);
});

test("a board that has ended turns no more pages", () => {
  const made = board(picture(LARGE));
  made.stop();
  mock.timers.tick(30_000);
  assert.equal(texts(".pages .letter").join(""), "ABCDE");
});
