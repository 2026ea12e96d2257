// The colour that a facilitator gave a theme: a mark beside its letter, on the big screen's tabs.
import assert from "node:assert/strict";
import test from "node:test";

import { tab } from "../../static/js/screen/cluster.js";
import { fakeDom } from "./fake_dom.mjs";

test("a theme's colour is on its tab, beside its letter", () => {
  fakeDom();
  const node = tab({ letter: "C", colour: "green" });
  assert.equal(node.textContent, "C");
  assert.equal(node.getAttribute("data-colour"), "green");
});
