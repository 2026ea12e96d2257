// Labels and short words, each with what they must say on both sides of their conditions: on the screen, the console and
// the phone.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { marks } from "../../static/js/console/parts/idea_badges.js";
import { marked } from "../../static/js/console/parts/search_mark.js";
import { shapesOf } from "../../static/js/console/needs/big_screen.js";
import { counted as inHead, makeHead } from "../../static/js/console/board/theme_head.js";
import { numberOf, sign, signs } from "../../static/js/screen/idea_labels.js";
import { legend } from "../../static/js/screen/legend.js";
import { fitWhere, where } from "../../static/js/screen/stage_head.js";
import { picture as wallOfProposals } from "../../static/js/activities/proposals/picture.js";
import { setWords } from "../../static/js/text/words.js";
import { answerOf } from "../../static/js/vote/answers.js";
import { idea } from "./console_shapes.mjs";
import { fakeDom, layOut } from "./fake_dom.mjs";

const speaker = {
  all: (key, facts, n) => [{ lang: "fi", text: n === undefined ? key : key + " " + n }],
  one: (key, facts) => key + " " + facts.n + "/" + facts.total,
  clock: (key, ms) => [{ lang: "fi", text: key + " " + ms }],
};

beforeEach(() => {
  fakeDom();
  setWords({ lang: "fi", words: {} });
});

const words = (nodes) => nodes.map((node) => node.textContent);

test("an idea's number says how many are merged into it, and nothing when none is", () => {
  assert.equal(numberOf("span", { number: 7, merged: [] }).textContent, "7");
  assert.equal(numberOf("span", { number: 7, merged: [8, 9] }).textContent, "7+2");
});

test("a name has its number and its letter, as far as it has them", () => {
  assert.equal(signs({ number: 7, letter: "A" }).textContent, "7A");
  assert.equal(signs({ number: 0, letter: "A" }).textContent, "A");
  assert.equal(signs({ number: 7, letter: "" }).textContent, "7");
  assert.deepEqual(
    ["AA", "Ä", "+", ""].map((letter) => sign(letter).className),
    ["letter", "letter", "no-letter", "no-letter"],
  );
});

test("a mark says the name of its answer, counted from the least, or itself", () => {
  const step = { answers: ["disagree", "pass", "agree"], marks: { least: -1 } };
  assert.deepEqual(
    [-1, 0, 1].map((mark) => answerOf(step, mark)),
    ["answer.disagree", "answer.pass", "answer.agree"],
  );
  assert.equal(answerOf({ answers: [], marks: { least: 1 } }, 4), "4");
});

for (const [source, word] of [
  ["phone", ""],
  ["paper", "console.mark.paper"],
  ["import", "console.mark.import"],
  ["earlier", "console.mark.earlier"],
  ["helper", "console.mark.helper"],
])
  test("an idea from " + source + " says where it came from", () => {
    assert.deepEqual(words(marks(idea(1, { source }))), word ? [word] : []);
  });

for (const [more, word] of [
  [{ state: "private" }, "console.mark.private"],
  [{ state: "waiting" }, "console.mark.waiting"],
  [{ state: "hidden" }, "console.mark.hidden"],
  [{ state: "merged", merged_into: 3 }, "console.mark.merged"],
  [{ unmasked: "040 123" }, "console.mark.masked"],
  [{ author_held: true }, "console.author.waits"],
  [{ original: "other words" }, "idea.reworded"],
  [{ left_out: true }, "console.mark.left_out"],
  [{ beforehand: true }, "console.mark.beforehand"],
  [{ late: true }, "idea.late"],
])
  test("the console says of an idea with " + JSON.stringify(more) + ": " + word, () => {
    assert.deepEqual(words(marks(idea(1, more))), [word]);
  });

test("ideas merged into one are counted, a table and a theme are named", () => {
  assert.deepEqual(words(marks(idea(1, { merged: [2, 3] }))), ["+2console.mark.holds"]);
  assert.deepEqual(words(marks(idea(1, { source: "paper", table: 4 }))), ["console.mark.paper, console.mark.table"]);
  assert.deepEqual(words(marks(idea(1), { letter: "B", title: "Kahvila" })), ["BKahvila"]);
});

test("what screening found is marked, and no other words are", () => {
  const nodes = marked("soita 040 123", [[6, 13]]);
  assert.deepEqual(
    nodes.map((node) => node.tag === "mark"),
    [false, true],
  );
  assert.equal(nodes[1].textContent, "040 123");
});

test("the count in a theme's head says how many of its cards a search has found", () => {
  const column = { ideas: [1, 2], total: 12 };
  assert.equal(inHead(column, ""), "12");
  assert.equal(inHead(column, "  "), "12");
  assert.equal(inHead(column, "kahvi"), "2\u202f/\u202f12");
});

test("the head of the pile has the order and the search, that of a theme its buttons", () => {
  const board = { order: document.createElement("select"), seek: document.createElement("input"), desk: {}, view: {} };
  const pile = makeHead(board, { id: null });
  assert.equal(pile.contains(board.seek) && pile.contains(board.order), true);
  assert.equal(pile.querySelectorAll(".line").length, 0);
  const theme = makeHead(board, { id: 4 });
  assert.equal(theme.contains(board.seek), false);
  assert.equal(theme.querySelectorAll(".line").length, 1);
});

test("the preview of the screen draws as many shapes as there is room for", () => {
  const many = (n) => Array(n).fill({});
  assert.equal(shapesOf({ name: "wall", ideas: many(3) }).length, 3);
  assert.equal(shapesOf({ name: "wall", ideas: many(9) }).length, 8);
  assert.equal(shapesOf({ name: "board", groups: many(9), empty: [] }).length, 6);
  assert.equal(shapesOf({ name: "board", groups: many(1), empty: many(2) }).length, 3);
  assert.equal(shapesOf({ name: "dots", mini: "ballots" }).length, 5);
  assert.equal(shapesOf({ name: "dots", mini: "ballots", closed: true }).length, 0, "the hall reads that it is over");
  assert.equal(shapesOf({ name: "wall", ideas: many(3), closed: true }).length, 3, "the hall still sees the ideas");
});

test("a long agenda is a number on the screen, a short one a mark for each step", () => {
  const line = (marks) =>
    where({ steps: () => marks, rehearsal: () => false, speaker }, [{ lang: "fi", text: "Ideat" }], null);
  const long = ["past", "now", ...Array(13).fill("")];
  assert.equal(line(long).querySelector(".num").textContent, "common.of 2/15");
  assert.equal(line(long.map(() => "")).querySelector(".num"), null);
  assert.equal(line(["past", "now", ""]).querySelectorAll("i").length, 3);
  assert.equal(line(Array(14).fill("")).querySelectorAll("i").length, 14);
});

test("where the top line has no room, the marks of the agenda go, then the second language of the step's name", () => {
  fakeDom();
  const left = (room) => {
    const names = [
      { lang: "fi", text: "Omat ideat" },
      { lang: "sv", text: "Egna idéer" },
    ];
    const made = where({ steps: () => ["now", ""], rehearsal: () => false, speaker }, names, ["9 ideaa"]);
    const wide = () => made.textContent.length + made.querySelectorAll("i").length;
    layOut((node) => (node === made ? { clientWidth: room, scrollWidth: wide() } : {}));
    fitWhere(made);
    return [made.querySelectorAll("i").length, made.querySelector(".kind").textContent];
  };
  assert.deepEqual(left(99), [2, "Omat ideat · Egna idéer"]);
  assert.deepEqual(left(30), [0, "Omat ideat · Egna idéer"]);
  assert.deepEqual(left(20), [0, "Omat ideat"]);
});

const tally = { rows: [{ value: 3 }, { value: 4 }], hands: 0, drawn: [], unit: "votes", main: "votes", notes: [] };
const legendOf = (more, shown = { equal: 0, more: 0 }, of = "ideas") => {
  const node = Object.assign(document.createElement("p"), { clientWidth: 9, scrollWidth: 9 });
  legend(node, speaker, { tally: { ...tally, ...more }, vote: { of, words: "" } }, shown);
  return words(node.children);
};

test("the legend counts votes and hands, and says what is not shown", () => {
  assert.deepEqual(legendOf({}), ["results.votes 7"]);
  assert.deepEqual(legendOf({ hands: 5 }), ["results.votes 7", "results.hands 5"]);
  assert.deepEqual(legendOf({ hands: 5, drawn: ["hands"] }), [
    "screen.dot_phone",
    "screen.dot_hand",
    "results.votes 7",
  ]);
  assert.deepEqual(legendOf({ drawn: ["hands"] }), ["results.votes 7"], "no sign of hands where none was raised");
  assert.deepEqual(legendOf({ hands: 1, drawn: ["hands"], notes: [{ key: "results.note.paper", n: 2 }] }), [
    "screen.dot_ballot",
    "screen.dot_hand",
    "results.votes 7",
    "results.note.paper 2",
  ]);
  assert.deepEqual(legendOf({ recounted: 7000 }), ["results.votes 7", "screen.recounted 7000"]);
  assert.deepEqual(legendOf({ unit: "share", main: "share" }), ["results.value.share"]);
  assert.deepEqual(legendOf({}, { equal: 0, more: 1 }), ["results.votes 7", "screen.more 1"]);
  assert.deepEqual(legendOf({}, { equal: 2, more: 0 }), ["results.votes 7", "screen.tied_more 2"]);
  const both = legendOf({}, { equal: 2, more: 3 });
  assert.deepEqual(
    both,
    ["results.votes 7", "screen.tied_more 2", "screen.more 3"],
    "lower results are not equal ones",
  );
  assert.deepEqual(legendOf({}, { equal: 0, more: 1 }, "clusters"), ["results.votes 7", "screen.more.theme 1"]);
});

test("the wall of an open call has its own proposals, and how many wait", () => {
  const ideas = [1, 2, 3].map((id) => ({ id, number: id, activity: id === 3 ? 9 : 5 }));
  const made = wallOfProposals({ ideas, forum: {} }, { id: 5, waiting: 4 });
  assert.deepEqual(
    made.ideas.map((one) => one.id),
    [2, 1],
  );
  assert.deepEqual([made.waiting, made.paused], [4, false]);
  assert.equal(wallOfProposals({ ideas, forum: { paused: true } }, { id: 5, waiting: 0 }).paused, true);
});
