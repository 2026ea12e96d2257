// What the console proposes from a sorting, and what "place all" would place; what the big screen counts.
import assert from "node:assert/strict";
import test from "node:test";

import { byWords } from "../../../static/js/activities/sort/console_proposed.js";
import { proposals, taken } from "../../../static/js/activities/sort/proposals.js";
import { picture } from "../../../static/js/activities/sort/screen.js";

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

test("one entry stands for all who propose the same words", () => {
  const proposal = (id, title) => ({ id, title, flags: [] });
  const found = byWords([proposal(1, "Lämpö"), proposal(2, "Meri"), proposal(3, "lämpö")]);
  assert.deepEqual(
    found.map((one) => [one.id, one.title, one.people]),
    [
      [1, "Lämpö", 2],
      [2, "Meri", 1],
    ],
  );
});

test("what one person proposes beside a wording is counted, unless several proposed that", () => {
  const proposal = (id, title, first) => ({ id, title, flags: [], first });
  const three = [proposal(4, "Yksi", 2), proposal(5, "Kaksi", 2), proposal(6, "Meri", 6), proposal(7, "kaksi", 7)];
  assert.deepEqual(
    byWords(three).map((one) => [one.title, one.all]),
    [
      ["Yksi", 2],
      ["Kaksi", 0],
      ["Meri", 1],
    ],
  );
});

test("the hall's number grows with each person, before enough people have seen any idea", () => {
  const step = { id: 9, kind: "sort", state: "open", voted: 120 };
  const facts = { forum: { here: 180 }, clusters: [], ideas: [], tallies: [] };
  const far = { id: 9, total: 428, enough: 0, placed: 840, themes: {} };
  const { people, placed, voted, total } = picture({ ...facts, sortings: [far] }, step, 0);
  assert.deepEqual([people, placed, voted, total], [120, 840, 0, 428]);
  assert.equal(picture({ ...facts, sortings: [] }, step, 0).placed, 0);
});
