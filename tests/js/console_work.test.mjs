// The work of the console in a step: the list of ideas, who has voted, counted hands, ballots on paper, and the places
// of a result.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { mountHands } from "../../static/js/console/work/hands.js";
import { mountRows } from "../../static/js/console/work/idea_list.js";
import { mountPaperBallots } from "../../static/js/console/work/paper_ballots.js";
import { drawReveal, revealButton } from "../../static/js/console/work/reveal.js";
import { drawTools, toggleWords } from "../../static/js/console/work/tools.js";
import { mountVote } from "../../static/js/console/work/vote.js";
import { uncover } from "../../static/js/console/bar/uncover.js";
import { setWords } from "../../static/js/text/words.js";
import { idea as bare, step, store, view } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

let body = null;
let frames = [];

beforeEach(() => {
  mock.timers.reset();
  body = fakeDom("work", "said");
  frames = [];
  globalThis.requestAnimationFrame = (run) => frames.push(run);
  setWords({
    lang: "fi",
    words: {
      "console.paper.saved": "Paperi {n}",
      "console.new_ideas": ["{n} uusi", "{n} uutta"],
      "console.uncovered": "{n}/{total}",
      "screen.voted": "{n}/{total} on äänestänyt",
      "console.done": "{n}/{total} valmiina",
    },
  });
});

const idea = (id, more) => bare(id, { details: {}, lang: "fi", ...more });
/** The forum, in which no reasons of its own were written. */
const FORUM = { ...store({}).get("forum", 1), reasons: [] };
const settled = () => new Promise((go) => setImmediate(go));

/** A desk with this view; `answers` are those of its commands, accepted when there are none. */
function desk(seen, ...answers) {
  const it = { view: seen, sent: [], said: [], ui: { filter: "all", find: "" }, boot: { lang: "fi" } };
  it.act = async (verb, more) => (it.sent.push([verb, more]), answers.shift() || { ok: true, made: {} });
  it.say = (words, tone) => it.said.push([words, tone]);
  it.pick = (texts) => (texts && texts.fi) || "";
  it.question = it.pick;
  it.redraw = it.drawNow = () => it.draw && it.draw();
  return it;
}

// -- the list of ideas -------------------------------------------------------------------------------------------------

/** The list of these ideas, the newest first. */
function list(ideas, more) {
  const it = desk(null);
  const rows = mountRows(it);
  body.appendChild(rows.node);
  it.show = (all) => {
    it.view = view({
      forum: [FORUM],
      idea: all,
      cluster: [{ id: 5, letter: "A", title: "Piha", version: 1 }],
      ...more,
    });
    it.draw();
  };
  it.draw = () => rows.draw(it.view, it.view.ideas.slice().reverse());
  it.node = rows.node;
  it.rows = () => rows.node.querySelectorAll("li");
  it.more = rows.node.querySelector(".fresh");
  it.show(ideas);
  return it;
}

const numbers = (it) => it.rows().map((row) => row.querySelector(".no").textContent);
const press = (it, row, words) =>
  it
    .rows()
    [row].querySelectorAll("button")
    .find((one) => one.textContent.startsWith(words))
    .hears("click");

test("ideas stand with the newest first, and new ones come on top", () => {
  const it = list([idea(1), idea(2)]);
  it.show([idea(1), idea(2), idea(3)]);
  assert.deepEqual([numbers(it), it.more.hidden], [["3", "2", "1"], true]);
});

for (const [name, busy] of [
  ["the pointer is over it", (it) => it.node.hears("pointerenter")],
  ["it is scrolled", (it) => (it.node.scrollTop = 9)],
  ["the focus is in it", (it) => it.rows()[0].focus()],
])
  test(`while ${name} new ideas wait behind a button`, () => {
    const it = list([idea(1), idea(2)]);
    busy(it);
    it.show([idea(1), idea(2), idea(3), idea(4)]);
    assert.deepEqual([numbers(it), it.more.hidden, it.more.textContent], [["2", "1"], false, "2 uutta"]);
    it.more.hears("click");
    assert.deepEqual([numbers(it), it.more.hidden, it.node.scrollTop], [["4", "3", "2", "1"], true, 0]);
    frames.splice(0).forEach((run) => run());
    assert.equal(document.activeElement === it.rows()[0], true);
  });

test("when the pointer has left, new ideas come by themselves", () => {
  const it = list([idea(1)]);
  it.node.hears("pointerenter");
  it.node.hears("pointerleave");
  it.show([idea(1), idea(2)]);
  assert.deepEqual(numbers(it), ["2", "1"]);
});

for (const sought of [{ filter: "waiting" }, { find: "sauna" }])
  test(`another ${Object.keys(sought)} shows all that it finds`, () => {
    const it = list([idea(1)]);
    it.node.hears("pointerenter");
    Object.assign(it.ui, sought);
    it.show([idea(1), idea(2)]);
    assert.deepEqual(numbers(it), ["2", "1"]);
  });

for (const [filter, find, words] of [
  ["all", "", "console.empty.ideas"],
  ["hidden", "", "console.empty.hidden"],
  ["all", "sauna", "console.empty.found"],
])
  test(`an empty list with the filter ${filter} and the search '${find}' says ${words}`, () => {
    const it = list([]);
    Object.assign(it.ui, { filter, find });
    it.show([]);
    assert.deepEqual(
      [it.node.querySelector(".empty").hidden, it.node.querySelector(".empty").textContent],
      [false, words],
    );
  });

test("one row and its buttons are in the Tab order, and arrows go from row to row", () => {
  const it = list([idea(1), idea(2), idea(3)]);
  const stops = () => it.rows().map((row) => row.tabIndex === 0);
  assert.deepEqual(stops(), [true, false, false]);
  const [first, second, third] = it.rows();
  [first, second, third].forEach((row, i, all) => {
    Object.assign(row, {
      tagName: "LI",
      nextElementSibling: all[i + 1] || null,
      previousElementSibling: all[i - 1] || null,
    });
  });
  const rows = it.node.querySelector(".rows");
  const walk = (row, key, more) => rows.hears("keydown", { target: row, key, ...more }).prevented;
  assert.deepEqual([walk(first, "ArrowDown"), document.activeElement === second], [true, true]);
  assert.deepEqual([walk(second, "End"), document.activeElement === third], [true, true]);
  assert.deepEqual([walk(third, "ArrowDown"), document.activeElement === third], [true, true], "there is no other");
  assert.deepEqual([walk(third, "Home"), document.activeElement === first], [true, true]);
  assert.deepEqual(
    [walk(first, "x"), walk(first, "End", { ctrlKey: true }), document.activeElement === first],
    [false, false, true],
  );
});

for (const [state, words] of [
  ["shown", ["console.spotlight", "console.leave_out", "mod.hide"]],
  ["waiting", ["mod.show", "mod.hide"]],
  ["hidden", ["mod.unhide"]],
  ["merged", ["console.unmerge", "mod.hide"]],
  ["private", ["mod.hide"]],
])
  test(`an idea that is ${state} offers ${words.join(", ")}`, () => {
    const it = list([idea(1, { state, merged_into: state === "merged" ? 2 : null }), idea(2)]);
    const offered = it
      .rows()[1]
      .querySelector(".acts")
      .querySelectorAll("button")
      .map((one) => one.textContent);
    assert.deepEqual(offered, words);
  });

for (const [more, words] of [
  [{ maskable: true }, "mod.mask"],
  [{ unmasked: "Soita 040" }, "console.unmask"],
  [{ author_held: true }, "console.author.release"],
  [{ left_out: true }, "console.take_in"],
])
  test(`an idea that is ${Object.keys(more)} offers ${words}`, () => {
    const it = list([idea(1, more)]);
    assert.ok(it.rows()[0].querySelector(".acts").textContent.includes(words));
  });

for (const [words, more, sent] of [
  ["console.spotlight", {}, ["screen.spotlight", { idea: 1 }]],
  ["console.leave_out", {}, ["idea.leave_out", { idea: 1, out: true }]],
  ["console.take_in", { left_out: true }, ["idea.leave_out", { idea: 1, out: false }]],
  ["mod.show", { state: "waiting" }, ["idea.show", { idea: 1 }]],
  ["mod.unhide", { state: "hidden" }, ["idea.show", { idea: 1 }]],
  ["mod.mask", { maskable: true }, ["idea.mask", { idea: 1 }]],
  ["console.author.release", { author_held: true }, ["author.hold", { idea: 1, on: false }]],
])
  test(`the button ${words} sends ${sent[0]}`, () => {
    const it = list([idea(1, more)]);
    press(it, 0, words);
    assert.deepEqual(it.sent, [sent]);
  });

test("an idea on the screen is taken from it by the same button", () => {
  const it = list([idea(1)], { forum: [{ ...FORUM, spotlight: 1 }] });
  assert.equal(it.rows()[0].className, "is-shown lit");
  press(it, 0, "console.spotlight.stop");
  assert.deepEqual(it.sent, [["screen.spotlight", { idea: null }]]);
});

for (const [wish, more, sent] of [
  ["leave_out", {}, "idea.leave_out"],
  ["spot", {}, "screen.spotlight"],
  ["spot", { state: "waiting" }, undefined],
  ["leave_out", { state: "hidden" }, undefined],
])
  test(`the shortcut ${wish} on an idea ${JSON.stringify(more)} sends ${sent || "nothing"}`, () => {
    const it = list([idea(1, more)]);
    it.node.querySelector(".rows").hears("wish", { target: it.rows()[0], detail: wish });
    assert.equal((it.sent[0] || [])[0], sent);
  });

test("hiding asks for the reason first, and sends it", async () => {
  const it = list([idea(1)]);
  it.node.querySelector(".rows").hears("wish", { target: it.rows()[0], detail: "hide" });
  const box = it.node.querySelector(".reasons");
  box.querySelectorAll("button")[0].hears("click");
  await settled();
  assert.equal(it.sent[0][0], "idea.hide");
  assert.equal(it.node.querySelector(".reasons"), null);
});

// -- a vote ------------------------------------------------------------------------------------------------------------

const rowsOf = (...values) =>
  values.map((votes, i) => ({ target: i + 1, rank: values.indexOf(votes) + 1, measures: { votes } }));
const tallyOf = (...values) => ({
  id: 4,
  main: "votes",
  unit: "votes",
  chart: "ticks",
  drawn: ["votes"],
  adds_up: true,
  facts: { ballots: 9 },
  rows: rowsOf(...values),
});

/** A view at a vote with these facts. */
function voting(more = {}, shapes = {}) {
  const steps = [
    step(2, "ideas", { state: "closed" }),
    step(4, "dots", { state: "open", answers: [], settings: { of: "ideas" }, ...more }),
  ];
  const forum = [{ ...FORUM, now: 4, here: 5 }];
  return view({ forum, activity: steps, idea: [1, 2, 3].map((id) => idea(id)), ...shapes });
}

/** The work of a vote on the page. */
function vote(seen) {
  const it = desk(seen);
  const part = mountVote(it, document.getElementById("work"), () => "sääntö");
  it.draw = () => part.draw(it.view);
  it.draw();
  return it;
}

const shownParts = () => ["progress", "handwork", "result"].filter((name) => !body.querySelector("." + name).hidden);

test("an open vote shows how many have voted, and no result", () => {
  vote(voting({ voted: 3, done: 2 }));
  assert.deepEqual(shownParts(), ["progress", "handwork"]);
  assert.equal(body.querySelector(".progress .big").textContent, "3/5 on äänestänyt");
  assert.deepEqual(
    [body.querySelectorAll(".ticks > i").length, body.querySelectorAll(".ticks > .open").length],
    [5, 2],
  );
  assert.match(body.querySelector(".progress").textContent, /sääntö · 2\/5 valmiina/);
  assert.equal(body.querySelector("#reveal"), null);
});

test("ticks of a large hall are left out", () => {
  vote(voting({ voted: 221 }));
  assert.deepEqual([body.querySelector(".ticks").hidden, body.querySelectorAll(".ticks > i").length], [true, 0]);
});

test("a vote without hands has no place for them", () => {
  vote(voting({ hands: [] }));
  assert.deepEqual(shownParts(), ["progress"]);
});

test("a result that is counted again says anew above the work how many places the hall sees", () => {
  const it = vote(voting({ state: "closed", revealed: true, uncovered: 1 }, { tally: [tallyOf(3, 2)] }));
  const said = () => body.querySelector(".tools b").textContent;
  const before = said();
  it.view = voting({ state: "closed", revealed: true, uncovered: 1 }, { tally: [tallyOf(3, 2, 1)] });
  it.draw();
  assert.deepEqual([before, said()], ["1/2", "1/3"]);
});

test("a closed vote can be shown, and a shown one covered again", () => {
  const it = vote(voting({ state: "closed" }));
  body.querySelector("#reveal").hears("click");
  it.view = voting({ state: "closed", revealed: true }, { tally: [tallyOf(3, 2)] });
  it.draw();
  assert.deepEqual(shownParts(), ["result"]);
  body.querySelector("#unreveal").hears("click");
  assert.deepEqual(it.sent, [
    ["activity.reveal", { activity: 4, shown: true }],
    ["activity.reveal", { activity: 4, shown: false }],
  ]);
});

test("a vote that is open cannot be shown", () => {
  const seen = voting();
  assert.equal(revealButton(desk(seen), seen, seen.step).getAttribute("disabled"), "");
  const closed = voting({ state: "closed" });
  assert.equal(revealButton(desk(closed), closed, closed.step).getAttribute("disabled"), null);
});

for (const [state, words] of [
  ["open", "console.close"],
  ["closing", "console.close"],
  ["waiting", "console.self.open"],
  ["closed", "console.reopen"],
])
  test(`a step that is ${state} has the button ${words}`, () => {
    assert.equal(toggleWords(voting({ state, closes_at: Infinity })), words);
  });

test("the row of tools is drawn anew only when something in it changed, and keeps the focus", () => {
  const it = desk(voting());
  const place = document.getElementById("work");
  const tools = place.appendChild(el("div", {}));
  drawTools(it, tools, it.view, { stamp: 1 });
  const button = tools.querySelector("#toggle-step");
  drawTools(it, tools, it.view, { stamp: 1 });
  assert.equal(tools.querySelector("#toggle-step") === button, true);
  button.focus();
  drawTools(it, tools, it.view, { stamp: 2 });
  assert.equal(document.activeElement === tools.querySelector("#toggle-step"), true);
  drawTools(it, tools, it.view, { stamp: 3, noClosing: true });
  assert.equal(document.activeElement === place, true, "its button is gone");
});

// -- the places of a result --------------------------------------------------------------------------------------------

/** The places of a result with these values. */
function places(uncovered, ...values) {
  const it = desk(voting({ state: "closed", revealed: true, uncovered }, { tally: [tallyOf(...values)] }));
  const node = document.getElementById("work");
  drawReveal(it, node, it.view, it.view.step);
  return { it, node, marks: () => node.querySelectorAll("ol.places > li").map((row) => row.className) };
}

for (const [uncovered, marks, count] of [
  [0, ["covered", "covered", "covered"], "0/3"],
  [1, ["covered", "covered", "open"], "1/3"],
  [3, ["open", "open", "open"], "3/3"],
])
  test(`with ${uncovered} uncovered the facilitator sees which places the hall sees`, () => {
    const { node, marks: shown } = places(uncovered, 5, 3, 1);
    assert.deepEqual([shown(), node.querySelector(".big").textContent], [marks, count]);
    assert.deepEqual(
      node.querySelectorAll(".pos").map((one) => one.textContent),
      ["1", "2", "3"],
    );
  });

for (const [id, uncovered, sent] of [
  ["next-place", 0, 1],
  ["next-place", 1, 2],
  ["all-places", 0, 3],
  ["one-back", 2, 1],
])
  test(`${id} after ${uncovered} places uncovers ${sent}`, () => {
    const { it, node } = places(uncovered, 5, 3, 1);
    node.querySelector("#" + id).hears("click");
    assert.deepEqual(it.sent, [["screen.uncover", { activity: 4, uncovered: sent }]]);
  });

test("a tie is one press, there and back", () => {
  const { it, node } = places(0, 5, 3, 3);
  node.querySelector("#next-place").hears("click");
  assert.equal(it.sent[0][1].uncovered, 2);
  const back = places(2, 5, 3, 3);
  back.node.querySelector("#one-back").hears("click");
  assert.equal(back.it.sent[0][1].uncovered, 0);
});

test("an impatient second press uncovers nothing", () => {
  const { it, node } = places(0, 5, 3, 1);
  node.querySelector("#next-place").hears("click");
  node.querySelector("#next-place").hears("click");
  assert.equal(it.sent.length, 1);
});

test("when all is open only going back is left", () => {
  const off = (uncovered) =>
    ["next-place", "all-places", "one-back"].map(
      (id) =>
        places(uncovered, 5, 3)
          .node.querySelector("#" + id)
          .getAttribute("disabled") === "",
    );
  assert.deepEqual(
    [off(0), off(1), off(2)],
    [
      [false, false, true],
      [false, false, false],
      [true, true, false],
    ],
  );
});

test("a result without votes says so", () => {
  assert.match(places(0, 0, 0).node.textContent, /console\.empty\.votes/);
});

for (const [more, said] of [
  [{}, "console.vote_not_over"],
  [{ state: "closed" }, "console.reveal_first"],
  [{ state: "closed", revealed: true, uncovered: 2 }, "console.places.all"],
])
  test(`the space bar in a vote ${JSON.stringify(more)} says ${said}`, () => {
    const it = desk(voting(more, { tally: [tallyOf(3, 2)] }));
    uncover(it);
    assert.deepEqual([it.sent, it.said], [[], [[said, "hint"]]]);
  });

// -- hands -------------------------------------------------------------------------------------------------------------

/** The list of counts of a vote; `counts` are those that were entered. */
function hands(counts = {}, answers = []) {
  const it = desk(voting({}, { hands: [{ id: 4, counts }] }), ...answers);
  const part = mountHands(it);
  body.appendChild(part.node);
  it.draw = () => part.draw(it.view);
  it.draw();
  it.node = part.node;
  it.fields = () => part.node.querySelectorAll(".hands input");
  return it;
}

const one = () => String(voting().step.hands[0]);

test("each target has a field with what was entered", () => {
  const it = hands({ 2: { [one()]: 12 } });
  assert.deepEqual(
    it.fields().map((field) => field.value),
    ["", "12", ""],
  );
});

test("a count is saved when it is entered, and once", async () => {
  const it = hands({ 2: { [one()]: 3 } });
  const field = it.fields()[0];
  field.value = "4";
  field.hears("change");
  await settled();
  assert.deepEqual(it.sent, [["hands.set", { activity: 4, target: 1, value: Number(one()), count: 4 }]]);
  const same = it.fields()[1];
  same.hears("change");
  await settled();
  assert.equal(it.sent.length, 1, "it is the one that was entered");
});

test("a count that the server refuses is shown as it was", async () => {
  const it = hands({ 1: { [one()]: 3 } }, [{ ok: false }]);
  const field = it.fields()[0];
  field.value = "5";
  field.hears("change");
  await settled();
  assert.equal(String(field.value), "3");
});

test("a number that no hall has is sent as it was typed, and the server says that it is too large", async () => {
  const it = hands({}, [{ ok: false, code: "count_bad" }]);
  it.view.forum.here = 0; // nobody knows how many people are here, so the page does not ask
  const field = it.fields()[0];
  field.value = "12000";
  field.hears("change");
  await settled();
  assert.deepEqual([it.sent[0][1].count, field.value], [12000, ""]);
});

test("what is no count is not sent", async () => {
  const it = hands();
  const field = it.fields()[0];
  field.value = "-2";
  field.hears("change");
  await settled();
  assert.deepEqual([it.sent, field.value], [[], ""]);
});

test("Enter goes to the next field", () => {
  const it = hands();
  const [first, second, third] = it.fields();
  assert.equal(first.hears("keydown", { key: "Enter" }).prevented, true);
  assert.equal(document.activeElement === second, true);
  third.hears("keydown", { key: "Enter" });
  assert.equal(first.hears("keydown", { key: "5" }).prevented, false);
});

test("a number that is being typed is not overwritten by a frame", () => {
  const it = hands();
  const field = it.fields()[0];
  field.focus();
  field.value = "1";
  it.view = voting({}, { hands: [{ id: 4, counts: { 1: { [one()]: 7 } } }] });
  it.draw();
  assert.equal(field.value, "1");
  document.activeElement = body;
  it.view = voting({}, { hands: [{ id: 4, counts: { 1: { [one()]: 8 } } }] });
  it.draw();
  assert.equal(field.value, "8");
});

test("a short list needs no search", () => {
  assert.equal(hands().node.querySelector("#find-target").hidden, true);
});

// -- ballots on paper --------------------------------------------------------------------------------------------------

/** The form for ballots on paper in a vote with these facts. */
function paper(more = {}, ...answers) {
  const it = desk(voting(more), ...answers);
  const part = mountPaperBallots(it);
  body.appendChild(part.node);
  it.draw = () => part.draw(it.view);
  it.draw();
  it.node = part.node;
  it.type = (text) => {
    it.node.querySelector("#paper-line").value = text;
    it.node.querySelector("#paper-line").hears("input");
    return it.node.querySelector(".read").textContent;
  };
  it.send = async () => (it.node.hears("submit"), settled());
  return it;
}

const DOTS = { marks: { least: 0, most: 2, total: 3 }, answers: [] };

test("a typed ballot is read back before it is saved", () => {
  const it = paper(DOTS);
  assert.match(it.type("1 1 2"), /1 idea 1× 2.*2 idea 2/);
  assert.match(it.type("9"), /console\.paper\.check/);
  assert.match(it.type("1 1 1"), /console\.paper\.over/);
  assert.match(it.type("1 1 2 2"), /console\.paper\.too_many/);
});

test("a ballot that is saved has a number, and the line is free for the next", async () => {
  const it = paper(DOTS, { ok: true, made: { paper: 7 } });
  it.type("1 1 2");
  await it.send();
  assert.deepEqual(it.sent, [["ballot.enter", { activity: 4, paper: null, marks: { 1: 2, 2: 1 } }]]);
  assert.deepEqual(
    [it.node.querySelector("#paper-line").value, it.node.querySelector(".said").textContent],
    ["", "Paperi 7"],
  );
  assert.equal(document.activeElement === it.node.querySelector("#paper-line"), true);
});

for (const text of ["", "9", "1 1 1", "1 1 2 2"])
  test(`the line '${text}' cannot be saved`, async () => {
    const it = paper(DOTS);
    it.type(text);
    await it.send();
    assert.deepEqual(it.sent, []);
  });

test("a ballot that was refused stays in the line", async () => {
  const it = paper(DOTS, { ok: false });
  it.type("1 2");
  await it.send();
  assert.deepEqual(
    [it.node.querySelector("#paper-line").value, it.node.querySelector(".said").textContent],
    ["1 2", ""],
  );
});

test("the last ballot can be corrected under its number, or left as it is", async () => {
  const it = paper(DOTS, { ok: true, made: { paper: 7 } });
  it.type("1 2");
  await it.send();
  const again = () => it.node.querySelector(".after").querySelector("button").hears("click");
  again();
  const line = it.node.querySelector("#paper-line");
  assert.equal(line.value, "1 2");
  line.hears("keydown", { key: "Escape", stopPropagation() {} });
  assert.equal(line.value, "");
  again();
  it.type("1 3");
  await it.send();
  assert.deepEqual(it.sent[1], ["ballot.enter", { activity: 4, paper: 7, marks: { 1: 1, 3: 1 } }]);
});

for (const [more, hidden] of [
  [{}, false],
  [{ state: "closed" }, false],
  [{ state: "waiting" }, true],
  [{ revealed: true }, true],
])
  test(`in a vote ${JSON.stringify(more)} ballots on paper ${hidden ? "cannot" : "can"} be entered`, () => {
    assert.equal(paper({ ...DOTS, ...more }).node.hidden, hidden);
  });
