// The question before undo, the end and what else cannot be taken lightly: what Enter does, and what waits for whom.
import assert from "node:assert/strict";
import test from "node:test";

import { fakeDom } from "./fake_dom.mjs";

fakeDom();
const { fits } = await import("../../static/js/activities/ideas/console.js");
const { drawQuestion } = await import("../../static/js/console/bar/question.js");

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

test("the list counts what waits as the queue does: flagged ideas that nobody has looked at, too", () => {
  const due = new Set([1, 2]);
  const ideas = [
    { id: 1, state: "waiting" },
    { id: 2, state: "shown" },
    { id: 3, state: "shown" },
  ];
  assert.deepEqual(
    ["all", "waiting", "hidden"].map((filter) => ideas.filter((one) => fits(one, filter, due)).length),
    [3, 2, 0],
  );
});
