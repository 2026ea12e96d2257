// The line about a similar idea: when it asks, what it shows, and that nothing typed is ever touched.
import assert from "node:assert/strict";
import test from "node:test";

import { fakeDocument } from "./fake_phone.mjs";
import { similarLine } from "../../static/js/phone/similar_line.js";
import { isSupported, setSupport, supportedCards } from "../../static/js/phone/supports.js";
import { setWords } from "../../static/js/text/words.js";

setWords({ lang: "fi", words: {} });
fakeDocument();

const SAID = "Pieni kahvila museon pihalle";

/** A line on a phone with ideas 1 and 2 of others: type, pause, answer, and what is shown and heard. */
function writer({ ideas = [1, 2], mine = [], support = [], online = true, before = "" } = {}) {
  const put = { idea: ideas.map((id) => ({ id, number: id + 10, text: "Idea " + id, lang: "fi" })), mine, support };
  const items = [];
  const asked = [];
  let now = 1000;
  let paused = null;
  const heard = [];
  const page = {
    say: (words) => heard.push(words),
    outbox: { items: () => items, arrived: () => [], add: (entry) => items.push({ state: "waiting", ...entry }) },
    live: {
      now: () => now,
      online: () => online,
      store: {
        get: (kind, id) => put[kind].find((one) => one.id === id),
        all: (kind) => put[kind],
      },
    },
  };
  const field = { value: before, focused: 0, described: "", addEventListener: (name, run) => (field.typed = run) };
  field.focus = () => (field.focused += 1);
  field.setAttribute = (name, value) => (field.described = value);
  const ask = (text) => new Promise((resolve, reject) => asked.push({ text, resolve, reject }));
  const settled = [];
  const line = similarLine(
    page,
    field,
    ask,
    (text) => settled.push(text),
    (run) => (paused = run),
  );
  return {
    asked,
    settled,
    field,
    heard,
    items,
    page,
    put,
    line,
    wait: (ms) => (now += ms),
    type(text) {
      field.value = text;
      field.typed();
    },
    pause: () => paused(),
    async answered(answer, at = 0) {
      asked[at].resolve({ ideas: answer });
      await null;
      await null;
    },
    press: (words) =>
      buttonsIn(line.node)
        .find((button) => button.textContent === words)
        .click(),
    shown: () => (line.node.hidden ? "" : line.node.textContent),
  };
}

function buttonsIn(node) {
  return node.childNodes.flatMap((one) => (one.click ? [one] : buttonsIn(one)));
}

async function found(options, answer = [1]) {
  const one = writer(options);
  one.type(SAID);
  one.pause();
  await one.answered(answer);
  return one;
}

test("it asks once the person pauses, with twelve letters, and not twice for one text", () => {
  const one = writer();
  one.type("Lyhyt");
  one.pause();
  one.type(SAID);
  const early = one.asked.length;
  one.pause();
  one.type(SAID + " ");
  one.pause();
  assert.equal(early, 0);
  assert.deepEqual(
    one.asked.map((each) => each.text),
    [SAID],
  );
});

test("it asks nothing without a connection, or for a text that is too long", () => {
  const off = writer({ online: false });
  off.type(SAID);
  off.pause();
  const long = writer();
  long.type("x".repeat(281));
  long.pause();
  assert.deepEqual([off.asked, long.asked], [[], []]);
});

test("it shows the best idea that everyone sees, with its number", async () => {
  assert.match((await found({}, [2, 1])).shown(), /12.*Idea 2/);
  assert.match((await found({}, [9, 1])).shown(), /11/, "idea 9 is not in the store: hidden or merged");
  assert.match((await found({ mine: [{ id: 2 }] }, [2, 1])).shown(), /11/, "the own idea is none");
  assert.match((await found({ support: [{ id: 2 }] }, [2, 1])).shown(), /11/, "nor one that is supported already");
  assert.equal((await found({}, [])).shown(), "");
});

test("an idea that is not the same makes room for the next, and does not come back", async () => {
  const one = await found({}, [2, 1]);
  one.press("phone.similar.skip");
  assert.match(one.shown(), /11/);
  one.press("phone.similar.skip");
  assert.equal(one.shown(), "");
  one.type(SAID + " kesällä");
  one.pause();
  await one.answered([2], 1);
  assert.equal(one.shown(), "");
});

test("the line goes with the words that it is about: when they are sent, and when others stand in their place", async () => {
  const sent = await found();
  sent.field.value = ""; // sending empties the field, which is no input event
  sent.line.update();
  assert.equal(sent.shown(), "");
  const others = await found();
  others.type("Soittakaa minulle");
  assert.equal(others.shown(), "");
  const longer = await found();
  longer.type(SAID + " kesällä");
  assert.match(longer.shown(), /11/, "who writes on still sees it");
});

test("words instead of which an idea is supported need not be sent, until the support is taken back", async () => {
  const one = await found();
  one.press("phone.similar.support");
  one.press("common.undo");
  assert.deepEqual(one.settled, [SAID, ""]);
});

test("an idea that is hidden meanwhile is gone from the line", async () => {
  const one = await found();
  one.put.idea = [];
  one.line.update();
  assert.equal(one.shown(), "");
});

test("late answers, failed ones and those for other words show nothing", async () => {
  const late = writer();
  late.type(SAID);
  late.pause();
  late.wait(5000);
  await late.answered([1]);
  const other = writer();
  other.type(SAID);
  other.pause();
  other.type(SAID + " x");
  await other.answered([1]);
  const failed = writer();
  failed.type(SAID);
  failed.pause();
  failed.asked[0].reject(new Error("offline"));
  await null;
  assert.deepEqual([late.shown(), other.shown(), failed.shown()], ["", "", ""]);
});

test("support is one command; the text stays in the field, and the support can be taken back", async () => {
  const one = await found();
  one.press("phone.similar.support");
  assert.match(one.shown(), /phone.similar.done/);
  assert.deepEqual(one.items[0].body, { idea: 1, supports: true });
  assert.equal(one.field.value, SAID);
  assert.ok(isSupported(one.page, 1));
  one.press("common.undo");
  assert.ok(!isSupported(one.page, 1));
  assert.match(one.shown(), /Idea 1/);
});

test("a supported idea is among the own cards until its support ends, with what became of it", () => {
  const idea = { id: 1, number: 11, activity: 2, text: "Idea", lang: "fi", state: "shown", merged_into: null };
  const fates = ["shown", "merged", "hidden"].map((state) => writer({ support: [{ ...idea, state }] }));
  assert.deepEqual(
    fates.map((one) => supportedCards(one.page)[0].phase),
    ["support", "merged", "gone"],
  );
  const changed = writer({ support: [{ ...idea, reworded: true }] });
  assert.equal(supportedCards(changed.page)[0].reworded, true, "its words were changed since");
  setSupport(fates[0].page, 1, false);
  assert.deepEqual(supportedCards(fates[0].page), []);
});

test("that the line is there, and what a tap did, is heard; the field says it again", async () => {
  const one = await found({}, [2, 1]);
  assert.deepEqual(one.heard.splice(0), ["phone.similar.ask 12 Idea 2"]);
  assert.equal(one.field.described, "hint problem similar");
  one.press("phone.similar.skip");
  assert.equal(one.heard.splice(0).pop(), "phone.similar.ask 11 Idea 1");
  one.press("phone.similar.support");
  assert.equal(one.heard.splice(0).pop(), "phone.similar.done");
  one.press("common.undo");
  assert.equal(one.heard.splice(0).pop(), "phone.similar.undone");
  one.press("phone.similar.skip");
  assert.equal(one.heard.splice(0).pop(), "phone.similar.skipped");
  assert.equal(one.field.described, "hint problem");
});

test("a second Enter takes nothing back: the focus goes to the field, not to the next button", async () => {
  const one = await found({}, [2, 1]);
  one.line.node.contains = () => true;
  one.press("phone.similar.support");
  assert.equal(one.field.focused, 1);
});

test("who typed before the line was there is asked once", async () => {
  const one = writer({ before: SAID });
  one.pause();
  await one.answered([1]);
  assert.match(one.shown(), /11/);
  assert.deepEqual(
    one.asked.map((each) => each.text),
    [SAID],
  );
});
