// The outbox with a fake connection: nothing is lost, nothing takes effect twice, and order is kept.
import assert from "node:assert/strict";
import test from "node:test";

import { makeOutbox } from "../../static/js/wire/outbox.js";
import { actions, followUps } from "../../static/js/phone/actions.js";

/** A phone: storage that survives, a connection whose answers the test gives, a clock that the test sets. */
function phone(kept = {}) {
  const me = { kept, sent: [], asked: [], clock: 1000, timers: [], keys: 0, changes: [] };
  me.storage = {
    all: () => Promise.resolve(Object.values(kept).map((one) => JSON.parse(one))),
    late: (take) => (me.late = take),
    put: (record) => Promise.resolve((kept[record.key] = JSON.stringify(record))),
    remove: (key) => Promise.resolve(delete kept[key]),
  };
  me.box = makeOutbox({
    storage: me.storage,
    send: (verb, body) => {
      me.sent.push({ verb, ...body });
      return new Promise((resolve) => me.asked.push(resolve));
    },
    newKey: () => `key-${Object.keys(kept).length}-${(me.keys += 1)}`,
    now: () => me.clock,
    later: (work, wait) => {
      const timer = { work, at: me.clock + wait };
      me.timers.push(timer);
      return () => (me.timers = me.timers.filter((one) => one !== timer));
    },
    changed: (item, answer) => me.changes.push([item, answer]),
    settled: followUps,
  });
  me.answer = async (answer) => {
    me.asked.shift()(answer);
    await new Promise((resolve) => setImmediate(resolve));
  };
  me.pass = async (ms) => {
    me.clock += ms;
    const due = me.timers.filter((one) => one.at <= me.clock);
    me.timers = me.timers.filter((one) => one.at > me.clock);
    due.forEach((one) => one.work());
    await new Promise((resolve) => setImmediate(resolve));
  };
  return me;
}

const idea = (text) => ({ verb: "idea.add", body: { activity: 3, text } });
const OFFLINE = { ok: false, code: "offline", facts: {} };

test("one at a time, in order, each until answered", async () => {
  const me = phone();
  me.box.add(idea("a"));
  me.box.add(idea("b"));
  assert.deepEqual(
    me.sent.map((one) => one.text),
    ["a"],
  );
  await me.answer({ ok: true, made: { idea: 1, number: 1 } });
  assert.deepEqual(
    me.sent.map((one) => one.text),
    ["a", "b"],
  );
  await me.answer({ ok: true, made: { idea: 2, number: 2 } });
  assert.deepEqual([me.box.items(), Object.keys(me.kept)], [[], []]);
  assert.deepEqual(
    me.box.arrived().map((one) => one.made.number),
    [1, 2],
  );
});

test("dead Wi-Fi: the same key again, later and later, until it arrives", async () => {
  const me = phone();
  me.box.add(idea("a"));
  for (let n = 0; n < 5; n += 1) {
    await me.answer(OFFLINE);
    await me.pass(16000);
  }
  assert.equal(me.sent.length, 6);
  assert.equal(new Set(me.sent.map((one) => one.key)).size, 1);
  await me.answer({ ok: true, made: {} });
  assert.deepEqual(me.box.items(), []);
});

test("when the connection is back it does not wait for its turn", async () => {
  const me = phone();
  me.box.add(idea("a"));
  await me.answer(OFFLINE);
  assert.equal(me.sent.length, 1);
  me.box.kick();
  assert.equal(me.sent.length, 2);
});

test("a reload in the middle: what was sent and not answered is sent again with its key", async () => {
  const kept = {};
  const before = phone(kept);
  before.box.add(idea("a"));
  before.box.add(idea("b"));
  const after = phone(kept);
  await after.box.load();
  assert.deepEqual(
    after.sent.map((one) => [one.key, one.text]),
    [[before.sent[0].key, "a"]],
  );
  await after.answer({ ok: true, made: {} });
  await after.answer({ ok: true, made: {} });
  assert.deepEqual(Object.keys(kept), []);
});

test("too fast: it waits and goes by itself, and the next one does not overtake it", async () => {
  const me = phone();
  me.box.add(idea("a"));
  me.box.add(idea("b"));
  await me.answer({ ok: false, code: "too_fast", facts: {} });
  assert.equal(me.sent.length, 1);
  await me.pass(5300);
  assert.deepEqual(
    me.sent.map((one) => one.text),
    ["a", "a"],
  );
});

test("one idea at a time: the next goes by itself when the server said it may, and nothing is lost", async () => {
  const me = phone();
  me.box.add(idea("a"));
  await me.answer({ ok: false, code: "slow_mode", facts: { n: 25 } });
  await me.pass(24_000);
  assert.equal(me.sent.length, 1);
  assert.equal(me.box.items()[0].code, "slow_mode");
  await me.pass(1500);
  assert.equal(me.sent.length, 2);
});

test("a final refusal keeps the text and its reason, also after a reload", async () => {
  const kept = {};
  const me = phone(kept);
  me.box.add(idea("a"));
  await me.answer({ ok: false, code: "ideas_closed", facts: {} });
  assert.equal(me.box.items()[0].state, "refused");
  const after = phone(kept);
  await after.box.load();
  assert.deepEqual([after.box.items()[0].code, after.sent], ["ideas_closed", []]);
  after.box.change(after.box.items()[0].key, { text: "b" });
  assert.deepEqual(
    after.sent.map((one) => one.text),
    ["b"],
  );
});

test("only the newest ballot counts; the one under way is let finish", async () => {
  const me = phone();
  const ballot = (n) => ({ verb: "ballot.set", slot: "ballot-8", body: { activity: 8, n, marks: {} } });
  me.box.add(ballot(1));
  me.box.add(ballot(2));
  me.box.add(ballot(3));
  assert.deepEqual(
    me.box.items().map((one) => one.body.n),
    [1, 3],
  );
  await me.answer({ ok: true });
  assert.deepEqual(
    me.sent.map((one) => one.n),
    [1, 3],
  );
});

test("a vote does not wait behind an idea that has to", async () => {
  const me = phone();
  me.box.add(idea("a"));
  await me.answer({ ok: false, code: "too_fast", facts: {} });
  me.box.add({ verb: "ballot.set", slot: "ballot-8", body: { activity: 8, n: 1, marks: {} } });
  assert.equal(me.sent[1].verb, "ballot.set");
});

test("words changed while the idea was on its way become an edit once it has arrived", async () => {
  const me = phone();
  me.box.add(idea("a"));
  me.box.change(me.box.items()[0].key, { text: "parempi" });
  await me.answer({ ok: true, made: { idea: 5, number: 5 } });
  assert.deepEqual([me.sent[1].verb, me.sent[1].idea, me.sent[1].text], ["idea.edit", 5, "parempi"]);
});

test("a key never carries other words: what may have arrived is sent again as it was, and then edited", async () => {
  const me = phone();
  me.box.add(idea("a"));
  await me.answer(OFFLINE);
  me.box.change(me.box.items()[0].key, { text: "parempi" });
  await me.pass(60000);
  assert.deepEqual([me.sent[1].key, me.sent[1].text], [me.sent[0].key, "a"]);
  await me.answer({ ok: true, made: { idea: 5, number: 5 } });
  assert.deepEqual([me.sent[2].verb, me.sent[2].text], ["idea.edit", "parempi"]);
});

test("taken back while on its way: withdrawn once it has arrived; never sent: simply gone", async () => {
  const me = phone();
  me.box.add(idea("a"));
  me.box.add(idea("b"));
  me.box.drop(me.box.items()[1].key);
  me.box.drop(me.box.items()[0].key);
  await me.answer({ ok: true, made: { idea: 5, number: 5 } });
  assert.deepEqual(
    me.sent.map((one) => one.verb),
    ["idea.add", "idea.withdraw"],
  );
});

test("an editor opened while the idea was on its way saves and takes back what is stored by then", async () => {
  const me = phone();
  let mine = [];
  const deeds = actions({ outbox: me.box, live: { store: { all: () => mine }, now: () => me.clock } });
  const item = me.box.add(idea("Kavhila"));
  const card = { key: item.key, id: 0, unsent: true };
  await me.answer({ ok: true, made: { idea: 5, number: 5 } });
  deeds.changeIdea(card, "Kahvila");
  assert.deepEqual([me.sent[1].verb, me.sent[1].idea, me.sent[1].text], ["idea.edit", 5, "Kahvila"]);
  await me.answer({ ok: true, made: {} });
  me.box.forget(item.key);
  mine = [{ key: item.key, id: 5 }];
  deeds.changeIdea(card, "Kahvila 2");
  assert.deepEqual([me.sent[2].verb, me.sent[2].idea, me.sent[2].text], ["idea.edit", 5, "Kahvila 2"]);
});

test("a key is never used for two things", () => {
  const me = phone();
  me.box.add(idea("a"));
  me.box.add(idea("a"));
  assert.notEqual(me.box.items()[0].key, me.box.items()[1].key);
});

test("what a slow storage hands over late is sent too, and nothing is there twice", async () => {
  const me = phone();
  await me.box.load();
  me.box.add({ verb: "idea.add", body: { activity: 3, text: "Uusi" } });
  const [here] = me.box.items();
  me.late([
    { ...here },
    { key: "old", n: 0, verb: "idea.add", state: "waiting", body: { activity: 3, text: "Vanha" } },
  ]);
  assert.deepEqual(
    me.box.items().map((item) => item.body.text),
    ["Vanha", "Uusi"],
  );
  await me.answer({ ok: true, made: { idea: 1 } });
  assert.equal(me.sent.at(-1).text, "Vanha");
});

test("what was stored goes in the order in which it was written, before what is new, whatever waited for", async () => {
  const record = (key, n, more) => ({
    key,
    n,
    verb: "idea.add",
    state: "waiting",
    tries: 1,
    after: 1e15,
    slot: "",
    body: { text: key },
    ...more,
  });
  const kept = Object.fromEntries(
    [record("c", 9), record("a", 2), record("b", 10)].map((one) => [one.key, JSON.stringify(one)]),
  );
  const me = phone(kept);
  await me.box.load();
  assert.deepEqual(
    me.box.items().map((item) => item.key),
    ["a", "c", "b"],
  );
  assert.equal(me.sent[0].key, "a", "the pause of another visit is over");
  assert.equal(me.box.add(idea("d")).n, 11);
});

test("what was taken back and is wanted again is sent, and what is gone cannot be", async () => {
  const me = phone();
  const item = me.box.add(idea("a"));
  me.box.drop(item.key);
  assert.equal(item.gone, true);
  assert.deepEqual([me.box.keep(item.key), item.gone, me.box.keep("another")], [true, false, false]);
  await me.answer({ ok: true, made: { idea: 5, number: 5 } });
  assert.deepEqual(me.sent.length, 1, "no withdrawal follows");
});

test("the page hears of each change, and a refusal of its reason and facts", async () => {
  const me = phone();
  me.box.add(idea("a"));
  me.changes.length = 0;
  await me.answer({ ok: false, code: "too_long", facts: { n: 3 } });
  const [[item, answer]] = me.changes;
  assert.deepEqual([item.state, item.code, item.facts, answer.code], ["refused", "too_long", { n: 3 }, "too_long"]);
  me.changes.length = 0;
  me.box.change(item.key, { text: "b" });
  assert.ok(me.changes.length > 0);
  assert.deepEqual([item.state, item.code, item.tries, item.first.text], ["waiting", "", 1, "b"]);
  await me.answer({ ok: false, code: "empty" });
  assert.deepEqual(item.facts, {}, "a refusal may have none");
  me.changes.length = 0;
  me.box.drop(item.key);
  assert.deepEqual([me.changes.length, me.box.items(), me.kept], [1, [], {}]);
  me.box.change("another", { text: "x" });
  me.box.drop("another");
  assert.equal(me.changes.length, 1);
});

test("a disk that is full and a line that is back are tried at once; who was too fast waits its time", async () => {
  for (const [code, sent] of [
    ["offline", 2],
    ["server", 2],
    ["disk_full", 2],
    ["too_fast", 1],
    ["ideas_paused", 1],
  ]) {
    const me = phone();
    me.box.add(idea("a"));
    await me.answer({ ok: false, code, facts: {} });
    me.box.kick();
    assert.equal(me.sent.length, sent, code);
  }
});
