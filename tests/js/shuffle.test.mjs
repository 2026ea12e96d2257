// The phone's order of targets: server and script must agree, or ideas would jump after hydration.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { shuffled } from "../../static/js/phone/shuffle.js";

const cases = JSON.parse(readFileSync(new URL("../data/shuffle_cases.json", import.meta.url), "utf8"));

test("the same order as on the server", () => {
  for (const one of cases) assert.deepEqual(shuffled(one.seed, one.ids), one.order);
});

test("one idea less moves no other", () => {
  const ids = Array.from({ length: 40 }, (_, i) => i + 1);
  const all = shuffled(7, ids);
  assert.deepEqual(
    shuffled(
      7,
      ids.filter((id) => id !== 12),
    ),
    all.filter((id) => id !== 12),
  );
});

test("phones differ, and no idea has a better place than another", () => {
  const ids = [1, 2, 3, 4, 5, 6];
  const first = {};
  for (let seed = 0; seed < 3000; seed += 1)
    first[shuffled(seed * 7919, ids)[0]] = (first[shuffled(seed * 7919, ids)[0]] || 0) + 1;
  for (const id of ids) assert.ok(first[id] > 400 && first[id] < 600, `${id}: ${first[id]}`);
});
