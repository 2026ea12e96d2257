// The review queue at a hall's tempo: whose ideas come first, and which may be let through together.
import assert from "node:assert/strict";
import test from "node:test";

import { GLANCE_MS, IN_VIEW_MS, together } from "../../static/js/console/needs/read_rows.js";
import { readingTimes } from "../../static/js/console/parts/reading_times.js";
import { waitReminder } from "../../static/js/console/needs/reminder.js";
import { passWords } from "../../static/js/console/parts/show_ideas.js";
import { setWords } from "../../static/js/text/words.js";
import { queue } from "../../static/js/console/parts/waiting.js";
import { mountReview } from "../../static/js/console/needs/review.js";
import { sentCommands } from "../../static/js/console/parts/sent_commands.js";

import { NOW } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

const waiting = (id, more) => ({
  id,
  number: id,
  activity: 2,
  text: "idea " + id,
  state: "waiting",
  flags: [],
  at: NOW,
  ...more,
});
const ids = (list) => list.map((one) => one.id);

test("ideas of the current step are decided first, then those of the steps before it, the latest first", () => {
  const steps = [1, 2, 3, 4].map((id) => ({ id, position: id }));
  const ideas = [
    waiting(1, { activity: 1 }),
    waiting(2, { activity: 2 }),
    waiting(3, { activity: 3 }),
    waiting(4, { activity: 2, state: "shown", flags: ["insult"] }),
    waiting(5, { activity: 3 }),
  ];
  const order = (step) => ids(queue({ forum: {}, ideas, steps, step }, new Set()));
  assert.deepEqual(order(steps[2]), [3, 5, 2, 4, 1]);
  assert.deepEqual(order(steps[3]), [3, 5, 2, 4, 1], "a vote has no ideas of its own");
  assert.deepEqual(order(steps[0]), [1, 3, 5, 2, 4]);
});

test("the button for an idea that its step keeps back does not promise to show it", () => {
  const steps = [
    { id: 1, keeps_back: true, revealed: false },
    { id: 2, keeps_back: true, revealed: true },
    { id: 3, keeps_back: false, revealed: false },
  ];
  const words = steps.map((step) => passWords({ steps }, waiting(9, { activity: step.id })).yes);
  assert.deepEqual(words, ["mod.let_in", "mod.show", "mod.show"]);
});

test("only what there was a second to read, waits and carries no warning is let through together", () => {
  const list = [waiting(1), waiting(2), waiting(3, { flags: ["insult"] }), waiting(4, { state: "shown" }), waiting(5)];
  const times = readingTimes(() => ids(list));
  for (const idea of [list[0], list[2], list[3]]) times.look(idea, true, 1000);
  times.look(list[1], true, 1500);
  assert.deepEqual(ids(together(list, times, 1900)), []);
  assert.deepEqual(ids(together(list, times, 2100)), [1], "nor what came a moment ago, nor what was never in view");
  times.look(list[1], false, 2200);
  assert.deepEqual(ids(together(list, times, 9000)), [1], "scrolled past too fast");
  times.look(list[0], false, 9000);
  assert.deepEqual(ids(together(list, times, 9100)), [1], "what was read stays read");
});

test("time does not count while the page is covered, and new words are to be read anew", () => {
  const times = readingTimes(() => [1, 2]);
  const [one, two] = [waiting(1), waiting(2)];
  times.look(one, true, 1000);
  times.away(1500);
  times.look(two, true, 2000);
  assert.deepEqual(together([one, two], times, 60000), [], "nor of what comes while it is covered");
  times.back(60000);
  times.look(two, false, 60500);
  assert.deepEqual(together([one, two], times, 60900), []);
  assert.deepEqual(ids(together([one, two], times, 61000)), [1]);
  const edited = { ...one, text: "something else" };
  assert.deepEqual(together([edited], times, 61500), []);
  assert.deepEqual(ids(together([edited], times, 62500)), [1]);
});

test("ideas that stand in the queue together are skimmed together, so that one person keeps up with a hall", () => {
  const list = [1, 2, 3, 4].map((id) => waiting(id, id === 2 ? { flags: ["insult"] } : {}));
  const times = readingTimes(() => ids(list));
  list.forEach((idea) => times.look(idea, true, 1000));
  assert.deepEqual(ids(together(list, times, 1000 + IN_VIEW_MS - 1)), []);
  assert.deepEqual(ids(together(list, times, 1000 + IN_VIEW_MS)), [1, 3, 4]);
});

test("several ideas may have come into view by one command or by one each", () => {
  for (const verb of ["idea.show", "ideas.show"]) {
    const sent = sentCommands();
    sent.begin(verb);
    assert.equal(sent.take(["idea.show", "ideas.show"]), verb);
  }
});

test("what needs care is shown one by one: flagged ideas and those of an author whose ideas wait", () => {
  const times = readingTimes(() => [1, 2]);
  const list = [waiting(1), waiting(2, { author_held: true })];
  list.forEach((idea) => times.look(idea, true, 1000));
  assert.deepEqual(ids(together(list, times, 9000)), [1]);
});

test("a key decides only on what was in view for a moment", () => {
  const times = readingTimes(() => [1]);
  times.look(waiting(1), true, 1000);
  assert.equal(times.wasSeen(waiting(1), 1000 + GLANCE_MS - 1, GLANCE_MS), false);
  assert.equal(times.wasSeen(waiting(1), 1000 + GLANCE_MS, GLANCE_MS), true);
  assert.equal(times.wasSeen(waiting(1, { text: "other words" }), 9000, GLANCE_MS), false, "new words are seen anew");
  assert.equal(times.wasSeen(waiting(1, { text: "other words" }), 9000 + GLANCE_MS, GLANCE_MS), true);
});

test("what has waited for a minute stays said with the age of the oldest, and is announced more and more rarely", () => {
  const reminder = waitReminder();
  const at = (seconds, ...list) => {
    const { late, minutes, say } = reminder.look(list, NOW + seconds * 1000);
    return [late, minutes, say];
  };
  const two = [waiting(1), waiting(2), waiting(3, { state: "shown", flags: ["nonsense"] })];
  assert.deepEqual(at(1, ...two), [0, 0, false]);
  assert.deepEqual(at(59, ...two), [0, 0, false]);
  assert.deepEqual(at(60, ...two, waiting(4)), [2, 1, true], "not the one that has just come");
  assert.deepEqual(at(61, ...two, waiting(4)), [2, 1, false], "it stands, and is not said again at once");
  assert.deepEqual(at(119, waiting(2), waiting(4)), [1, 1, false], "nor for each decision");
  assert.deepEqual(at(120, waiting(2), waiting(4)), [2, 2, true], "those that came later count too");
  assert.deepEqual(at(180, waiting(4)), [1, 2, false], "two minutes later the next time, then four");
  assert.deepEqual(at(240, waiting(4)), [1, 3, true], "it does not fall silent while one of them waits");
  assert.deepEqual(at(479, waiting(4)), [1, 6, false]);
  assert.deepEqual(at(480, waiting(4)), [1, 7, true]);
  assert.deepEqual(at(490), [0, 0, false]);
  assert.deepEqual(at(491, waiting(9)), [0, 0, false]);
  assert.deepEqual(at(551, waiting(9)), [1, 1, true], "then it begins anew");
});

test("after the page was opened anew an idea has not waited for a shorter time", () => {
  const reminder = waitReminder();
  assert.deepEqual(reminder.look([waiting(1)], NOW + 300000), { late: 1, minutes: 5, say: true });
  assert.equal(reminder.look([waiting(1), waiting(2)], NOW + 301000).late, 1, "what comes later has just come");
});

test("where a step keeps its ideas back, no note on review says that they are shown at once", () => {
  fakeDom();
  const keys = ["off", "after", "before"].map((mode) => `console.review.${mode}.note`);
  const known = [...keys, ...keys.slice(0, 2).map((key) => key + ".private")];
  setWords({ lang: "fi", words: Object.fromEntries(known.map((key) => [key, key])) });
  const note = (mode, step) => {
    const { node, draw } = mountReview({});
    draw({ forum: { moderation: mode, here: 1 }, steps: [], ideas: [], step, state: () => "open" });
    return node.querySelector(".quiet").textContent;
  };
  const kept = { id: 2, keeps_back: true, revealed: false };
  const said = (step) => ["off", "after", "before"].map((mode) => note(mode, step));
  assert.deepEqual(said(kept), [keys[0] + ".private", keys[1] + ".private", keys[2]]);
  for (const step of [{ ...kept, revealed: true }, { ...kept, keeps_back: false }, null])
    assert.deepEqual(said(step), keys);
});
