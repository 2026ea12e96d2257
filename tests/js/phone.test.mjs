// What the phone says of itself: pure rules with a false page, no browser.
import assert from "node:assert/strict";
import test from "node:test";

import { actions } from "../../static/js/phone/acts.js";
import { findIn } from "../../static/js/phone/drawers.js";
import { hiddenNews } from "../../static/js/phone/hidden.js";
import { ownIdeas } from "../../static/js/phone/own.js";
import { bringBack, takeBack } from "../../static/js/phone/takeback.js";
import { byTheme } from "../../static/js/phone/themes.js";
import { setWords } from "../../static/js/words.js";

setWords({ lang: "fi", words: { "idea.withdraw.done": "Vedit.", "idea.restored": "Taas.", "phone.hidden": "Ideasi {number} ei enää näy muille." } });

/** A phone whose outbox only writes down; `mine` is what the server has. */
function writer(mine = []) {
  const me = { clock: 0, mine, items: [], calls: [], notice: () => {}, drafts: {} };
  me.live = { now: () => me.clock, online: () => true, store: { all: () => me.mine, get: () => ({ position: 1 }) } };
  me.outbox = {
    items: () => me.items,
    arrived: () => [],
    add: (entry) => me.calls.push(["add", entry.verb, entry.body]),
    drop: (key) => me.calls.push(["drop", key]),
    keep: (key) => { me.calls.push(["keep", key]); return me.items.some((item) => item.key === key); },
  };
  return me;
}

const card = { key: "k1", id: 4, number: 9, text: "Kahvila", activity: 3 };

test("an idea taken back leaves its card for ten seconds, and comes again by a command of its own", () => {
  const me = writer([{ key: "k1", id: 4, number: 9, text: "Kahvila", state: "withdrawn", activity: 3 }]);
  takeBack(me, card);
  assert.deepEqual(ownIdeas(me, null).map((one) => [one.number, one.phase]), [[9, "taken"]]);
  bringBack(me);
  assert.deepEqual(me.calls, [["add", "idea.withdraw", { idea: 4 }], ["add", "idea.restore", { idea: 4 }]]);
  takeBack(me, card);
  me.clock = 10_001;
  assert.deepEqual(ownIdeas(me, null), []);
  bringBack(me);
  assert.equal(me.calls.length, 3, "too late");
});

test("what is still on its way to be taken back is not overtaken", () => {
  const me = writer([{ key: "k1", id: 4, state: "shown" }]);
  takeBack(me, card);
  me.items = [{ key: "w1", verb: "idea.withdraw", body: { idea: 4 }, state: "waiting" }];
  bringBack(me);
  assert.deepEqual(me.calls.slice(1), [["drop", "w1"]]);
});

test("an idea that never left the phone is simply wanted again", () => {
  const me = writer();
  takeBack(me, { ...card, id: 0 });
  bringBack(me);
  assert.deepEqual(me.calls, [["drop", "k1"], ["keep", "k1"], ["add", "idea.add", { activity: 3, text: "Kahvila" }]]);
});

test("found by number from its beginning, or by letters anywhere", () => {
  const rows = [{ label: 7, text: "Keinu 12" }, { label: 12, text: "Kahvila" }, { label: 112, text: "Puisto" }, { label: "C", text: "Aistit" }];
  const labels = (query) => findIn(rows, query).map((row) => row.label);
  assert.deepEqual(labels("12"), [12]);
  assert.deepEqual(labels("1"), [12, 112]);
  assert.deepEqual(labels(" KAHV"), [12]);
  assert.deepEqual(labels("c"), ["C"]);
  assert.deepEqual(labels("zzz"), []);
});

test("themes come in an order of each phone's own, what has none last; without a seed by letter", () => {
  const clusters = { 1: { id: 1, letter: "A" }, 2: { id: 2, letter: "B" }, 3: { id: 3, letter: "C" } };
  const me = { live: { store: { get: (kind, id) => clusters[id] } } };
  const rows = [{ id: 9, cluster: null }, { id: 1, cluster: 3 }, { id: 2, cluster: 1 }, { id: 3, cluster: 2 }, { id: 4, cluster: 77 }];
  const letters = (seed) => byTheme(me, rows, seed).map((group) => (group.theme ? group.theme.letter : "-")).join("");
  assert.equal(letters(null), "ABC-");
  const orders = new Set(Array.from({ length: 40 }, (_, seed) => letters(seed + 1)));
  assert.equal(orders.size, 6);
  assert.equal([...orders].every((one) => one.endsWith("-")), true);
  assert.deepEqual(byTheme(me, rows, 5).pop().rows.map((row) => row.id), [9, 4]);
});

/** A page with own ideas; `said` collects its notices. */
function page(mine = []) {
  const said = [];
  return { said, mine, live: { store: { all: () => mine } }, notice: (tone, sign, words) => said.push(words) };
}

test("an author is told once that an idea was hidden, and not of those hidden before", () => {
  const me = page([{ id: 1, number: 4, state: "hidden" }, { id: 2, number: 7, state: "shown" }]);
  const news = hiddenNews(me);
  news();
  me.mine[1].state = "hidden";
  news();
  news();
  assert.deepEqual(me.said, ["Ideasi 7 ei enää näy muille."]);
  me.mine[1].state = "shown";
  news();
  me.mine[1].state = "hidden";
  news();
  assert.equal(me.said.length, 2);
});

for (const [shelf, drafts, lasting] of [[true, true, true], [false, true, false], [true, false, false], [false, false, false]]) {
  test(`posted ${shelf ? "lasts" : "is lost"}, typed ${drafts ? "lasts" : "is lost"}: ${lasting ? "no warning" : "a warning"}`, () => {
    const me = { shelf: { lasting: () => shelf }, drafts: { lasting: () => drafts } };
    assert.equal(actions(me).lasting(), lasting);
  });
}

test("what screen readers were told is gone a moment later", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const node = { textContent: "" };
  globalThis.document = { getElementById: () => node };
  const me = actions({});
  me.say("1 tarra jäljellä");
  context.mock.timers.tick(1500);
  me.say("Kaikki tarrat on annettu");
  context.mock.timers.tick(1500);
  assert.equal(node.textContent, "Kaikki tarrat on annettu");
  context.mock.timers.tick(1000);
  assert.equal(node.textContent, "");
});
