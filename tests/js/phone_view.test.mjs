// What a phone shows: the script computes from each case's shapes what the server's first paint did
// (tests/pages/test_phone_view.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { toldVotes, waitingWords } from "../../static/js/phone/told_votes.js";
import { themeSums, toldRows } from "../../static/js/phone/ranking.js";
import { votesAtEnd } from "../../static/js/phone/results_at_end.js";
import { byTheme } from "../../static/js/phone/rows_by_theme.js";
import * as view from "../../static/js/phone/view.js";
import { isVote } from "../../static/js/vote/agenda.js";
import { all, get } from "../../static/js/wire/store.js";

const cases = JSON.parse(readFileSync(new URL("../data/phone_view_cases.json", import.meta.url), "utf8"));

function pageOf(one) {
  const store = { ...one.put, ...one.own };
  return {
    boot: { lang: "fi" },
    chosen: 0,
    finishing: 0,
    drafts: { get: () => "" },
    outbox: { items: () => [], arrived: () => [] },
    live: { now: () => one.now, store: { get: (kind, id) => get(store, kind, id), all: (kind) => all(store, kind) } },
  };
}

function sumsOf(page, result) {
  const sums = themeSums(page, toldRows(page, result).all);
  return sums.map((one) => [one.theme && one.theme.id, one.value, one.ideas]);
}

function told(page) {
  const shown = view.shownStep(page);
  const mode = view.modeOf(page, shown);
  const step = mode === "ended" ? null : shown;
  const votes = Boolean(step) && isVote(step);
  const marks = votes ? view.ballotOf(page, step).marks : {};
  const targets = votes ? view.targetsOf(page, step) : [];
  const result = votes ? view.resultOf(page, step) : null;
  const told = step && step.shows === "result" ? toldVotes(page, step) : [];
  return {
    mode,
    place: step ? step.position : 0,
    open: Boolean(step) && view.isOpen(page, step),
    seconds: step ? view.secondsOf(page, step) : null,
    others: step ? view.othersOf(page, step).map((one) => one.id) : [],
    targets: targets.map((one) => [one.id, marks[one.id] === undefined ? null : marks[one.id]]),
    left_out: votes ? view.leftOut(page) : 0,
    result:
      result &&
      result.tally.rows.map((row) => [
        row.target,
        row.rank,
        row.value,
        Boolean(page.live.store.get("mine", row.target)),
      ]),
    results: (mode === "ended" ? votesAtEnd(page) : []).map((vote, at) => {
      const rows = toldRows(page, vote, at > 0);
      return [vote.step.id, ...[rows.all, rows.top, rows.own].map((some) => some.map((row) => row.id))];
    }),
    told: told.map((vote, at) => [
      vote.step.id,
      vote.tally ? toldRows(page, vote, at > 0).top.map((row) => row.id) : null,
      waitingWords(page, [vote]),
    ]),
    sums: result && result.tally.addsUp ? sumsOf(page, result) : [],
    themes: byTheme(page, targets, view.meOf(page).seed).map((group) => group.theme && group.theme.id),
  };
}

for (const one of cases)
  test(`the phone shows what the first paint showed: ${one.name}`, () => {
    assert.deepEqual(told(pageOf(one)), one.see);
  });

test("where ideas are slowed down, the phone counts from its newest idea, taken back or not", () => {
  const mine = { 1: { at: 1000 }, 2: { at: 5000, state: "withdrawn" } };
  const page = pageOf({ now: 9500, put: { forum: { 1: { slow: 30 } } }, own: { mine } });
  assert.equal(view.secondsToWait(page), 26);
  assert.equal(view.secondsToWait(pageOf({ now: 35_000, put: { forum: { 1: { slow: 30 } } }, own: { mine } })), 0);
  assert.equal(view.secondsToWait(pageOf({ now: 9500, put: { forum: { 1: { slow: 0 } } }, own: { mine } })), 0);
  assert.equal(view.secondsToWait(pageOf({ now: 9500, put: { forum: { 1: { slow: 30 } } }, own: { mine: {} } })), 0);
});

const long = JSON.parse(readFileSync(new URL("../data/phone_places_cases.json", import.meta.url), "utf8"));

for (const { votes, shown, own = [], below = [] } of long)
  test(`a result tells ten places, up to two more where a tie needs them, and the best own below: ${votes}`, () => {
    const idea = votes.map((_, at) => [at + 1, { id: at + 1, number: at + 1, text: "", votable: true }]);
    const rows = votes.map((value, at) => ({ target: at + 1, rank: 1 + votes.indexOf(value), value, measures: {} }));
    const result = { step: { id: 1, of: "ideas", answers: [] }, tally: { method: "dots", rows } };
    const mine = Object.fromEntries(own.map((at) => [at + 1, { id: at + 1 }]));
    const page = pageOf({ now: 0, put: { idea: Object.fromEntries(idea) }, own: { mine } });
    const told = toldRows(page, result, false);
    assert.equal(told.top.length, shown);
    const numbers = told.own.map((row) => row.target - 1);
    assert.deepEqual(numbers, below);
  });
