// Early entry on the phone: the step is open in its window although the forum has not begun, and only then.
import assert from "node:assert/strict";
import test from "node:test";

import { isOpen, modeOf, shownStep } from "../../static/js/phone/view.js";

const NOW = 1700000000000;

/** A phone in a led forum that has not begun; `early` is its window. */
function phone(early, forum = {}, step = {}) {
  const shapes = {
    forum: [{ id: 1, state: "planned", now: null, self_paced: false, early, ...forum }],
    activity: [
      { id: 2, position: 1, kind: "welcome", collects: "", state: "waiting", closes_at: null },
      { id: 3, position: 2, kind: "ideas", collects: "ideas", state: "waiting", closes_at: null, ...step },
    ],
  };
  const all = (kind) => shapes[kind] || [];
  const store = { all, get: (kind, id) => all(kind).find((one) => one.id === id) };
  return { live: { now: () => NOW, store }, drafts: { get: () => "" } };
}

test("the step is shown and open in its window", () => {
  for (const due_at of [NOW + 1, null]) {
    const page = phone({ activity: 3, opens_at: NOW, due_at });
    const step = shownStep(page);
    assert.deepEqual([step.id, modeOf(page, step), isOpen(page, step)], [3, "ideas", true]);
  }
});

test("before and after it the phone waits", () => {
  const windows = [null, { activity: 3, opens_at: NOW + 1, due_at: null }, { activity: 3, opens_at: 0, due_at: NOW }];
  for (const early of windows) {
    const page = phone(early);
    assert.deepEqual([shownStep(page), modeOf(page, null)], [null, "before"]);
  }
});

test("in the evening the phone follows the hall", () => {
  const page = phone({ activity: 3, opens_at: 0, due_at: null }, { state: "live", now: 2 }, { state: "closed" });
  const step = shownStep(page);
  assert.deepEqual([step.id, isOpen(page, page.live.store.get("activity", 3))], [2, false]);
});
