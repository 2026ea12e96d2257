// What a phone says about targets that came to an open vote, also after a reload.

import assert from "node:assert/strict";
import test from "node:test";

import { news, tellNews } from "../../static/js/phone/vote_news.js";
import { seenTargets } from "../../static/js/phone/seen_targets.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDocument } from "./fake_phone.mjs";

const VOTE = { id: 5, of: "ideas" };

/** A browser's localStorage. */
function storage() {
  const kept = {};
  return { getItem: (name) => kept[name] || null, setItem: (name, value) => (kept[name] = value) };
}

/** A phone's page of the vote, freshly loaded: what it says about targets with these numbers. */
function loaded(local, marks = {}) {
  const said = [];
  const page = {
    shown: seenTargets("AAAAAA", local),
    notice: (kind, icon, words) => said.push(words),
    live: { store: { get: (kind) => (kind === "ballot" ? { marks, n: 1 } : null), all: () => [] } },
    outbox: { items: () => [], arrived: () => [] },
  };
  const view = news(page);
  return (numbers) => {
    const rows = numbers.map((number) => ({ id: 100 + number, label: String(number) }));
    tellNews(view, VOTE, rows, () => "gone");
    return said.splice(0);
  };
}

test("which targets came later is still known after a reload, until the ballot is changed", (context) => {
  fakeDocument();
  setWords({ lang: "en", words: { "phone.votes.new": ["new: {numbers}", "new: {numbers}"] } });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const local = storage();
  const first = loaded(local);
  assert.deepEqual(first([1, 2]), [], "the first ones are not new");
  assert.deepEqual(first([1, 2, 3]), ["new: 3"]);
  assert.deepEqual(loaded(local)([1, 2, 3]), ["new: 3"], "reloaded");
  assert.deepEqual(loaded(local)([1, 2, 3, 4]), ["new: 3, 4"], "one came while the page was away");
  assert.deepEqual(loaded(local)([1, 2, 4]), ["new: 3, 4"]);
  assert.deepEqual(loaded(storage())([1, 2, 3, 4]), [], "another phone has seen all of them at once");
  assert.deepEqual(loaded(null)([1, 2, 3]), [], "without storage a reload forgets");
});

test("another vote of the same forum begins anew", () => {
  const local = storage();
  const shown = seenTargets("AAAAAA", local);
  shown.write(5, { labels: { 101: "1" }, fresh: [] });
  assert.equal(shown.read(6), null);
  assert.deepEqual(shown.read(5), { vote: 5, labels: { 101: "1" }, fresh: [] });
});
