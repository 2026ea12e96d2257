// The small parts of the console, each on both sides of its conditions: buttons, keys, reasons, choices, what a browser
// remembers, and menus that are used by keyboard.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { drop, lifted } from "../../static/js/console/board/keyboard_move.js";
import { row } from "../../static/js/console/board/targets.js";
import { openMergeTheme } from "../../static/js/console/board/theme_menu.js";
import {
  QUEUE_KEYS,
  currentRow,
  keyLine,
  nameReason,
  watchQueueKeys,
} from "../../static/js/console/needs/queue_keys.js";
import { remembered } from "../../static/js/console/parts/browser_memory.js";
import { button } from "../../static/js/console/parts/button.js";
import { offered, reasonWords, shortReason } from "../../static/js/console/parts/reason_words.js";
import { comingUp, mount as mountBefore } from "../../static/js/console/work/before.js";
import { leftOut } from "../../static/js/console/work/left_out.js";
import { paceOfPhones } from "../../static/js/console/work/pace.js";
import { redrawn } from "../../static/js/screen/redraw.js";
import { setWords } from "../../static/js/text/words.js";
import { idea, step, view } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

beforeEach(() => {
  fakeDom();
  setWords({ lang: "fi", words: {} });
});

/** A console that notes what it is asked to do. */
function desk(more) {
  const sent = [];
  const said = [];
  return {
    sent,
    said,
    ui: {},
    act: (verb, body) => (sent.push([verb, body]), Promise.resolve({ ok: true, made: {} })),
    say: (words) => said.push(words),
    redraw: () => undefined,
    pick: (texts) => texts.fi || "",
    question: (texts) => texts.fi || "",
    ...more,
  };
}

// -- buttons and keys --------------------------------------------------------------------------------------------------

test("a button says its key to eyes and to screen readers", () => {
  const made = button("Go", () => undefined, { key: "n" });
  assert.equal(made.getAttribute("aria-keyshortcuts"), "N");
  assert.equal(made.querySelector("kbd").textContent, "N");
  assert.equal(button("Go", () => undefined, { key: "␣" }).getAttribute("aria-keyshortcuts"), "Space");
  const plain = button("Go", () => undefined);
  assert.equal(plain.getAttribute("aria-keyshortcuts"), null);
  assert.equal(plain.querySelector("kbd"), null);
});

for (const [facts, classes] of [
  [{}, "btn"],
  [{ main: true }, "btn main"],
  [{ bare: true }, "btn bare"],
  [{ on: true }, "btn on"],
])
  test("a button with " + JSON.stringify(facts) + " looks like one", () => {
    assert.equal(button("Go", () => undefined, facts).className, classes);
  });

/** A queue that counts what its keys do; `hears` sends it one key press. */
function queueOf(target = {}) {
  const done = [];
  const place = document.createElement("div");
  const run = { a: () => done.push("show"), A: () => done.push("read"), ArrowDown: () => done.push("next") };
  watchQueueKeys(place, run);
  const hears = (key, more) =>
    place.hears("keydown", { key, stopPropagation() {}, target: { closest: () => null, ...target }, ...more });
  return { done, hears };
}

test("a key of the queue acts once, and Caps Lock is no Shift", () => {
  const { done, hears } = queueOf();
  hears("a");
  hears("A");
  hears("a", { shiftKey: true });
  hears("x");
  assert.deepEqual(done, ["show", "show", "read"]);
});

test("a key that is held down goes through the rows and decides nothing", () => {
  const { done, hears } = queueOf();
  hears("a", { repeat: true });
  hears("ArrowDown", { repeat: true });
  assert.deepEqual(done, ["next"]);
});

for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }])
  test("with " + Object.keys(more)[0] + " a key is meant for the browser", () => {
    const { done, hears } = queueOf();
    assert.equal(hears("a", more).prevented, false);
    assert.deepEqual(done, []);
  });

test("a letter in a field is text, and without shortcuts keys do nothing", () => {
  const field = queueOf({ closest: () => ({}) });
  field.hears("a");
  assert.deepEqual(field.done, []);
  const off = queueOf();
  document.body.classList.add("keyless");
  off.hears("a");
  document.body.className = "";
  assert.deepEqual(off.done, []);
});

test("the line below the queue names each key", () => {
  const line = keyLine();
  assert.deepEqual(
    line.querySelectorAll("kbd").map((one) => one.textContent),
    ["A", "D", "M", "⇧ A", "⇧ D", "↓"],
  );
  assert.equal(QUEUE_KEYS.length, 6);
  assert.equal(line.hidden, true);
  const before = line.textContent;
  nameReason(line, "d", "Idea loukkaa jotakuta");
  assert.match(line.textContent, /D console.queue.key.hide: Idea loukkaa jotakuta M /, "what D would do");
  nameReason(line, "d", "");
  assert.equal(line.textContent, before);
});

test("a key is about the row with the focus, else about the one whose reasons are open, else about the first", () => {
  const [first, asked] = [{ id: 1 }, { id: 3 }];
  const open = { closest: () => asked };
  document.activeElement = { closest: () => null };
  const list = { querySelector: (selector) => (selector.endsWith(".reasons") ? open : first) };
  assert.equal(currentRow(list), asked);
  list.querySelector = (selector) => (selector.endsWith(".reasons") ? null : first);
  assert.equal(currentRow(list), first);
  const held = { id: 2 };
  document.activeElement = { closest: () => held };
  assert.equal(currentRow(list), held);
});

// -- reasons and choices -----------------------------------------------------------------------------------------------

const OWN = [
  { name: "own-1", words: { fi: "Ei kuulu tähän iltaan" }, offered: true },
  { name: "own-2", words: { fi: "Vanha syy" }, offered: false },
];

test("the forum's own reasons follow the usual ones, and one that is no longer offered keeps its words", () => {
  const it = desk({ view: { forum: { reasons: OWN } } });
  assert.deepEqual(offered(it.view.forum), ["personal", "insult", "off_topic", "advert", "test", "own-1"]);
  assert.equal(reasonWords(it, "own-2"), "Vanha syy");
  assert.equal(reasonWords(it, "insult"), "mod.reason.insult");
  assert.equal(shortReason(it, "own-1"), "Ei kuulu tähän iltaan");
  assert.equal(shortReason(it, "insult"), "console.reason.insult");
  assert.equal(shortReason(it, ""), "console.reason.test");
});

test("the pace of phones offers the usual ones, and one that another client has set", () => {
  const it = desk();
  const pace = paceOfPhones(it);
  const options = () => pace.node.querySelectorAll("option").map((one) => Number(one.value));
  pace.draw({ forum: { slow: 0 } });
  assert.deepEqual(options(), [0, 15, 30, 60, 120]);
  assert.equal(pace.node.classList.contains("on"), false);
  pace.draw({ forum: { slow: 45 } });
  assert.deepEqual(options(), [0, 15, 30, 45, 60, 120]);
  assert.equal(pace.node.classList.contains("on"), true);
  const select = pace.node.querySelector("select");
  select.value = "60";
  select.hears("change");
  assert.deepEqual(it.sent, [["ideas.slow", { seconds: 60 }]]);
});

// -- what a browser remembers ------------------------------------------------------------------------------------------

test("what was remembered is there again, broken storage is empty, and the oldest of too many go", () => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) };
  const set = remembered("seen/A");
  set.add("1");
  set.add("2");
  set.remove("1");
  assert.deepEqual(
    [remembered("seen/A").has("1"), remembered("seen/A").has("2"), remembered("seen/B").has("2")],
    [false, true, false],
  );
  for (let n = 0; n < 501; n += 1) set.add("n" + n);
  assert.deepEqual(
    [remembered("seen/A").has("2"), remembered("seen/A").has("n0"), remembered("seen/A").has("n1")],
    [false, false, true],
  );
  for (const broken of ["{", "{}", "null"]) {
    kept.set("console/seen/C", broken);
    assert.equal(remembered("seen/C").has("1"), false);
  }
  globalThis.localStorage = {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  const full = remembered("seen/D");
  full.add("1");
  assert.equal(full.has("1"), true, "it still works in this page");
  delete globalThis.localStorage;
});

// -- the work before the start, and ideas left out of a vote -----------------------------------------------------------

test("before the start the console says how long the evening is and what comes first", () => {
  const place = document.createElement("div");
  const it = desk();
  mountBefore(it, place).draw({
    forum: { title: { fi: "Museo" }, self_paced: false },
    steps: [
      { ...step(1, "welcome"), name: { fi: "Alku" }, minutes: 5 },
      { ...step(2, "ideas"), minutes: 20 },
    ],
  });
  assert.match(place.textContent, /Museo.*console\.before_start.*console\.steps · console\.minutes.*console\.next/);
  assert.equal(comingUp(it, null).textContent, "console.last_step");
  assert.equal(comingUp(it, { ...step(1, "welcome"), minutes: 0 }).textContent.includes("console.minutes"), false);
});

test("in a self-paced forum nothing comes first", () => {
  const place = document.createElement("div");
  mountBefore(desk(), place).draw({ forum: { title: {}, self_paced: true }, steps: [step(1, "ideas")] });
  assert.match(place.textContent, /console\.self\.before_start/);
  assert.equal(place.textContent.includes("console.next"), false);
});

const voteOf = (more) =>
  view({
    forum: [{ ...view({}).forum, now: 4 }],
    idea: [idea(1), idea(2, { left_out: true }), idea(3, { state: "hidden" })],
    activity: [step(2, "ideas"), step(4, "dots", { settings: { of: "ideas" }, state: "open", ...more })],
  });

test("ideas that were left out of a vote are listed until its result is shown, and one more is named by its number", () => {
  const it = desk({ view: voteOf() });
  const list = leftOut(it);
  list.draw(it.view);
  assert.equal(list.node.hidden, false);
  assert.deepEqual(
    list.node.querySelectorAll("li").map((one) => one.querySelector(".no").textContent),
    ["2"],
  );
  const [form, field] = [list.node.querySelector("form"), list.node.querySelector("input")];
  for (const [typed, sent] of [
    [" 1 ", [["idea.leave_out", { idea: 1, out: true }]]],
    ["3", []],
    ["99", []],
  ]) {
    it.sent.length = it.said.length = 0;
    field.value = typed;
    form.hears("submit");
    assert.deepEqual([it.sent, it.said.length], [sent, sent.length ? 0 : 1], typed);
  }
  list.draw(voteOf({ revealed: true }));
  assert.equal(list.node.hidden, true);
  list.draw(voteOf({ of: "clusters" }));
  assert.equal(list.node.hidden, true);
});

// -- menus and moves by keyboard ---------------------------------------------------------------------------------------

const COLUMNS = [
  { id: null, letter: "", title: "Ryhmittelemättä", ideas: [] },
  { id: 7, letter: "A", title: "Kahvila", ideas: [] },
  { id: 8, letter: "B", title: "", ideas: [] },
];

function liftedBoard(to) {
  const it = desk();
  const cols = { querySelector: () => null };
  return { desk: it, columns: COLUMNS, cols, lift: { ids: [3], to, typed: "" } };
}

for (const [from, key, to] of [
  [null, "ArrowRight", 7],
  [8, "ArrowRight", null],
  [null, "ArrowLeft", 8],
  [7, "ArrowUp", null],
  [7, "ArrowDown", 8],
])
  test("a lifted card at " + from + " aims with " + key + " at " + to, () => {
    const board = liftedBoard(from);
    assert.equal(lifted(board, { key }), true);
    assert.equal(board.lift.to, to);
  });

test("a lifted card aims by letter, stays where it was with Escape, and leaves with Tab", () => {
  const board = liftedBoard(null);
  lifted(board, { key: "b" });
  assert.equal(board.lift.to, 8);
  assert.equal(lifted(board, { key: "Escape" }), true);
  assert.deepEqual([board.lift, board.desk.sent], [null, []]);
  const other = liftedBoard(7);
  assert.equal(lifted(other, { key: "Tab" }), false);
  assert.equal(other.lift, null);
  drop(other);
});

test("a row of a menu has the sign, the words and the colour of its theme", () => {
  const made = row("A", "Kahvila", () => undefined, { label: "A Kahvila", colour: "red" });
  assert.equal(made.textContent, "A Kahvila");
  assert.deepEqual([made.getAttribute("aria-label"), made.getAttribute("data-colour")], ["A Kahvila", "red"]);
});

test("nothing is asked where there is no other theme to merge with", () => {
  const asked = { columns: COLUMNS.slice(0, 2), desk: desk(), pop: document.createElement("div") };
  openMergeTheme(asked, 7);
  assert.equal(asked.pop.children.length, 0);
});

test("a scene is built when its picture has changed, and only then", () => {
  const built = [];
  const scene = redrawn((picture) => built.push(picture.n));
  [1, 1, 2, 2, 1].forEach((n) => scene.draw({ n }));
  assert.deepEqual(built, [1, 2, 1]);
});
