// The panel with the words of one idea: what was typed in it is never lost, and never replaces a colleague's unseen.
import assert from "node:assert/strict";
import test from "node:test";

import { drawWording, openWording } from "../../static/js/console/board/wording.js";
import { closePop } from "../../static/js/console/board/popup.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";
import { idea, view } from "./console_shapes.mjs";

setWords({
  lang: "fi",
  words: {
    "console.wording.now": "NOW",
    "a11y.card.lead": "LEADS {number}",
    "a11y.card.language": "{number} IN {language}",
  },
});
const HELD = [idea(1, { text: "kahvila", merged: [2] }), idea(2, { state: "merged", merged_into: 1 })];

/** A board whose server answers as `answer` says: {board, sent, said}. */
function made(ideas, answer = { ok: true }) {
  const body = fakeDom("pop", "cols");
  const [sent, said] = [[], []];
  const act = async (verb, facts) => (sent.push([verb, facts]), answer);
  const desk = {
    boot: { ref: "abc" },
    ui: { chosen: new Set() },
    act,
    say: (words) => said.push(words),
    hush: () => {},
  };
  const board = { desk, pop: body.querySelector("#pop"), cols: body.querySelector("#cols") };
  draw(board, ideas);
  return { board, sent, said };
}

function draw(board, ideas) {
  board.view = view({ idea: ideas });
  board.desk.live = { store: { get: (_kind, id) => board.view.idea(id) } };
  drawWording(board);
}

const fieldOf = (board) => board.pop.querySelector("#wording");

function types(board, words) {
  fieldOf(board).value = words;
  fieldOf(board).hears("input");
}

const press = (board, label) =>
  board.pop
    .querySelectorAll("button")
    .find((one) => (one.getAttribute("aria-label") || one.textContent) === label)
    .listeners.click[0]();

test("words that were typed come back when the panel was closed, the board left or the page loaded anew", () => {
  globalThis.sessionStorage = {
    kept: {},
    getItem: (name) => sessionStorage.kept[name] || null,
    setItem: (name, text) => (sessionStorage.kept[name] = text),
  };
  const { board } = made(HELD);
  openWording(board, 1);
  types(board, "kahvila pihalle");
  closePop(board);
  openWording(board, 1);
  assert.equal(fieldOf(board).value, "kahvila pihalle");
  const later = made(HELD).board;
  openWording(later, 1);
  assert.equal(fieldOf(later).value, "kahvila pihalle");
  press(later, "common.cancel");
  openWording(later, 1);
  assert.equal(fieldOf(later).value, "kahvila", "cancelled");
  delete globalThis.sessionStorage;
});

test("taking an idea out keeps what is being typed", async () => {
  const { board, sent } = made(HELD);
  openWording(board, 1);
  types(board, "kahvila pihalle");
  await press(board, "console.unmerge_idea");
  draw(board, [idea(1, { text: "kahvila" }), idea(2)]);
  assert.deepEqual(sent, [["idea.unmerge", { ideas: [2] }]]);
  assert.equal(fieldOf(board).value, "kahvila pihalle");
  assert.deepEqual(board.pop.querySelectorAll("li"), []);
});

test("another idea that leads takes along what is being typed, and it is said", async () => {
  const { board, said } = made(HELD);
  openWording(board, 1);
  types(board, "kahvila pihalle");
  await press(board, "console.lead_idea");
  assert.equal(board.wording.id, 2);
  assert.equal(fieldOf(board).value, "kahvila pihalle");
  assert.deepEqual(said, ["LEADS 2"]);
});

test("a colleague's words are shown below mine, which stay; only a second time do mine replace them", async () => {
  const { board, sent } = made([idea(1, { text: "kahvila" })], { ok: false, code: "changed" });
  openWording(board, 1);
  types(board, "minun");
  assert.equal(board.pop.querySelector(".was").hidden, true);
  draw(board, [idea(1, { text: "toisen" })]);
  assert.equal(board.pop.querySelector(".was").textContent, "NOW toisen");
  await press(board, "console.wording.save");
  assert.equal(fieldOf(board).value, "minun");
  await press(board, "console.wording.save");
  assert.deepEqual(
    sent.map(([, facts]) => facts.seen),
    ["kahvila", "toisen"],
  );
});

test("the language that was guessed is marked, and another is said in one tap, here or by a colleague", async () => {
  const { board, sent, said } = made([idea(1, { text: "kahvila", lang: "fi" })]);
  const marked = () =>
    board.pop
      .querySelector(".idea-language")
      .querySelectorAll("button")
      .filter((one) => one.getAttribute("aria-pressed") === "true")
      .map((one) => one.textContent);
  openWording(board, 1);
  types(board, "minun");
  assert.deepEqual(marked(), ["console.language.fi"]);
  await press(board, "console.language.sv");
  await press(board, "console.language.unknown");
  assert.deepEqual(sent, [
    ["idea.language", { idea: 1, lang: "sv" }],
    ["idea.language", { idea: 1, lang: "" }],
  ]);
  assert.deepEqual(said, ["1 IN console.language.sv", "1 IN console.language.unknown"]);
  draw(board, [idea(1, { text: "kahvila", lang: "" })]);
  assert.deepEqual(marked(), ["console.language.unknown"]);
  assert.equal(fieldOf(board).value, "minun", "what is being typed stays");
});

test("words in a result that was shown stay, and what is merged into them is taken out all the same", async () => {
  const { board, sent } = made(HELD);
  board.view.forum.settled = [1, 2];
  openWording(board, 1);
  assert.equal(fieldOf(board).readOnly, true);
  const labels = board.pop.querySelectorAll("button").map((one) => one.getAttribute("aria-label") || one.textContent);
  assert.deepEqual(labels, ["common.close", "console.unmerge_idea"]);
  await press(board, "console.unmerge_idea");
  assert.deepEqual(sent, [["idea.unmerge", { ideas: [2] }]]);
});

test("words in a result that was shown, into which nothing is merged, are no panel", () => {
  const { board, said } = made([idea(1)]);
  board.view.forum.settled = [1];
  openWording(board, 1);
  assert.deepEqual([fieldOf(board), said], [null, ["refusal.words_settled"]]);
});
