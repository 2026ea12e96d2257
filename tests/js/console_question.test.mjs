// The question before undo, the end and what else cannot be taken lightly: what Enter does, and what waits for whom.
import assert from "node:assert/strict";
import test from "node:test";

import { setWords } from "../../static/js/text/words.js";
import { NOW, idea, step, view as shapes } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

fakeDom();
const { fits } = await import("../../static/js/console/work/written_ideas.js");
const { showUnseen } = await import("../../static/js/console/bar/main_action.js");
const { drawQuestion } = await import("../../static/js/console/bar/question.js");
const { counts } = await import("../../static/js/console/bar/bar.js");
const { countsOf } = await import("../../static/js/console/needs/queue.js");
const { queue } = await import("../../static/js/console/parts/waiting.js");

const view = {
  forum: { state: "live", undo: { other: { n: 3, command: "idea.hide", by: "Kaisa", idea: 7 } }, redo: {} },
  steps: [],
  ideas: [],
  presence: {},
  state: () => "open",
};

for (const asking of ["undo", "end"])
  test(`the first answer of "${asking}" has the focus and the colour, and ends nothing`, () => {
    const node = document.createElement("div");
    drawQuestion({ boot: { me: "me" }, ui: { asking } }, node, view);
    const kinds = node.children.slice(1).map((one) => one.className);
    assert.deepEqual(kinds, ["btn main", "btn tall"]);
  });

test("what waits has one meaning: list and queue count what nobody sees yet, and a remark beside it", () => {
  const flags = ["nonsense"];
  const ideas = [
    { id: 1, text: "", state: "waiting", flags: [], activity: 2 },
    { id: 2, text: "", state: "waiting", flags, activity: 2 },
    { id: 3, text: "", state: "shown", flags, activity: 2 },
    { id: 4, text: "", state: "shown", flags: [], activity: 2 },
    { id: 5, text: "", state: "hidden", flags, activity: 2 },
  ];
  const listed = ["all", "waiting", "hidden"].map((filter) => ideas.filter((one) => fits(one, filter)).length);
  const steps = [{ id: 2, position: 2 }];
  assert.deepEqual(listed, [5, 2, 1]);
  assert.deepEqual(countsOf(queue({ forum: {}, ideas, steps, step: steps[0] }, new Set())), { waiting: 2, remarks: 1 });
});

test("where nobody says that they are done, the bar and the question say how many ideas there are, as the hall reads", () => {
  const said = (done, waiting = 0) => {
    const texts = ["console.count.ideas", "console.count.done", "console.time_left_ideas", "screen.waiting"];
    const words = Object.fromEntries(texts.map((key) => [key, [key + " {n}/{of}", key + " {n}/{of}"]]));
    setWords({ lang: "fi", words: { ...words, "console.time_left": "{done}/{of}" } });
    const presence = [{ id: 1, connected: 63, active: 63, lost: 0, writing: 0, screens: 1, reached: [] }];
    const writing = step(2, "ideas", { state: "open", ends_at: NOW + 90000, count: 2, waiting, done });
    const hidden = idea(3, { state: "hidden" });
    const seen = shapes({ presence, activity: [writing, step(3, "clusters")], idea: [idea(1), idea(2), hidden] });
    const node = document.createElement("div");
    drawQuestion({ boot: { me: "me" }, ui: { asking: "people" } }, node, seen);
    const last = counts(seen).pop();
    return [last.key, last.n, node.firstChild.textContent];
  };
  assert.deepEqual(said(0), ["ideas", 2, "console.time_left_ideas 2/63"], "one that was hidden is none");
  assert.equal(said(0, 4)[2], "console.time_left_ideas 2/63. screen.waiting 4/{of}", "what waits is told apart");
  assert.deepEqual(said(4), ["done", 4, "4/63"]);
});

test("a question of more letters than two lines hold is set smaller, so that the bar stays as it is", (context) => {
  context.after(() => setWords({ lang: "fi", words: {} }));
  const isLong = (letters) => {
    setWords({ lang: "fi", words: { "console.end.ask": "a".repeat(letters) } });
    const node = document.createElement("div");
    drawQuestion({ boot: { me: "me" }, ui: { asking: "end" } }, node, view);
    return node.firstChild.classList.contains("long");
  };
  assert.deepEqual([90, 91].map(isLong), [false, true]);
});

test("before the end the question says of which votes the hall has not seen all, and leads to the first", async (context) => {
  const keys = ["console.end.covered", "console.end.unrevealed"];
  const words = Object.fromEntries(keys.map((key) => [key, [key + " {name} {n}", key + " {name} {n}"]]));
  setWords({ lang: "fi", words: { ...words, "console.end.unrevealed": "unrevealed {name}" } });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const rows = [1, 2, 3].map((rank) => ({ target: rank, rank, measures: { votes: 4 - rank } }));
  const asked = (dots, rating) => {
    const activity = [
      step(2, "dots", { state: "closed", name: { fi: "Tarrat" }, voted: 5, ...dots }),
      step(4, "dots", { state: "closed", name: { fi: "Arviot" }, ...rating }),
    ];
    const tally = [{ id: 2, main: "votes", facts: { ballots: 5 }, rows }];
    const seen = shapes({ activity, tally, forum: [{ ...shapes({}).forum, now: 4 }] });
    const sent = [];
    const desk = { boot: { me: "me" }, ui: { asking: "end" }, view: seen, drawNow() {} };
    desk.act = async (command, facts) => ({ ok: sent.push([command, facts.activity]) > 0 });
    const node = document.createElement("div");
    drawQuestion(desk, node, seen);
    return {
      said: node.firstChild.textContent,
      labels: node.children.slice(1).map((one) => one.textContent),
      desk,
      sent,
    };
  };
  const partly = asked({ revealed: true, uncovered: 1 }, { voted: 3 });
  assert.equal(partly.said, "console.end.covered 1 Tarrat 2 unrevealed 2 Arviot console.end.ask_still");
  assert.deepEqual(partly.labels, ["console.end.not_yet", "console.end.show_first", "console.end"]);
  await showUnseen(partly.desk);
  assert.deepEqual(partly.sent, [["agenda.go", 2]], "where its places are uncovered");
  const never = asked({ voted: 1 }, {});
  await showUnseen(never.desk);
  assert.deepEqual(
    never.sent,
    [
      ["activity.reveal", 2],
      ["agenda.go", 2],
    ],
    "going back to it without a result would open it again",
  );
  // Undo of going on again, and redo of an end, end the forum as its button does, and say as much before.
  const deed = { n: 9, command: "forum.end", idea: null, activity: null, off: true, ends: true, by: "Aino" };
  for (const [asking, deeds, last] of [
    ["undo", { undo: { me: deed } }, "console.end.ask_still"],
    ["redo", { redo: { me: deed } }, "console.end.ask_still"],
    ["undo", { undo: { other: deed } }, "console.undo.theirs.ends"],
  ]) {
    const { desk } = asked({ revealed: true, uncovered: 1 }, { voted: 3 });
    Object.assign(desk.view.forum, { undo: {}, redo: {}, ...deeds });
    Object.assign(desk.ui, { asking, askedDeed: 9 });
    const node = document.createElement("div");
    drawQuestion(desk, node, desk.view);
    assert.equal(node.firstChild.textContent, `console.end.covered 1 Tarrat 2 unrevealed 2 Arviot ${last}`);
    assert.deepEqual(
      node.children.slice(1).map((one) => one.textContent),
      ["console.end.not_yet", "console.end.show_first", "console.end"],
    );
  }
  const whole = asked({ revealed: true, uncovered: 3 }, {});
  assert.deepEqual([whole.said, whole.labels.length], ["console.end.ask", 2], "a vote without votes needs nothing");
});
