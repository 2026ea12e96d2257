// Replays every golden file through store.js, the only reducer: before + frame = after. Also the sequence numbers of
// frames.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { all, apply, get, replace } from "../../static/js/wire/store.js";
import { count, hold, judge, settle, start } from "../../static/js/wire/stream.js";

const golden = new URL("../golden/", import.meta.url);
const files = readdirSync(golden).filter((name) => name.endsWith(".json"));

test("there are golden files", () => assert.ok(files.length > 60));

for (const name of files) {
  test(`before + frame = after: ${name}`, () => {
    const { before, frame, after } = JSON.parse(readFileSync(new URL(name, golden), "utf8"));
    const store = structuredClone(before);
    apply(store, frame);
    for (const kind of Object.keys(store)) if (!Object.keys(store[kind]).length) delete store[kind];
    assert.deepEqual(store, after);
  });
}

test("a snapshot replaces everything but what is the phone's own", () => {
  const store = { idea: { 1: { id: 1 } }, mine: { 1: { id: 1 } } };
  replace(store, { idea: { 2: { id: 2 } } }, ["mine"]);
  assert.deepEqual(all(store, "idea"), [{ id: 2 }]);
  assert.deepEqual(get(store, "mine", 1), { id: 1 });
});

test("frames are taken in order, a gap or another run of the server asks for the picture", () => {
  const stream = start();
  assert.equal(judge(stream, { epoch: "a", n: 3 }), "hold");
  settle(stream, { epoch: "a", n: 3 });
  assert.equal(judge(stream, { epoch: "a", n: 3 }), "ignore");
  assert.equal(judge(stream, { epoch: "a", n: 4 }), "apply");
  count(stream, { n: 4 });
  assert.equal(judge(stream, { epoch: "a", n: 6 }), "sync");
  assert.equal(judge(stream, { epoch: "b", n: 5 }), "sync");
});

test("frames that came before their picture are kept; with one missing the picture is asked for again", () => {
  const stream = start();
  for (const n of [4, 5, 6]) hold(stream, { epoch: "a", n });
  assert.deepEqual(
    settle(stream, { epoch: "a", n: 4 }).map((frame) => frame.n),
    [5, 6],
  );
  const torn = start();
  for (const n of [5, 7]) hold(torn, { epoch: "a", n });
  assert.equal(settle(torn, { epoch: "a", n: 4 }), null);
});
