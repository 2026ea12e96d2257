// The rules of the agenda, of places and of results that pages apply by themselves: expected values written down.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { breakEnds, grouped, isLate, isNaming, isPrivate, stateAt } from "../../static/js/vote/agenda.js";
import { leading } from "../../static/js/vote/leading.js";
import { mainFirst, mainVote } from "../../static/js/vote/main_vote.js";
import { openTimes } from "../../static/js/vote/open_times.js";
import { isOpen, places, uncovered, uncoveredAfter } from "../../static/js/vote/places.js";
import { asResult } from "../../static/js/vote/result.js";
import { like } from "./like.mjs";

const casesOf = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));

const step = (id, kind, more) => ({ id, position: id, ...like(kind, more && more.settings), settings: {}, ...more });

test("only a step that is closing runs out, and only at its time", () => {
  const at = (state, closes_at, now) => stateAt({ state, closes_at }, now);
  assert.deepEqual(
    [at("closing", 10, 9), at("closing", 10, 10), at("closing", 10, 11), at("closing", null, 99), at("open", 10, 99)],
    ["closing", "closed", "closed", "closing", "open"],
  );
});

test("a break has an end only with a time, and nothing else has one", () => {
  const ends = (settings, ends_at) => breakEnds({ settings, ends_at });
  assert.deepEqual([ends({ break: true }, 5), ends({ break: true }, null), ends({}, 5)], [5, null, null]);
});

test("what comes from the deadline on is late, and nothing without one", () => {
  const late = (due_at) => [9, 10, 11].map((at) => isLate({ due_at }, at));
  assert.deepEqual(late(10), [false, true, true]);
  assert.deepEqual(late(null), [false, false, false]);
});

test("when people can take part in a self-paced forum", () => {
  const NOW = 15;
  for (const one of casesOf("open_times_cases")) {
    const forum = { self_paced: !one.led, state: one.ended ? "ended" : "live" };
    const steps = one.steps.map((more) => ({
      collects: "ideas",
      opens_at: null,
      due_at: null,
      ends_at: null,
      ...more,
    }));
    const told = { opens: one.opens, until: one.until, over: one.over };
    assert.deepEqual(openTimes(forum, steps, NOW), told, one.why);
  }
});

test("ideas are private until they are revealed", () => {
  const kept = [
    [true, false],
    [true, true],
    [false, false],
  ].map(([keeps_back, revealed]) => Boolean(isPrivate({ keeps_back, revealed })));
  assert.deepEqual(kept, [true, false, false]);
});

test("ideas that are voted on are grouped; all are where none is", () => {
  const apart = { settings: { votable: false } };
  const of = (...steps) => [...grouped(steps)];
  assert.deepEqual(of(step(1, "ideas"), step(2, "ideas", apart), step(3, "dots")), [1]);
  assert.deepEqual(of(step(1, "ideas", apart), step(2, "ideas", apart), step(3, "dots")), [1, 2]);
  assert.deepEqual(of(step(3, "dots")), []);
});

test("grouping goes on with naming where no ideas were written between", () => {
  const named = (...steps) => isNaming([...steps].reverse(), steps.at(-1)) && isNaming(steps, steps.at(-1));
  const [ideas, themes, more, again] = [step(1, "ideas"), step(2, "clusters"), step(3, "ideas"), step(4, "clusters")];
  assert.equal(named(ideas, themes, again), true);
  assert.equal(named(ideas, themes, step(3, "dots"), again), true);
  assert.equal(named(ideas, themes, more, again), false);
  assert.equal(named(ideas, again), false);
  assert.equal(named(again), false);
  assert.equal(isNaming([ideas, step(5, "clusters"), again], again), false, "what comes later is not before");
});

const rows = (...values) =>
  values.map((value) => ({ value, rank: 1 + values.filter((other) => other > value).length }));
const shown = (...values) => {
  const { rows: list, more, equal } = places(rows(...values));
  return [list.length, more, equal];
};

test("about six places are shown, a tie whole or not at all, and what has no votes never", () => {
  assert.deepEqual(shown(), [0, 0, 0]);
  assert.deepEqual(shown(0, 0), [0, 0, 0]);
  assert.deepEqual(shown(3, 2, 0), [2, 0, 0]);
  assert.deepEqual(shown(9, 8, 7, 6, 5, 4, 3), [6, 1, 0]);
  assert.deepEqual(shown(9, 8, 7, 6, 5, 4, 4, 4, 3), [8, 1, 0]);
  assert.deepEqual(shown(9, 8, 7, 6, 5, 4, 4, 4, 4), [5, 4, 0]);
  assert.deepEqual(shown(5, 5, 5, 5, 5, 5, 5, 5, 4), [8, 1, 0]);
  assert.deepEqual(shown(5, 5, 5, 5, 5, 5, 5, 5, 5), [8, 0, 1]);
  assert.deepEqual(shown(5, 5, 5, 5, 5, 5, 5, 5, 5, 2, 1), [8, 2, 1], "a lower result is not an equal one");
});

test("places are uncovered from the last one, and no more of them than there are", () => {
  assert.deepEqual(
    [
      [3, -1],
      [3, 0],
      [3, 2],
      [3, 3],
      [3, 9],
      [0, 2],
    ].map(([count, asked]) => uncovered(rows(9, 8, 7).slice(0, count), asked)),
    [0, 0, 2, 3, 3, 0],
  );
  const open = (asked) => [0, 1, 2].map((index) => isOpen(index, rows(9, 8, 7), asked));
  assert.deepEqual(
    [open(0), open(1), open(3), open(9)],
    [
      [false, false, false],
      [false, false, true],
      [true, true, true],
      [true, true, true],
    ],
  );
});

const cases = JSON.parse(readFileSync(new URL("../data/uncovered_cases.json", import.meta.url), "utf8"));

test("places that share a rank open together, whatever an older page asked for; as the server says", () => {
  for (const { ranks, asked, open } of cases)
    assert.equal(
      uncovered(
        ranks.map((rank) => ({ rank })),
        asked,
      ),
      open,
      JSON.stringify([ranks, asked]),
    );
});

test("one press opens a whole tie, and one press covers it again", () => {
  const tied = rows(9, 5, 5, 5, 2);
  const pressed = (by, from) => {
    const seen = [from];
    while (seen.length < 9 && uncoveredAfter(tied, seen.at(-1), by) !== seen.at(-1))
      seen.push(uncoveredAfter(tied, seen.at(-1), by));
    return seen;
  };
  assert.deepEqual(pressed(1, 0), [0, 1, 4, 5]);
  assert.deepEqual(pressed(-1, 5), [5, 4, 1, 0]);
  assert.deepEqual([uncoveredAfter(tied, 2, -1), uncoveredAfter(tied, 2, 1)], [1, 5], "a tie that an older page cut");
  assert.deepEqual(
    [uncoveredAfter(rows(), 0, 1), uncoveredAfter(rows(), 0, -1), uncoveredAfter(tied, 0, 5)],
    [0, 0, 5],
  );
});

test("a result has its main measure as value, and its facts in their places", () => {
  const tally = {
    id: 7,
    method: "rating",
    chart: "histogram",
    drawn: ["n1"],
    scale: [1, 5],
    main: "median",
    unit: "points",
    adds_up: false,
    facts: { ballots: 4, hands: 2, few: 3, none: 0 },
    rows: [
      { target: 2, rank: 1, measures: { median: 4, hands: 1 } },
      { target: 3, rank: null, measures: {} },
    ],
  };
  const seen = asResult(tally);
  assert.deepEqual(
    seen.rows.map((row) => [row.target, row.rank, row.value, row.hands]),
    [
      [2, 1, 4, 1],
      [3, null, 0, 0],
    ],
  );
  assert.deepEqual(seen.notes, [{ key: "results.note.few", n: 3 }]);
  assert.deepEqual([seen.ballots, seen.hands, seen.addsUp, seen.unit, seen.main], [4, 2, false, "points", "median"]);
  assert.deepEqual(
    [seen.id, seen.method, seen.chart, seen.drawn, seen.scale],
    [7, "rating", "histogram", ["n1"], [1, 5]],
  );
  const bare = asResult({ ...tally, facts: {}, rows: [] });
  assert.deepEqual([bare.ballots, bare.hands, bare.notes, bare.rows], [0, 0, [], []]);
  assert.equal(asResult(undefined), null);
});

test("the main vote is one in which people chose, and its sums go before ratings, as the server says", () => {
  const result = { ballots: 2, hands: 0, chooses: true, addsUp: true };
  const like = {
    dots: result,
    rating: { ...result, addsUp: false },
    opinion: { ...result, addsUp: false },
    sort: { ...result, chooses: false },
    nobody: { ...result, ballots: 0 },
  };
  for (const { votes, first } of casesOf("main_vote_cases")) {
    const given = votes.map((kind, position) => ({ step: { position }, tally: like[kind] }));
    const order = mainFirst(given).map((vote) => vote.step.position);
    assert.deepEqual(order, first, votes.join());
  }
  assert.equal(mainVote([{ step: {}, tally: like.sort }]), null, "sorting has no winners");
});

test("as many places lead as the server says: three, ties whole", () => {
  for (const { votes, lead } of casesOf("leading_cases")) {
    const rows = votes.map((value) => ({ value, rank: 1 + votes.filter((other) => other > value).length }));
    assert.equal(leading(rows).length, lead, votes.join());
  }
});
