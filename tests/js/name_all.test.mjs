// All themes without a name are named together: what is proposed is read and corrected first, and one command names all.
import assert from "node:assert/strict";
import test from "node:test";

import { distinctNames, openNameAll, unnamed } from "../../static/js/console/board/name_all.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";

const WORDS = { "console.name_all.take": ["{n}", "{n}"], "console.name_all.done": ["+{n}", "+{n}"] };
const theme = (id, facts) => ({
  id,
  letter: "?ABCD"[id],
  title: "",
  version: id,
  total: 2,
  ideas: [],
  first: { text: "Idea " + id },
  ...facts,
});

/** A board with three nameless themes and a named one; `answer` is what the server says. */
function boardOf(answer = { ok: true, made: { named: 2 } }) {
  fakeDom();
  setWords({ lang: "fi", words: { ...WORDS, "console.name_all.kept": ["-{n}", "-{n}"] } });
  const [pop, cols] = [document.createElement("div"), document.createElement("div")];
  document.body.append(pop, cols);
  pop.hidden = true;
  const here = { pop, cols, sent: [], said: [], answer };
  here.columns = [theme(1), theme(2), theme(3), theme(4, { title: "Sauna" })];
  here.columns.unshift({ id: null, letter: "", title: "–", total: 0, ideas: [] });
  here.view = { clusters: here.columns.slice(1) };
  const names = [
    { cluster: 1, names: ["Kahvila", "Pulla"] },
    { cluster: 2, names: ["kahvila", "Sauna", "Ranta"] },
  ];
  here.suggestions = { found: { names, idea_names: [] } };
  const act = async (...asked) => (here.sent.push(asked), here.answer);
  here.desk = { act, say: (text) => here.said.push(text), hush: () => {}, ui: { chosen: new Set() } };
  return here;
}

const fields = (board) => board.pop.querySelectorAll("input");
const press = (board) => board.pop.querySelector(".main");
const answered = () => new Promise((go) => setTimeout(go));
const named = (board, id, title) => (board.columns.find((one) => one.id === id).title = title);

test("each theme has the best name that no other theme has or was given", () => {
  const board = boardOf();
  assert.deepEqual(distinctNames(board, board.columns.slice(1, 4)), ["Kahvila", "Ranta", ""]);
});

test("what stands in the fields when the button is pressed names the themes, by one command", async () => {
  const board = boardOf();
  openNameAll(board);
  assert.deepEqual(
    fields(board).map((one) => one.value),
    ["Kahvila", "Ranta", ""],
  );
  assert.deepEqual(board.sent, [], "to look at the names gives none");
  assert.equal(press(board).textContent, "2", "a theme whose field is empty stays without a name");
  fields(board)[1].value = " Uimaranta ";
  fields(board)[2].value = "Muut";
  board.pop.querySelector(".name-all").hears("input");
  assert.equal(press(board).textContent, "3");
  press(board).hears("click");
  await answered();
  const names = [
    { cluster: 1, title: "Kahvila", version: 1 },
    { cluster: 2, title: "Uimaranta", version: 2 },
    { cluster: 3, title: "Muut", version: 3 },
  ];
  assert.deepEqual(board.sent, [["clusters.rename", { names }]]);
  assert.equal(board.pop.hidden, true);
  assert.deepEqual(board.said, ["+2 -1"], "a colleague has changed one of them meanwhile");
});

test("another proposed name changes places with the one in the field", () => {
  const board = boardOf();
  openNameAll(board);
  const chip = board.pop.querySelector(".proposed");
  assert.equal(chip.textContent, "Pulla");
  chip.hears("click");
  assert.deepEqual([fields(board)[0].value, chip.textContent], ["Pulla", "Kahvila"]);
  chip.hears("click");
  assert.deepEqual([fields(board)[0].value, chip.textContent], ["Kahvila", "Pulla"]);
});

test("Enter leads through the fields to the button, and presses nothing", () => {
  const board = boardOf();
  openNameAll(board, true);
  const list = board.pop.querySelector(".name-all");
  const key = (name) => list.hears("keydown", { key: name, target: document.activeElement });
  assert.equal(document.activeElement, fields(board)[0], "by key the first field has the focus");
  key("Enter");
  key("Enter");
  assert.equal(document.activeElement, fields(board)[2]);
  key("ArrowUp");
  assert.equal(document.activeElement, fields(board)[1]);
  key("ArrowDown");
  key("Enter");
  assert.equal(document.activeElement, press(board));
  assert.deepEqual(board.sent, []);
});

test("by a finger no field has the focus, because the keyboard would cover the names", () => {
  const board = boardOf();
  openNameAll(board);
  assert.ok(!fields(board).includes(document.activeElement));
});

test("a name that is too long stays in its field, which is the longest and has the focus", async () => {
  const board = boardOf({ ok: false, code: "theme_long", facts: { n: 1 } });
  openNameAll(board);
  fields(board)[1].value = "ä".repeat(81);
  press(board).hears("click");
  await answered();
  assert.deepEqual([board.pop.hidden, fields(board)[1].value.length], [false, 81]);
  assert.equal(document.activeElement, fields(board)[1]);
});

test("themes that colleagues have all named meanwhile leave nothing to name", async () => {
  const board = boardOf({ ok: false, code: "changed" });
  openNameAll(board);
  [1, 2, 3].forEach((id) => named(board, id, "Nimi " + id));
  press(board).hears("click");
  await answered();
  assert.equal(board.pop.hidden, true);
  assert.deepEqual(board.said, ["console.name_all.none"]);
  assert.deepEqual(unnamed(board), []);
});
