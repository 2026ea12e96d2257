// The legend of a result: it is never wider than its place.
import assert from "node:assert/strict";
import test from "node:test";

import { legend } from "../../static/js/screen/legend.js";
import { fakeDom } from "./fake_dom.mjs";

const speaker = {
  all: (key) => [
    { lang: "fi", text: key },
    { lang: "sv", text: key },
  ],
};
const tally = {
  rows: [],
  hands: 0,
  drawn: [],
  unit: "share",
  main: "share",
  ballots: 9,
  notes: [{ key: "few", n: 38 }],
};
const picture = { tally, vote: { of: "ideas", collects: "votes", words: "sort" } };

/** The classes of a legend in a place so wide, whose words take `needs` on one line and half of it on a line each. */
function classesOf(needs, width) {
  const node = document.createElement("p");
  Object.defineProperty(node, "clientWidth", { value: width });
  Object.defineProperty(node, "scrollWidth", { get: () => (node.classList.contains("long") ? needs / 2 : needs) });
  legend(node, speaker, picture, { equal: 389, more: 0 });
  return node.names();
}

test("words that have no room on a line each go on as many lines as they need", () => {
  fakeDom();
  assert.deepEqual(classesOf(100, 100), []);
  assert.deepEqual(classesOf(200, 100), ["long"]);
  assert.deepEqual(classesOf(300, 100), ["long", "wrapped"]);
});
