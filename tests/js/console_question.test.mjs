// The question before undo, the end and what else cannot be taken lightly: what Enter does, and what waits for whom.
import assert from "node:assert/strict";
import test from "node:test";

import { fakeDom } from "./fake_dom.mjs";

fakeDom();
const { fits } = await import("../../static/js/console/work/written_ideas.js");
const { drawQuestion } = await import("../../static/js/console/bar/question.js");
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
