// Suggesting a theme on the phone: what a card offers, what it sends, and what it shows until the server has answered.
import assert from "node:assert/strict";
import test from "node:test";

import { suggestions } from "../../../static/js/activities/clusters/suggest.js";
import { actions } from "../../../static/js/phone/actions.js";
import { el } from "../../../static/js/dom/el.js";
import { setWords } from "../../../static/js/text/words.js";
import { fakeDom } from "../../js/fake_dom.mjs";

const THEMES = [
  { id: 8, letter: "B", title: "Sauna" },
  { id: 7, letter: "A", title: "Kahvila" },
];

/** A phone at a grouping step: its page, what it sent, and the line of an idea's card. */
function phone(more = {}) {
  fakeDom();
  setWords({
    lang: "fi",
    words: {
      "phone.suggest": "Ehdota",
      "phone.suggest.now": "Ehdotit:",
      "phone.suggest.change": "Muuta",
      "common.cancel": "Peru",
      "phone.suggest.back": "Peru ehdotus",
    },
  });
  const things = {
    activity: [{ id: 3, state: more.state || "open", closes_at: null, ends_at: null }],
    cluster: more.themes || THEMES,
    me: [{ id: 1, seed: 1, done: [], suggested: more.suggested || {} }],
    mine: [],
  };
  const sent = [];
  const page = { version: 1, waiting: sent, done: [], draw: () => {}, say: (words) => (page.said = words) };
  page.live = {
    now: () => 5,
    store: {
      all: (kind) => things[kind] || [],
      get: (kind, id) => (things[kind] || []).find((one) => one.id === Number(id)),
      version: () => page.version,
    },
  };
  page.outbox = {
    items: () => page.waiting,
    arrived: () => page.done,
    add: (item) => sent.push({ key: "k" + sent.length, state: "waiting", ...item }),
    forget: (key) => (page.done = page.done.filter((one) => one.key !== key)),
  };
  const suggest = suggestions(page, { id: 3 });
  const row = (cluster) => ({ key: "31", number: 31, suggest: suggest.of({ id: 31, cluster }) });
  const card = (cluster = null) => suggest.card(el("article", {}), row(cluster));
  return { page, things, sent, suggest, card, words: () => card().textContent };
}

function press(card, n) {
  card.querySelectorAll("button")[n].hears("click");
}

test("a card asks for the theme on demand, and sends what is chosen", () => {
  const me = phone();
  assert.equal(me.words(), "Ehdota");
  press(me.card(), 0);
  const asked = me.card();
  assert.deepEqual(
    asked.querySelectorAll("button").map((one) => one.textContent),
    ["A Kahvila", "B Sauna", "Peru"],
  );
  press(asked, 1);
  assert.deepEqual(me.sent[0].body, { idea: 31, cluster: 8 });
  assert.equal(me.words(), "Ehdotit: B SaunaMuuta", "shown before it is answered");
});

test("it stays on the card from the answer until the own things come", () => {
  const me = phone();
  press(me.card(), 0);
  press(me.card(), 0);
  me.page.done = me.sent.splice(0);
  const { tidy } = actions(me.page);
  tidy();
  assert.equal(me.words(), "Ehdotit: A KahvilaMuuta");
  me.page.version = 2;
  tidy();
  assert.equal(me.words(), "Ehdota", "the server's word counts: the idea was placed meanwhile");
});

test("what was suggested can be taken back", () => {
  const me = phone({ suggested: { 31: 7 } });
  press(me.card(), 0);
  press(me.card(), 2);
  assert.deepEqual(me.sent[0].body, { idea: 31, cluster: null });
  assert.equal(me.words(), "Ehdota");
});

test("nothing is suggested where there is no other theme, or when the step is over", () => {
  assert.equal(phone({ themes: [] }).words(), "");
  assert.equal(phone({ state: "closed" }).words(), "");
  assert.equal(phone({ themes: [THEMES[1]] }).card(7).textContent, "", "the idea is in the only theme");
});

test("rows are equal while nothing changes", () => {
  const me = phone();
  const before = me.suggest.sign();
  assert.equal(me.suggest.sign(), before);
  press(me.card(), 0);
  assert.notEqual(me.suggest.sign(), before);
});
