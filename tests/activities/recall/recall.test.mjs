// What the phone and the hall show of an earlier forum: the same rows as the page without scripts.
import assert from "node:assert/strict";
import test from "node:test";

import { picture } from "../../../static/js/activities/recall/picture.js";
import { view } from "../../../static/js/activities/recall/phone.js";
import { setWords } from "../../../static/js/text/words.js";
import { fakeDom } from "../../js/fake_dom.mjs";

const WORDS = {
  "recall.themes": "themes",
  "recall.ideas": "ideas",
  "recall.leading": "leading ideas",
  "idea.count": ["{n} idea", "{n} ideas"],
  "results.votes": ["{n} vote", "{n} votes"],
  "report.theme.unnamed": "no name",
  "join.wait": "wait",
};
const EARLIER = {
  forum: 1,
  title: { sv: "Forum 1" },
  at: null,
  themes: [
    { cluster: 3, letter: "A", title: "Joki", ideas: 12, votes: 34, quote: "Vesibussi", lang: "fi" },
    { cluster: 4, letter: "B", title: "", ideas: 1, votes: null, quote: "", lang: "" },
  ],
  ideas: [{ idea: 7, number: 5, text: "Sauna", lang: "", theme: "A", votes: 1 }],
};
const STEP = {
  id: 2,
  kind: "recall",
  prompt: { fi: "Näin sanoitte" },
  instruction: {},
  settings: {},
  earlier: EARLIER,
};

function shown(step) {
  fakeDom("main");
  setWords({ lang: "fi", words: WORDS });
  const now = { step };
  const page = { boot: { lang: "fi" }, live: { store: { get: () => now.step, all: () => [{ self_paced: false }] } } };
  const made = view(page, step);
  const box = made.nodes[made.nodes.length - 1];
  made.update();
  return {
    box,
    again: (next) => ((now.step = next), made.update()),
    text: () => box.textContent.replace(/\u00ad/g, ""),
  };
}

test("a phone shows themes with their size and a quote, and the ideas with their votes", () => {
  const { box, text } = shown(STEP);
  const rows = box.querySelectorAll("li").map((row) => row.textContent.replace(/\u00ad/g, ""));
  assert.deepEqual(rows, ["A Joki12 ideas · 34 votesVesibussi", "B no name1 idea", "5 Sauna1 vote"]);
  assert.equal(box.querySelectorAll("q").length, 1);
  assert.ok(text().startsWith("Forum 1themes"));
});

test("ideas that led a rating or an opinion are not said to have got the most votes", () => {
  const ideas = EARLIER.ideas.map((one) => ({ ...one, votes: null }));
  const { text } = shown({ ...STEP, earlier: { ...EARLIER, ideas } });
  assert.ok(text().includes("leading ideas5 Sauna"), text());
});

test("a phone whose opening is emptied or filled while it is shown follows", () => {
  const { again, text } = shown({ ...STEP, earlier: null });
  assert.equal(text(), "wait");
  again(STEP);
  assert.ok(text().includes("Joki"));
});

test("the hall sees a text until something was brought", () => {
  assert.equal(picture({}, { ...STEP, earlier: null }).name, "welcome");
  assert.deepEqual(picture({}, STEP), { name: "recall", key: "recall-2", mini: "welcome", earlier: EARLIER });
});
