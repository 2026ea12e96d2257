// The phone's storage in a browser without IndexedDB: posted commands survive a reload in localStorage, or the phone
// must warn.
import assert from "node:assert/strict";
import test from "node:test";

import { openPhoneStorage } from "../../static/js/phone/phone_storage.js";

/** A fake localStorage; a `full` one refuses every item. */
function storage(full = false) {
  const kept = new Map();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n],
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => {
      if (full) throw new Error("QuotaExceededError");
      kept.set(name, text);
    },
    removeItem: (name) => kept.delete(name),
  };
}

function lend(indexedDB) {
  globalThis.indexedDB = indexedDB;
}

const throws = {
  open: () => {
    throw new Error("A mutation operation was attempted on a database that did not allow mutations.");
  },
};
const refuses = {
  open: () => {
    const asked = { error: new Error("InvalidStateError") };
    setImmediate(() => asked.onerror());
    return asked;
  },
};
const record = { key: "k1", n: 1, verb: "idea.add", body: { activity: 3, text: "Tallessa?" } };

for (const [how, broken] of [
  ["throws", throws],
  ["refuses", refuses],
]) {
  test(`IndexedDB ${how}: what was posted is there after a reload`, async () => {
    lend(broken);
    const local = storage();
    const before = openPhoneStorage("ABCDEF", local);
    await before.put(record);
    assert.equal(before.lasting(), true);
    const after = openPhoneStorage("ABCDEF", local);
    assert.deepEqual(
      (await after.all()).map((one) => [one.key, one.body.text]),
      [["k1", "Tallessa?"]],
    );
    assert.deepEqual(await openPhoneStorage("GHIJKL", local).all(), []);
    await after.remove("k1");
    assert.deepEqual(await openPhoneStorage("ABCDEF", local).all(), []);
  });
}

for (const local of [null, storage(true)]) {
  test(`no IndexedDB and ${local ? "a full" : "no"} localStorage: nothing lasts, and the drawer says so`, async () => {
    lend(throws);
    const opened = openPhoneStorage("ABCDEF", local);
    await opened.all();
    assert.equal(opened.lasting(), false);
    await opened.put(record);
    assert.equal(opened.lasting(), false);
  });
}

test("IndexedDB that fails later: from then on localStorage keeps", async () => {
  const db = {
    transaction: () => {
      throw new Error("The database connection is closing.");
    },
  };
  lend({
    open: () => {
      const asked = { result: db };
      setImmediate(() => asked.onsuccess());
      return asked;
    },
  });
  const local = storage();
  const opened = openPhoneStorage("ABCDEF", local);
  await opened.put(record);
  assert.equal(opened.lasting(), true);
  assert.equal((await openPhoneStorage("ABCDEF", local).all()).length, 1);
});

/** An IndexedDB that answers never or late: `answer()` opens it; its transactions hang if `deaf`. */
function slow(records = [], deaf = false) {
  let asked = null;
  const db = {
    transaction: () => {
      const transaction = {
        objectStore: () => ({ put: () => ({}), delete: () => ({}), getAll: () => ({ result: records }) }),
      };
      if (!deaf) setImmediate(() => transaction.oncomplete());
      return transaction;
    },
  };
  lend({ open: () => (asked = { result: db }) });
  return { answer: () => asked.onsuccess() };
}

/** Lets promises settle, and the limit pass. */
async function pass(t, ms) {
  for (const step of [0, ms, 0, 0]) {
    t.mock.timers.tick(step);
    await new Promise((done) => setImmediate(done));
  }
}

test("IndexedDB never opens: what was posted outlives the page at once, and the drawer says so in time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  slow();
  const local = storage();
  openPhoneStorage("ABCDEF", local).put(record);
  const [name] = local.kept.keys();
  assert.equal(JSON.parse(local.kept.get(name)).body.text, "Tallessa?");
  const after = openPhoneStorage("ABCDEF", local);
  const found = after.all();
  await pass(t, 2000);
  assert.deepEqual(
    (await found).map((one) => one.key),
    ["k1"],
  );
  assert.equal(after.lasting(), true);
});

test("IndexedDB never opens and localStorage is full: the page must stay open", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  slow();
  const opened = openPhoneStorage("ABCDEF", storage(true));
  const put = opened.put(record);
  await pass(t, 2000);
  await put;
  assert.equal(opened.lasting(), false);
});

test("a transaction that never ends: localStorage keeps", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const base = slow([], true);
  const local = storage();
  const opened = openPhoneStorage("ABCDEF", local);
  base.answer();
  const put = opened.put(record);
  await pass(t, 2000);
  await put;
  assert.equal(opened.lasting(), true);
  assert.equal(local.kept.size, 1);
});

test("IndexedDB that opens late hands over what earlier visits left there, the newest state of each", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const old = { key: "k0", n: 0, forum: "ABCDEF" };
  const base = slow([old, { ...record, forum: "ABCDEF", body: { text: "older" } }]);
  const opened = openPhoneStorage("ABCDEF", storage());
  const taken = [];
  opened.late((records) => taken.push(...records));
  opened.put(record);
  await pass(t, 2000);
  base.answer();
  await pass(t, 0);
  await pass(t, 0);
  assert.deepEqual(
    taken.map((one) => [one.key, one.body && one.body.text]),
    [
      ["k1", "Tallessa?"],
      ["k0", undefined],
    ],
  );
});

test("once IndexedDB has a record localStorage does not hold it twice", async () => {
  const base = slow();
  const local = storage();
  const opened = openPhoneStorage("ABCDEF", local);
  base.answer();
  await opened.put(record);
  assert.equal(local.kept.size, 0);
});
