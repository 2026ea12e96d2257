// The page's texts and formats, tested with the cases that tests/rules/test_words.py uses for the server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { countdown, day, time, useZone, valued } from "../../static/js/text/format.js";
import { formOf, language, setWords, t, textIn } from "../../static/js/text/words.js";

const cases = JSON.parse(readFileSync(new URL("../data/words_cases.json", import.meta.url), "utf8"));

test("texts are filled and counted as on the server", () => {
  for (const one of cases.say) {
    setWords({ lang: one.lang, words: cases.catalogue });
    assert.equal(t(one.key, one.facts, one.n), one.text, JSON.stringify(one));
  }
});

test("the form of a counted text is the one that the server takes", () => {
  for (const one of cases.plurals)
    for (const [n, form] of one.forms) assert.equal(formOf(one.rule, n), form, one.about + " " + n);
  const words = { ideas: ["{n} ідея", "{n} ідеї", "{n} ідей"] };
  assert.equal(textIn({ lang: "fi", plural: cases.plurals[1].rule, words }, "ideas", {}, 22), "22 ідеї");
});

test("numbers and countdowns", () => {
  for (const one of cases.number) assert.equal(valued(one.lang, one.n, one.unit), one.text);
  for (const one of cases.countdown) assert.equal(countdown(one.seconds), one.text);
});

test("clock times in the reader's own zone", () => {
  for (const one of cases.moments) {
    const [year, month, date, hour, minute] = one.local;
    const moment = new Date(year, month - 1, date, hour, minute);
    assert.equal(time(one.lang, moment), one.time);
  }
});

test("clock times in the house's zone, wherever the reader is", () => {
  useZone("Europe/Helsinki");
  assert.equal(time("fi", new Date("2026-06-01T06:05:00Z")), "9.05");
  useZone("Asia/Tokyo");
  assert.equal(time("en", new Date("2026-06-01T15:30:00Z")), "0:30");
});

test("a page goes on without a text or a fact", () => {
  setWords({ lang: "fi", words: cases.catalogue });
  assert.equal(t("not.there"), "not.there");
  assert.equal(t("left"), "left");
  assert.equal(t("of", { n: 3 }), "3 / {total}");
});

test("a second language beside the page's own", () => {
  setWords({ lang: "fi", words: cases.catalogue });
  assert.equal(textIn({ lang: "en", words: { left: ["{n} left", "{n} left"] } }, "left", {}, 2000), "2,000 left");
  assert.equal(language(), "fi");
});

test("a date is written as the language writes it, in the house's time zone", () => {
  useZone("Europe/Helsinki");
  const late = new Date("2027-04-24T21:30:00Z");
  assert.equal(day("fi", late), "25.4.2027");
  assert.equal(day("sv", late), "25.4.2027");
  assert.equal(day("en", late), "25 April 2027");
});
