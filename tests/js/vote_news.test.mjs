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

test("an idea with an own mark that is merged has not left, and its mark is said to count elsewhere", (context) => {
  fakeDocument();
  setWords({
    lang: "en",
    words: { "phone.votes.moved": "{number} is in {into}", "phone.votes.new": ["{numbers}", "{numbers}"] },
  });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const local = storage();
  const ballot = { n: 1, marks: { 102: 1 }, merged: {}, uncounted: {} };
  const apart = [
    { id: 102, label: 2, merged: [] },
    { id: 103, label: 3, merged: [] },
  ];
  const together = [{ id: 103, label: 3, merged: [2] }];
  const open = () => {
    const said = [];
    const page = {
      shown: seenTargets("AAAAAA", local),
      notice: (kind, icon, words) => said.push(words),
      live: { store: { get: (kind) => (kind === "ballot" ? ballot : null), all: () => [] } },
      outbox: { items: () => [], arrived: () => [] },
    };
    const view = news(page);
    const tell = (rows) => {
      tellNews(view, VOTE, rows, () => "gone");
      return view.notes.childNodes.map((one) => one.textContent);
    };
    return { said, tell };
  };
  let phone = open();
  phone.tell(apart);
  assert.deepEqual(phone.tell(together), [], "the frame comes first, the own ballot follows");
  Object.assign(ballot, { marks: { 103: 1 }, merged: { 2: 103 } });
  assert.deepEqual(phone.tell(together), ["2 is in 3"]);
  assert.deepEqual(phone.said, ["2 is in 3"]);
  phone = open();
  assert.deepEqual(phone.tell(together), ["2 is in 3"], "reloaded");
  Object.assign(ballot, { n: 2, marks: { 103: 2 } });
  assert.deepEqual(phone.tell(together), [], "the voter has changed the ballot since");
  assert.deepEqual(open().tell(together), []);
  Object.assign(ballot, { marks: { 102: 1 }, merged: {} });
  assert.deepEqual(phone.tell(apart), [], "taken apart");
});

for (const [merged, uncounted, said] of [
  [{ 2: 103 }, {}, ["2 in 3, kept"]],
  [{ 2: 103 }, { 103: 1 }, ["2 in 3, kept", "1 back"]],
  [{ 2: 103, 4: 103 }, { 103: 2 }, ["2 in 3, kept", "4 in 3, kept", "2 back"]],
  [{ 2: 103, 4: 105 }, { 105: 1 }, ["2 in 3, kept", "4 in 5, kept", "1 back"]],
])
  test(`of marks on ${Object.keys(merged)} with ${JSON.stringify(uncounted)} free again: ${said}`, (context) => {
    fakeDocument();
    const words = { "phone.votes.moved": "{number} in {into}, kept" };
    words["phone.votes.joined"] = ["{n} back", "{n} back"];
    setWords({ lang: "en", words });
    context.after(() => setWords({ lang: "fi", words: {} }));
    const ballot = { n: 1, marks: { 103: 1 }, merged, uncounted };
    const page = {
      shown: seenTargets("AAAAAA", storage()),
      notice: () => undefined,
      live: { store: { get: (kind) => (kind === "ballot" ? ballot : null), all: () => [] } },
      outbox: { items: () => [], arrived: () => [] },
    };
    const view = news(page);
    const rows = [3, 5].map((label) => ({ id: 100 + label, label, merged: [] }));
    tellNews(view, VOTE, rows, () => "gone");
    assert.deepEqual(
      view.notes.childNodes.map((one) => one.textContent),
      said,
    );
  });

test("new targets are named in their order", (context) => {
  fakeDocument();
  setWords({ lang: "en", words: { "phone.votes.new": ["{numbers}", "{numbers}"] } });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const tell = loaded(null);
  tell([1]);
  assert.deepEqual(tell([1, 12, 4, 3]), ["3, 4, 12"]);
});

test("another vote of the same forum begins anew", () => {
  const local = storage();
  const shown = seenTargets("AAAAAA", local);
  shown.write(5, { labels: { 101: "1" }, fresh: [] });
  assert.equal(shown.read(6), null);
  assert.deepEqual(shown.read(5), { vote: 5, labels: { 101: "1" }, fresh: [] });
});
