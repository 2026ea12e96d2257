// What the console proposes from a sorting, and what "place all" would place.
import assert from "node:assert/strict";
import test from "node:test";

import { proposals, taken } from "../../../static/js/activities/sort/proposals.js";

const view = {
  ideas: [1, 2, 3, 4, 5].map((id) => ({ id, number: id, cluster: id === 5 ? 7 : null })),
  cluster: (id) => (id === 7 ? { id: 7, letter: "A" } : undefined),
};
const its = (theme, share, seen) => ({ theme, share, seen, unsure: 0, agreement: null });
const sorting = { ideas: { 1: its(7, 60, 5), 2: its(7, 100, 2), 3: its(null, 50, 4), 5: its(7, 100, 9) } };

test("loose ideas, those that enough have seen and most agree on first", () => {
  assert.deepEqual(
    proposals(view, sorting).map((one) => one.idea.id),
    [1, 3, 2],
  );
  assert.deepEqual(proposals(view, null), []);
});

test("what few have seen, or has no first theme, is not placed with all others", () => {
  const found = proposals(view, sorting);
  assert.deepEqual(
    [50, 60, 70].map((share) => taken(found, share).map((one) => one.idea.id)),
    [[1], [1], []],
  );
});
