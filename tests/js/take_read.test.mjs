// The button below the pile takes the first offer of each card that a person had time to read, and of no other.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { likelyThemes } from "../../static/js/console/board/likely_themes.js";
import { placeSeveral } from "../../static/js/console/board/moves.js";
import { keepRead, offersRead, READ_MS, watchPile } from "../../static/js/console/board/take_read.js";
import { setWords } from "../../static/js/text/words.js";
import { idea } from "./console_shapes.mjs";

// When all four cards in sight have been read.
const READ_ALL = 4 * READ_MS + 1;

// What listens to the page.
const heard = new Set();
const own = { document: globalThis.document, IntersectionObserver: globalThis.IntersectionObserver };

before(() => {
  globalThis.document = {
    hidden: false,
    addEventListener: (_, listener) => heard.add(listener),
    removeEventListener: (_, listener) => heard.delete(listener),
  };
  globalThis.IntersectionObserver = class {
    observe() {}
    disconnect() {}
  };
});
after(() => Object.assign(globalThis, own));

const theme = (id, cluster) => ({ idea: id, cluster, near: [], words: [], sure: false, offered: true, others: [] });

/** A board with five loose ideas; 1 to 4 are in sight from 0 on, with the offers 7, 8, 7 and none. */
function board(people = {}) {
  const ideas = [1, 2, 3, 4, 5].map((id) => idea(id, { suggested: people[id] || {} }));
  const clusters = [7, 8].map((id) => ({ id, letter: "AB"[id - 7], title: "", colour: "" }));
  const sent = [];
  const here = {
    columns: [{ id: null, ideas }],
    view: { clusters, idea: (id) => ideas.find((one) => one.id === id) },
    suggestions: { found: { themes: [theme(1, 7), theme(2, 8), theme(3, 7), theme(5, 7)] }, answered: new Set() },
    focus: null,
    desk: { ui: { chosen: new Set(), moving: new Map() }, redraw: () => {}, say: () => {} },
    sent,
  };
  here.reading = watchPile(here).times;
  here.desk.act = async (verb, body) => (sent.push([verb, body]), { ok: true, made: { placed: 3 } });
  const offers = { 1: 7, 2: 8, 3: 7, 4: "" };
  [1, 2, 3, 4].forEach((id) => here.reading.look({ id, text: "idea " + id + " " + offers[id] }, true, 1));
  return here;
}

const ids = (found) => found.map((one) => one.idea + ">" + one.cluster);

test("a card takes two seconds", () => {
  const here = board();
  assert.deepEqual(ids(offersRead(here, 2000)), []);
  assert.deepEqual(ids(offersRead(here, 2001)), ["1>7"]);
});

test("one card after the other is read, from the top, and those still in sight go to what they offer first", () => {
  const here = board();
  assert.deepEqual(ids(offersRead(here, READ_MS)), []);
  assert.deepEqual(ids(offersRead(here, READ_MS + 1)), ["1>7"]);
  assert.deepEqual(ids(offersRead(here, 3 * READ_MS)), ["1>7", "2>8"], "the third is still being read");
  assert.deepEqual(ids(offersRead(here, READ_ALL)), ["1>7", "2>8", "3>7"], "4 offers none, 5 was not in sight");
  here.reading.look({ id: 3, text: "idea 3 7" }, false, READ_ALL);
  assert.deepEqual(ids(offersRead(here, READ_ALL)), ["1>7", "2>8"], "who cannot see it cannot answer for it");
});

test("a card that slides in is read after those that were there, and a placed one takes no time any more", () => {
  const here = board();
  const [pile] = here.columns;
  here.reading.look({ id: 5, text: "idea 5 7" }, true, READ_MS + 1);
  assert.deepEqual(ids(offersRead(here, 2 * READ_MS + 1)), ["1>7", "2>8"]);
  pile.ideas = pile.ideas.filter((one) => one.id !== 3 && one.id !== 4);
  assert.deepEqual(ids(offersRead(here, 3 * READ_MS)), ["1>7", "2>8"]);
  assert.deepEqual(ids(offersRead(here, 3 * READ_MS + 1)), ["1>7", "2>8", "5>7"]);
});

test("neither the time that a hand takes to place a card counts as read, nor that of writing a theme's name", () => {
  const here = board();
  here.reading.acted(READ_MS + READ_MS / 2);
  assert.deepEqual(ids(offersRead(here, 2 * READ_MS + 1)), ["1>7"], "the second began anew");
  assert.deepEqual(ids(offersRead(here, 2.5 * READ_MS)), ["1>7", "2>8"]);
  here.reading.hold(true, 2.5 * READ_MS);
  assert.deepEqual(ids(offersRead(here, 9 * READ_MS)), ["1>7", "2>8"]);
  here.reading.hold(false, 9 * READ_MS);
  assert.deepEqual(ids(offersRead(here, 10 * READ_MS)), ["1>7", "2>8", "3>7"]);
});

test("an offer that has changed must be read anew", () => {
  const here = board();
  offersRead(here, 2 * READ_MS + 1);
  here.suggestions.found = { themes: [theme(1, 8), theme(2, 8)] };
  assert.deepEqual(ids(offersRead(here, 2 * READ_MS + 1)), ["2>8"]);
  assert.deepEqual(ids(offersRead(here, 3 * READ_MS + 1)), ["1>8", "2>8"]);
});

test("what somebody may have read stays on its card while that is in sight, and the button moves it there", () => {
  const here = board();
  here.reading.look({ id: 5, text: "idea 5 7" }, true, READ_MS);
  const first = (id) => likelyThemes(here, here.view.idea(id)).map((one) => one.cluster.id)[0];
  keepRead(here, 2 * READ_MS + 1);
  here.suggestions.found = { themes: [theme(1, 8), theme(2, 7), theme(3, 8), theme(5, 8)] };
  assert.deepEqual([first(1), first(2), first(3)], [7, 8, 7], "the third may have been read before the others");
  assert.deepEqual(ids(offersRead(here, 2 * READ_MS + 1)), ["1>7", "2>8"], "but is not taken yet");
  keepRead(here, 2 * READ_MS + 1);
  here.suggestions.found = { themes: [theme(1, 8), theme(2, 7), theme(3, 8), theme(5, 7)] };
  assert.equal(first(5), 7, "nobody had time to read what a card that slid in offered");
  here.reading.look({ id: 1, text: "idea 1 7" }, false, 2 * READ_MS + 2);
  keepRead(here, 2 * READ_MS + 2);
  assert.deepEqual([first(1), first(2)], [8, 8], "what is out of sight is read anew");
  here.suggestions.answered.add("t2>8");
  keepRead(here, 2 * READ_MS + 3);
  assert.equal(first(2), 7, "who skips an offer sees the next one");
});

test("a card with a suggestion of people is answered by itself, and a selection is moved otherwise", () => {
  assert.deepEqual(ids(offersRead(board({ 2: { 7: 3 } }), READ_ALL)), ["1>7", "3>7"]);
  const here = board();
  here.desk.ui.chosen.add(1);
  assert.deepEqual(offersRead(here, READ_ALL), []);
});

test("all of them are one command", async () => {
  setWords({ lang: "fi", words: { "console.take_read.done": ["{n}", "{n}"] } });
  const here = board();
  await placeSeveral(here, offersRead(here, READ_ALL));
  const places = [
    { cluster: 7, ideas: [1, 3] },
    { cluster: 8, ideas: [2] },
  ];
  assert.deepEqual(here.sent, [["ideas.place", { places }]]);
});

test("what another person placed meanwhile, or a refusal, leaves no card where it is not", async () => {
  setWords({ lang: "fi", words: { "console.take_read.done": ["{n}", "{n}"] } });
  for (const answer of [{ ok: false }, { ok: true, made: { placed: 2 } }]) {
    const here = board();
    here.desk.act = async () => answer;
    await placeSeveral(here, offersRead(here, READ_ALL));
    assert.equal(here.desk.ui.moving.size, 0);
  }
});

test("a list that is left keeps no listener of the page", () => {
  heard.clear();
  const rows = watchPile(board());
  assert.equal(heard.size, 2, "that of the board, and its own");
  rows.leave();
  assert.equal(heard.size, 1);
});
