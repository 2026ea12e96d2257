// Of which votes a results step tells, which of them the hall looks at, and what comes next: the cases of the server's
// rule (tests/rules/test_shown_votes.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { picture } from "../../static/js/activities/results/picture.js";
import { mainAction, nextDuty } from "../../static/js/console/bar/next_duty.js";
import { tellsSeveral, turnResult } from "../../static/js/console/bar/turn_result.js";
import { voteHere } from "../../static/js/console/parts/facts.js";
import { asResult } from "../../static/js/vote/result.js";
import { shownVotes, voteOnScreen } from "../../static/js/vote/shown_votes.js";
import { like } from "./like.mjs";

const cases = JSON.parse(readFileSync(new URL("../data/shown_votes_cases.json", import.meta.url), "utf8"));
const VOTES = ["dots", "rating", "opinion", "sort"];
const FACTS = { given: { ballots: 9 }, empty: { ballots: 0 }, hands: { hands: 1 } };

// What the shape of a step says of its kind; the golden files have one kind of vote.
function ofKind(kind) {
  if (!VOTES.includes(kind)) return like(kind);
  return { ...like("dots"), kind, into: kind === "sort" ? "clusters" : "" };
}

function agenda(words) {
  const tallies = {};
  const steps = words.map((said, at) => {
    const [kind, state, result] = said.split(" ");
    const id = at + 1;
    const rows = [1, 2].map((rank) => ({ target: rank, rank, measures: { votes: 3 - rank } }));
    if (result) tallies[id] = asResult({ id, main: "votes", facts: FACTS[result], rows });
    return { id, position: id, settings: {}, uncovered: 0, ...ofKind(kind), state, revealed: Boolean(result) };
  });
  return { steps, tally: (id) => tallies[id] || null };
}

for (const { name, steps: words, at, told } of cases)
  test(`a results step tells of the votes since the one before it: ${name}`, () => {
    const { steps, tally } = agenda(words);
    for (const order of [steps, [...steps].reverse()]) {
      const found = shownVotes(order, steps[at - 1], tally).map((one) => one.id);
      assert.deepEqual(found, told);
    }
  });

test("the hall looks at the newest, or at the one that was chosen if the step tells of it", () => {
  const { steps, tally } = agenda(["dots closed", "results closed", "dots closed", "rating closed", "results open"]);
  const on = (chosen) => voteOnScreen(steps, steps[4], tally, chosen).id;
  assert.deepEqual([on(null), on(4), on(3), on(1), on(99)], [4, 4, 3, 4, 4]);
  assert.equal(voteOnScreen(steps, steps[0], tally, 3), null, "a vote is not before itself");
});

function view(words, at, vote = null) {
  const { steps, tally } = agenda(words);
  const forum = { state: "live", vote };
  return { forum, steps, at, step: steps[at], next: steps[at + 1] || null, tally, state: (step) => step.state };
}

test("each result is shown whole before the agenda goes on, one after the other", () => {
  const seen = view(["dots closed", "rating closed", "results open", "welcome waiting"], 2);
  const [older, newest] = seen.steps;
  const duty = () => {
    const found = nextDuty(seen);
    return found && [found.what, found.vote.id];
  };
  assert.deepEqual(duty(), ["reveal", 2]);
  const tally = (id) =>
    asResult({ id, main: "votes", facts: { ballots: 2 }, rows: [{ rank: 1, measures: { votes: 2 } }] });
  seen.tally = (id) => (seen.steps[id - 1].revealed ? tally(id) : null);
  newest.revealed = true;
  assert.deepEqual(duty(), ["place", 2]);
  newest.uncovered = 1;
  assert.deepEqual([mainAction(seen), ...duty()], ["vote", "vote", 1]);
  seen.forum.vote = 1;
  assert.deepEqual(duty(), ["reveal", 1]);
  older.revealed = true;
  assert.deepEqual(duty(), ["place", 1]);
  older.uncovered = 1;
  assert.deepEqual([duty(), mainAction(seen)], [null, "step"]);
});

test("a vote whose result a later step tells may be left as it is, though another vote follows", () => {
  assert.equal(nextDuty(view(["dots closed", "rating waiting", "results waiting"], 0)), null);
  assert.deepEqual(nextDuty(view(["sort closed", "rating waiting", "results waiting"], 0)).what, "reveal");
});

test("the arrow keys turn to the next result and back, and say where the row ends", () => {
  const seen = view(["dots closed", "rating closed", "results open"], 2);
  const said = [];
  const desk = {
    view: seen,
    act: (verb, body) => said.push([verb, body.vote]) && (seen.forum.vote = body.vote),
    say: (text) => said.push(text),
  };
  turnResult(desk, -1);
  turnResult(desk, 1);
  assert.equal(voteHere(seen).id, 1);
  turnResult(desk, 1);
  turnResult(desk, -1);
  assert.deepEqual(said, ["console.results.first", ["screen.vote", 1], "console.results.last", ["screen.vote", 2]]);
  assert.equal(tellsSeveral(seen), true);
  assert.equal(tellsSeveral(view(["dots closed", "results open"], 1)), false);
  assert.equal(tellsSeveral(view(["dots closed", "results open"], 0)), false);
});

test("the screen says which of several results it shows, and nothing of one that is not revealed", () => {
  const { steps, tally } = agenda(["dots closed", "rating closed given", "results open"]);
  const shown = (vote) =>
    picture({ forum: { vote }, activities: steps, ideas: [], clusters: [], tallies: [tally(2)] }, steps[2]);
  assert.deepEqual([shown(null).name, shown(null).which], ["results", { n: 1, total: 2 }]);
  const wait = shown(1);
  assert.deepEqual([wait.name, wait.vote.id, wait.which, wait.tally], ["wait", 1, { n: 2, total: 2 }, undefined]);
  const alone = agenda(["dots closed", "results open"]);
  assert.equal(picture({ forum: {}, activities: alone.steps, tallies: [] }, alone.steps[1]).which, null);
});
