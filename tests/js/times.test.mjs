// The lines of times on a phone: until when a step can be taken part in, and when the forum begins.
import assert from "node:assert/strict";
import test from "node:test";

import { header } from "../../static/js/phone/page_head.js";
import { times } from "../../static/js/phone/times.js";
import { useZone } from "../../static/js/text/format.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom, layOut } from "./fake_dom.mjs";
import { like } from "./like.mjs";

const HOUR = 3_600_000;
const NOW = Date.UTC(2030, 0, 1, 10);

/** A phone in a `forum`, with an ideas step of these `times`: `said(step)` is what its lines say, or "" where hidden. */
function phone(forum, times_) {
  fakeDom("due", "beforehand", "starts", "work");
  useZone("UTC");
  const texts = ["phone.choose.due", "phone.choose.late", "phone.early.until", "phone.early.starts"];
  setWords({ lang: "fi", words: Object.fromEntries(texts.map((key) => [key, key.slice(6) + " {day} {time}"])) });
  const step = { ...like("ideas"), id: 3, state: "open", opens_at: null, due_at: null, closes_at: null, ...times_ };
  const me = { at: NOW, step, forum: { state: "live", self_paced: true, early: null, place: "", ...forum } };
  const shapes = () => ({ forum: [me.forum], activity: [step] });
  me.announced = [];
  const say = (words) => me.announced.push(words);
  const page = { say, live: { now: () => me.at, store: { all: (kind) => shapes()[kind] } } };
  const paint = times(page);
  me.said = (shown) => {
    paint(shown);
    const nodes = ["due", "beforehand", "starts"].map((id) => document.getElementById(id));
    return nodes.map((node) => (node.hidden ? "" : node.textContent));
  };
  return me;
}

test("an open step where people choose says until when, and then that what comes now is late", () => {
  const me = phone({}, { due_at: NOW + HOUR });
  assert.deepEqual(me.said(me.step), ["choose.due 1.1.2030 11.00", "", ""]);
  assert.equal(document.getElementById("due").className, "quiet");
  me.at += HOUR;
  assert.deepEqual(me.said(me.step), ["choose.late 1.1.2030 11.00", "", ""]);
  assert.equal(document.getElementById("due").className, "note kept");
  assert.deepEqual(me.said(null), ["", "", ""], "the list says it of each");
  me.step.due_at = NOW + 3 * HOUR;
  assert.deepEqual(me.said(me.step), ["choose.due 1.1.2030 13.00", "", ""], "the organiser gave more time");
  me.step.state = "closed";
  assert.deepEqual(me.said(me.step), ["", "", ""]);
});

test("a deadline that passes or is moved is announced, and nothing of a step that is entered", () => {
  const me = phone({}, { due_at: NOW + HOUR });
  me.said(me.step);
  assert.deepEqual(me.announced, [], "the page says it");
  me.at += HOUR;
  me.said(me.step);
  me.said(me.step);
  assert.deepEqual(me.announced.splice(0), ["choose.late 1.1.2030 11.00"]);
  me.step.due_at = NOW + 3 * HOUR;
  me.said(me.step);
  assert.deepEqual(me.announced.splice(0), ["choose.due 1.1.2030 13.00"]);
  me.said(null);
  me.said(me.step);
  me.said({ ...me.step, id: 4, due_at: NOW + 5 * HOUR });
  assert.deepEqual(me.announced, []);
});

test("the line does not move the field in which somebody writes: the page scrolls by what it grew", () => {
  const me = phone({}, { due_at: NOW + HOUR });
  const scrolled = [];
  window.scrollBy = (x, y) => scrolled.push(y);
  const top = () => ({ "": 0, quiet: 40, "note kept": 95 })[document.getElementById("due").className || ""];
  layOut((node) => ({ box: { top: node.getAttribute("id") === "work" ? top() : 0 } }));
  me.said(me.step);
  me.at += HOUR;
  me.said(me.step);
  assert.deepEqual(scrolled, [40, 55]);
  layOut(() => ({}));
});

test("a step without a deadline, and one of a led forum, has no such line", () => {
  for (const me of [phone({}, {}), phone({ self_paced: false }, { due_at: NOW + HOUR })])
    assert.deepEqual(me.said(me.step), ["", "", ""]);
});

test("before the forum an open phone says the new time as soon as the organiser moves it", () => {
  const early = { activity: 3, opens_at: 0, due_at: NOW + 5 * HOUR };
  const me = phone({ state: "planned", self_paced: false, starts_at: NOW + 6 * HOUR, place: "Linna", early }, {});
  const first = "phone.early early.until 1.1.2030 15.00 early.starts 1.1.2030 16.00 Linna";
  assert.deepEqual(me.said(me.step), ["", first, ""]);
  me.forum = { ...me.forum, starts_at: NOW + 8 * HOUR, place: "" };
  assert.deepEqual(me.said(me.step), ["", "phone.early early.until 1.1.2030 15.00 early.starts 1.1.2030 18.00", ""]);
  me.forum = { ...me.forum, place: "Tori" };
  assert.deepEqual(me.said(null), ["", "", "early.starts 1.1.2030 18.00 Tori. phone.early.return"]);
  me.at += 7 * HOUR;
  assert.deepEqual(me.said(null), ["", "", ""], "people are in the hall");
});

for (const [forum, hidden] of [
  [{ state: "planned", starts_at: NOW + 2 * HOUR }, true],
  [{ state: "planned", starts_at: NOW + HOUR }, false],
  [{ state: "planned", starts_at: null }, false],
  [{ state: "live", starts_at: NOW + 2 * HOUR }, false],
  [{ state: "ended", starts_at: null }, true],
])
  test("a hand is raised in the hall only: " + JSON.stringify(forum), () => {
    fakeDom("steps", "where", "background", "help", "unnamed", "timer");
    const store = { all: (kind) => (kind === "forum" ? [{ title: {}, ...forum }] : []), version: () => 1 };
    header({ boot: { lang: "fi" }, live: { now: () => NOW, store } })(null);
    assert.equal(document.getElementById("help").hidden, hidden);
  });
