// A result that stands on an open phone: it is drawn anew when it is counted again or what it tells of changes.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { view as dots } from "../../static/js/activities/dots/phone.js";
import { view as opinion } from "../../static/js/activities/opinion/phone.js";
import { view as rating } from "../../static/js/activities/rating/phone.js";
import { view as results } from "../../static/js/activities/results/phone.js";
import { view as sort } from "../../static/js/activities/sort/phone.js";
import { el } from "../../static/js/dom/el.js";
import { resultsAtEnd } from "../../static/js/phone/results_at_end.js";
import { useZone } from "../../static/js/text/format.js";
import { setWords } from "../../static/js/text/words.js";
import { step } from "./console_shapes.mjs";
import { fakeCards } from "./fake_cards.mjs";
import { fakeDom } from "./fake_dom.mjs";

const WORDS = {
  "results.voters": ["{n} äänesti", "{n} äänesti"],
  "results.hands": ["{n} kättä", "{n} kättä"],
  "results.recounted": "Laskettu uudelleen",
};

beforeEach(() => {
  fakeDom();
  fakeCards("place");
  setWords({ lang: "fi", words: WORDS });
  useZone("Europe/Helsinki");
});

const VIEWS = { dots, opinion, rating, sort, results, end: null };

const idea = (id, more) => ({ id, number: id, text: "Idea " + id, lang: "fi", votable: true, merged: [], ...more });

/** The shape of a tally with these votes, {id of the idea: votes}, the most first. */
function tally(votes, more) {
  const ids = Object.keys(votes).sort((a, b) => votes[b] - votes[a]);
  const rows = ids.map((id, at) => ({ target: Number(id), rank: at + 1, measures: { votes: votes[id] } }));
  const drawn = { chart: "ticks", unit: "votes", main: "votes", drawn: ["votes"], scale: null, adds_up: false };
  return { id: 4, method: "dots", ...drawn, facts: { ballots: 1 }, recounted: null, rows, ...more };
}

/** A phone on which idea 2 is merged into idea 1 and the result stands, in the view of this name. */
function phone(name) {
  const kind = VIEWS[name] && name !== "results" ? name : "dots";
  const vote = step(4, "dots", { kind, state: "closed", of: "ideas", answers: [], uncovered: 1, revealed: true });
  const steps = name === "results" ? [vote, step(5, "results", { state: "open", position: 5 })] : [vote];
  const put = {
    forum: [{ id: 1, state: name === "end" ? "ended" : "live", now: steps[steps.length - 1].id }],
    activity: steps,
    idea: [idea(1, { merged: [2] }), idea(2, { votable: false })],
    tally: [tally({ 1: 2 })],
  };
  const all = (of) => (put[of] || []).slice();
  const store = { all, get: (of, id) => all(of).find((one) => one.id === id), version: () => 0 };
  const page = { put, boot: { lang: "fi" }, live: { now: () => 0, store } };
  page.outbox = { items: () => [], arrived: () => [] };
  const end = name === "end" ? resultsAtEnd(page) : null;
  const face = end ? { nodes: [end.node], update: end.update } : VIEWS[name](page, steps[steps.length - 1]);
  const nodes = el("main", {}, ...face.nodes);
  return Object.assign(page, {
    nodes,
    change(shapes) {
      Object.assign(put, shapes);
      face.update();
      return told();
    },
  });

  function told() {
    const inPlace = (place) => place.querySelectorAll("span").map((one) => one.textContent);
    const places = nodes.querySelectorAll("article").map((place) => inPlace(place).filter(Boolean).join(" "));
    return [nodes.querySelector(".sum").textContent, ...places];
  }
}

test("a theme without a name that was voted on says so", () => {
  const page = phone("results");
  const [vote, ...others] = page.put.activity;
  const shapes = { activity: [{ ...vote, of: "clusters" }, ...others], cluster: [{ id: 1, letter: "H", title: "" }] };
  assert.deepEqual(page.change(shapes).slice(1), ["1 H report.theme.unnamed 2"]);
});

for (const name of Object.keys(VIEWS)) {
  test(`an un-merged idea and the new count reach a phone that shows the result: ${name}`, () => {
    const page = phone(name);
    assert.deepEqual(page.change({}), ["1 äänesti.", "1 1 Idea 1 2"]);
    const parted = { idea: [idea(1), idea(2)], tally: [tally({ 1: 1, 2: 2 }, { recounted: 1000 })] };
    page.put.activity = page.put.activity.map((one) => (one.id === 4 ? { ...one, uncovered: 2 } : one));
    assert.deepEqual(page.change(parted), ["1 äänesti. Laskettu uudelleen", "1 2 Idea 2 2", "2 1 Idea 1 1"]);
    const again = { idea: [idea(1, { merged: [2] }), idea(2, { votable: false })], tally: [tally({ 1: 2 })] };
    assert.deepEqual(page.change(again), ["1 äänesti.", "1 1 Idea 1 2"], "and merged again");
  });

  test(`counted hands, and words that arrive after the count, reach it: ${name}`, () => {
    const page = phone(name);
    page.change({});
    const hands = tally({ 1: 5 }, { facts: { ballots: 1, hands: 3 } });
    assert.deepEqual(page.change({ tally: [hands] }), ["1 äänesti. 3 kättä.", "1 1 Idea 1 5"]);
    const [, reworded] = page.change({ idea: [idea(1, { text: "Vesibussi" })] });
    assert.equal(reworded, "1 1 Vesibussi 5");
  });
}

test("all places stay in sight when the result is counted again, once their reader has unfolded them", () => {
  const page = phone("dots");
  const ideas = Array.from({ length: 14 }, (_, at) => idea(at + 1));
  const votes = Object.fromEntries(ideas.map((one) => [one.id, 20 - one.id]));
  const places = () => page.nodes.querySelectorAll("article").length;
  const activity = page.put.activity.map((one) => ({ ...one, uncovered: ideas.length }));
  page.change({ idea: ideas, activity, tally: [tally(votes)] });
  assert.equal(places(), 10);
  page.nodes.querySelector("button").hears("click");
  assert.equal(places(), 14);
  page.change({ tally: [tally({ ...votes, 1: 25 }, { recounted: 1000 })] });
  assert.equal(places(), 14);
  assert.deepEqual(page.nodes.querySelectorAll("button"), []);
});

test("a result that did not change keeps its nodes, and so what is unfolded and the focus in it", () => {
  const page = phone("dots");
  page.change({});
  const card = page.nodes.querySelector("article");
  page.change({ forum: page.put.forum.slice() });
  assert.equal(page.nodes.querySelector("article"), card);
});
