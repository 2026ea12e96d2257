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
