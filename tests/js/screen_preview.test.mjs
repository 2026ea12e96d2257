// The preview of the big screen on the console: whatever the hall sees, its words are in the catalogue.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { alsoSaid, sentence } from "../../static/js/console/needs/big_screen.js";
import { KINDS } from "../../static/js/kinds.console.js";
import { picture } from "../../static/js/screen/scene.js";
import { setWords } from "../../static/js/text/words.js";
import { NOW, idea, step, view } from "./console_shapes.mjs";

// What people give in each kind, and the words of its own, as the server says them.
const GIVEN = { ideas: "ideas", proposals: "ideas", dots: "votes", rating: "votes", opinion: "votes", sort: "votes" };
const OWN_WORDS = { rating: "rating", opinion: "opinion", sort: "sort" };
const TALLY = { id: 4, method: "sum", main: "votes", chart: "bars", facts: {} };
const ROWS = [{ target: 1, rank: 1, measures: { votes: 2 } }];

function stepOf(id, kind, more) {
  const collects = GIVEN[kind] || "";
  return { ...step(id, "welcome", more), kind, collects, words: OWN_WORDS[kind] || "", keeps_back: more.keeps_back };
}

// A forum that stands at each kind: in each state, hidden and revealed, after a vote with and without a result.
function everyPicture() {
  const all = [];
  for (const kind of Object.keys(KINDS))
    for (const state of ["waiting", "open", "closing", "closed"])
      for (const revealed of [false, true])
        for (const tallies of [[], [{ ...TALLY, rows: ROWS }]])
          for (const own of [true, false])
            all.push(pictureOf(kind, own, { state, revealed, keeps_back: !revealed, tallies }));
  return all;
}

// `own`: the step itself has the result, else the vote before it.
function pictureOf(kind, own, { tallies, ...more }) {
  const vote = stepOf(4, own ? kind : "rating", { ...more, count: 3, waiting: 2 });
  const steps = own ? [vote] : [vote, stepOf(5, kind, { ...more, earlier: null })];
  const forum = { now: steps.length + 3, here: 9, paused: true };
  const facts = { forum, activities: steps, ideas: [idea(1)], clusters: [], sortings: [], tallies };
  return picture(facts, NOW, KINDS);
}

test("the preview of no kind, in no state, shows the name of a text", () => {
  setWords({ lang: "fi", words: {} });
  const catalogue = readFileSync(new URL("../../workshop/locale/fi.po", import.meta.url), "utf8");
  const known = new Set([...catalogue.matchAll(/^msgid "(.+)"$/gm)].map((one) => one[1]));
  const pictures = [...everyPicture()];
  const own = pictures.filter((one) => one.name === "wait").map((one) => sentence({}, view({}), one));
  const said = pictures.flatMap((one) => [...alsoSaid(one), "console.mini." + one.name]).concat(own);
  assert.deepEqual(new Set(said.filter((key) => !known.has(key))), new Set());
  assert.deepEqual(
    new Set(pictures.filter((one) => one.closed && one.name === "results").flatMap(alsoSaid)),
    new Set(),
  );
});
