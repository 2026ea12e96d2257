// What is typed of a ballot on paper, and the marks that it comes to.
import assert from "node:assert/strict";
import test from "node:test";

import { exampleOf, isByRow, isTyped, keysOf, readLine } from "../../static/js/vote/paper_line.js";
import { setWords } from "../../static/js/text/words.js";

setWords({ lang: "fi", words: {} });

const IDEAS = [
  { id: 101, sign: "4" },
  { id: 102, sign: "9" },
  { id: 103, sign: "17" },
  { id: 104, sign: "5", inside: true },
];
const THEMES = [
  { id: 7, sign: "A" },
  { id: 8, sign: "C" },
];
const vote = (least, most, total = null, answers = []) => ({
  marks: { least, most, total, pair: false },
  answers,
  into: "",
  deals: 0,
});
const DOTS = vote(1, 2, 3);
const RATING = vote(1, 5);
const OPINION = vote(-1, 1, null, ["disagree", "pass", "agree"]);

const marks = (line, targets, step) => readLine(line, targets, step).marks;
const bad = (line, targets, step) => readLine(line, targets, step).bad;

test("of marks that add up each number is one, and several can be given at once", () => {
  assert.deepEqual(marks("4 4 17", IDEAS, DOTS), { 101: 2, 103: 1 });
  assert.deepEqual(marks("4:2, 17", IDEAS, DOTS), { 101: 2, 103: 1 });
  assert.deepEqual(marks("a C a", THEMES, DOTS), { 7: 2, 8: 1 });
  assert.deepEqual(marks("5", IDEAS, DOTS), { 104: 1 }, "an idea that is merged now is still on the paper");
  assert.deepEqual(bad("4 99 x", IDEAS, DOTS), ["99", "x"]);
  assert.deepEqual(bad("4:3", IDEAS, DOTS), ["4:3"], "more than one idea may get");
});

test("what one may not be given, and more than one person has, is told before it is sent", () => {
  const told = (line) => (({ over, sum }) => ({ over, sum }))(readLine(line, IDEAS, DOTS));
  assert.deepEqual(told("4 4 9"), { over: [], sum: 0 });
  assert.deepEqual(told("4 4 4"), { over: ["4"], sum: 0 });
  assert.deepEqual(told("4 4 9 17"), { over: [], sum: 4 });
});

test("the example of a scale is one that can be typed", () => {
  for (const step of [RATING, OPINION]) assert.deepEqual(bad(exampleOf(step), IDEAS, step), []);
});

test("of a scale each key is a row from the top, and a full stop an empty one", () => {
  assert.deepEqual(marks("5.2", IDEAS, RATING), { 101: 5, 103: 2 });
  assert.deepEqual(marks("5 3 2", IDEAS, RATING), { 101: 5, 102: 3, 103: 2 });
  assert.deepEqual(bad("5321", IDEAS, RATING), ["1"], "more keys than rows; what is merged is no row");
  assert.deepEqual(bad("507", IDEAS, RATING), ["0", "7"]);
});

test("rows can be named instead, in any order, each once", () => {
  assert.deepEqual(marks("17:5 5:1", IDEAS, RATING), { 103: 5, 104: 1 });
  assert.deepEqual(bad("17:5 17:4 4 9:", IDEAS, RATING), ["17:4", "4", "9:"]);
});

test("answers around zero have the keys that say them", () => {
  assert.deepEqual(marks("+-0", IDEAS, OPINION), { 101: 1, 102: -1, 103: 0 });
  assert.deepEqual(marks("9:- 4:+", IDEAS, OPINION), { 101: 1, 102: -1 });
  assert.deepEqual(
    keysOf(OPINION).map(([key]) => key),
    ["+", "0", "-"],
  );
});

test("a scale with more than ten marks is named row by row", () => {
  const money = vote(0, 100);
  assert.equal(isByRow(money), false);
  assert.deepEqual(marks("4:60 9:40", IDEAS, money), { 101: 60, 102: 40 });
  assert.deepEqual(bad("60", IDEAS, money), ["60"]);
});

test("an empty line has no marks, and only votes with numbers on all of their targets are typed", () => {
  assert.deepEqual(readLine("  ", IDEAS, DOTS), { marks: {}, rows: [], over: [], sum: 0, bad: [] });
  assert.equal(isTyped(DOTS), true);
  assert.equal(isTyped({ ...DOTS, deals: 7 }), false);
  assert.equal(isTyped({ ...DOTS, into: "clusters" }), false);
  assert.equal(isTyped({ ...DOTS, marks: { ...DOTS.marks, pair: true } }), false);
  assert.equal(isTyped({ ...DOTS, marks: null }), false);
});
