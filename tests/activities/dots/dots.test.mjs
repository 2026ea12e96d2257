// What a voter is told about dots that came back and about new targets, with a fake page; and the rules on the screen.
import assert from "node:assert/strict";
import test from "node:test";

import { DOTS } from "../../../static/js/activities/dots/phone.js";
import { leftInWords, leftOf, weighed } from "../../../static/js/activities/dots/phone_ballot.js";
import { rules } from "../../../static/js/activities/dots/screen.js";
import { news, tellNews } from "../../../static/js/phone/vote_news.js";
import { setWords } from "../../../static/js/text/words.js";
import { fakeDocument, voter } from "../../js/fake_phone.mjs";

setWords({
  lang: "fi",
  words: {
    "phone.votes.back": ["{number}: {n} tarra takaisin", "{number}: {n} tarraa takaisin"],
    "dots.left": ["{n} jäljellä", "{n} jäljellä"],
    "dots.left.zero": "kaikki annettu",
    "dots.room": ["vielä {n}", "vielä {n}"],
    "dots.room.zero": "enempää ei voi",
    "phone.votes.new": ["{n} uusi: {numbers}", "{n} uutta: {numbers}"],
    "phone.votes.back.unseen": ["jokin: {n} takaisin", "jokin: {n} takaisin"],
  },
});

const tellDots = (view, step, rows) => tellNews(view, step, rows, (label, n) => DOTS.gone(step, label, n));

test("dots that came back stand as a note until the next dot, and are told once", () => {
  fakeDocument();
  const said = [];
  const stored = {
    ballot: { 9: { n: 4, marks: { 1: 2, 3: 1, 5: 1 } } },
    idea: { 1: { number: 12 }, 3: { number: 14 } },
  };
  const sent = [];
  const me = voter(sent);
  me.notice = (tone, sign, words) => said.push(words);
  me.live.store.get = (kind, id) => stored[kind][id];
  const view = news(me);
  const step = { id: 9, of: "ideas" };
  const notes = () => view.notes.childNodes.map((one) => one.textContent);
  tellDots(view, step, [
    { id: 1, label: 12 },
    { id: 3, label: 14 },
    { id: 5, label: 16 },
  ]);
  assert.deepEqual([said, notes()], [[], []]);
  delete stored.idea[5];
  tellDots(view, step, [{ id: 3, label: 14 }]);
  tellDots(view, step, [{ id: 3, label: 14 }]);
  assert.deepEqual(notes(), ["12: 2 tarraa takaisin", "16: 1 tarra takaisin"], "its number was seen here");
  assert.deepEqual(said, ["12: 2 tarraa takaisin 16: 1 tarra takaisin"]);
  assert.deepEqual(sent, [], "the server knows that they are not done");
  stored.ballot[9] = { n: 5, marks: { 3: 2 } };
  tellDots(view, step, [{ id: 3, label: 14 }]);
  assert.deepEqual([notes(), said.length], [[], 1]);
});

test("who has voted is told what has become a candidate since, until the next dot", () => {
  fakeDocument();
  const said = [];
  const stored = { ballot: { 9: { n: 4, marks: { 1: 3 } } }, idea: {} };
  const me = voter([]);
  me.notice = (tone, sign, words) => said.push(words);
  me.live.store.get = (kind, id) => stored[kind][id];
  const view = news(me);
  const step = { id: 9, of: "ideas" };
  const tell = (...numbers) => {
    tellDots(
      view,
      step,
      numbers.map((n) => ({ id: n, label: String(n) })),
    );
    return view.notes.childNodes.map((one) => one.textContent);
  };
  assert.deepEqual(tell(1, 2), [], "what was there from the beginning is no news");
  assert.deepEqual(tell(1, 2, 7), ["1 uusi: 7"]);
  assert.deepEqual(tell(1, 2, 7, 8), ["2 uutta: 7, 8"]);
  assert.deepEqual(tell(1, 7, 8), ["2 uutta: 7, 8"]);
  assert.deepEqual(tell(1, 2, 7, 8), ["2 uutta: 7, 8"], "what left and came back is not new");
  assert.deepEqual(said, ["1 uusi: 7", "2 uutta: 7, 8"]);
  stored.ballot[9] = { n: 5, marks: { 1: 2, 7: 1 } };
  assert.deepEqual(tell(1, 2, 7, 8), []);
});

test("dots that came back before the page was opened are told when it is", () => {
  fakeDocument();
  const said = [];
  const stored = { ballot: { 9: { n: 4, marks: { 1: 2, 3: 1, 5: 1 } } }, idea: { 1: { number: 12 } } };
  const me = voter([]);
  me.notice = (tone, sign, words) => said.push(words);
  me.live.store.get = (kind, id) => stored[kind][id];
  const view = news(me);
  tellDots(view, { id: 9, of: "ideas" }, [{ id: 3, label: 14 }]);
  assert.deepEqual(said, ["12: 2 tarraa takaisin jokin: 1 takaisin"]);
});

test("dots that no target takes any more are not said to be left", () => {
  const step = { settings: { dots: 5, cap: 2 } };
  const left = (...marks) => {
    const rows = marks.map((mark) => ({ mark }));
    return [leftOf(step, rows), leftInWords(step, rows), weighed(step, rows).map((row) => row.why)];
  };
  assert.deepEqual(left(undefined, undefined), [4, "vielä 4", ["", ""]], "two ideas take four of the five");
  assert.deepEqual(left(2, 1), [1, "vielä 1", ["dot_cap", ""]]);
  assert.deepEqual(left(2, 2), [0, "enempää ei voi", ["dot_cap", "dot_cap"]]);
  assert.deepEqual(left(2, 2, 1), [0, "kaikki annettu", ["no_dots", "no_dots", "no_dots"]]);
  assert.deepEqual(left(2, undefined, undefined), [3, "3 jäljellä", ["dot_cap", "", ""]]);
});

test("the screen says that votes may be changed where the step's own instruction says nothing", () => {
  const speaker = { all: (key) => key, own: (texts) => Object.values(texts) };
  const step = (instruction) => ({ settings: { dots: 3, cap: 3 }, of: "ideas", instruction });
  assert.deepEqual(rules(speaker, step({})), ["screen.dots", "screen.change"]);
  assert.deepEqual(rules(speaker, step({ fi: "Voit muuttaa" })), ["screen.dots"]);
});
