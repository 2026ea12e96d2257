// The groups of ideas on a phone while the hall groups.
import assert from "node:assert/strict";
import test from "node:test";

import { ideaGroups } from "../../../static/js/activities/clusters/phone.js";
import { setWords } from "../../../static/js/text/words.js";

setWords({ lang: "fi", words: { "idea.count": ["{n} idea", "{n} ideaa"] } });

const STEPS = [
  { id: 1, position: 1, collects: "ideas", settings: { votable: false } },
  { id: 2, position: 2, collects: "ideas", settings: {} },
];
const idea = (id, activity, cluster) => ({ id, number: id, activity, cluster, text: "x", lang: "fi" });

function groups(clusters, ideas) {
  const things = { activity: STEPS, cluster: clusters, idea: ideas };
  const store = {
    all: (kind) => things[kind].slice(),
    get: (kind, id) => things[kind].find((one) => one.id === id),
  };
  const page = { boot: { lang: "fi" }, live: { store } };
  return ideaGroups(page, () => null).map((group) => [group.key, group.rows.length]);
}

test("ideas that are not up for grouping stand apart from those without a theme", () => {
  const ideas = [idea(1, 1, null), idea(2, 1, null), idea(3, 2, 9), idea(4, 2, null)];
  const theme = { id: 9, letter: "A", title: "Aistit", position: 1 };
  assert.deepEqual(groups([theme], ideas), [
    ["theme-9", 1],
    ["theme-0", 1],
    ["theme-apart", 2],
  ]);
  const ungrouped = ideas.map((one) => ({ ...one, cluster: null }));
  assert.deepEqual(groups([], ungrouped), [["all", 4]]);
});
