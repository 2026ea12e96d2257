// Lists that a person works through: cards in groups on the phone, activities to choose from, rows that are let through
// together on the console.
import assert from "node:assert/strict";
import test from "node:test";

import { openSwitch } from "../../static/js/console/agenda/switch.js";
import { letThrough } from "../../static/js/console/needs/let_through.js";
import { el } from "../../static/js/dom/el.js";
import { cardGroups } from "../../static/js/phone/card_groups.js";
import { choose, chosenOf, wayBack } from "../../static/js/phone/choose.js";
import { keyedList } from "../../static/js/phone/keyed_list.js";
import { setWords } from "../../static/js/text/words.js";
import { step, view } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

setWords({ lang: "fi", words: {} });

const rows = (from, to, text = "idea") =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    key: "r" + (from + i),
    label: from + i,
    text: text + " " + (from + i),
  }));
const head = (key, some, more) => ({ key, sign: key, head: () => [el("b", {}, key)], rows: some, ...more });

/** Groups on a page: what is drawn of them, and a person's doings. */
function groups(...shown) {
  fakeDom();
  let made = 0;
  const cards = cardGroups(
    {},
    (row) => ((made += 1), el("article", {}, row.text)),
    (row) => row.text,
  );
  cards.show(shown);
  const all = (selector) => cards.node.querySelectorAll(selector);
  return {
    ...cards,
    made: () => made,
    finder: () => all(".find")[0],
    type: (words) => {
      all("#find")[0].value = words;
      all("#find")[0].hears("input");
    },
    press: (n) => all(".drawer")[n].hears("click"),
    more: () =>
      all("section")
        .flatMap((one) => one.children.slice(-1))
        .find((one) => !one.hidden),
    open: () => all("section").map((one) => one.querySelectorAll("article").length),
    heads: () => all(".drawer").map((one) => one.textContent + " " + one.getAttribute("aria-expanded")),
    words: () => all("article").map((one) => one.textContent),
    found: () => all(".quiet")[0].textContent,
  };
}

test("a short list without groups is shown plain, and nothing is searched in it", () => {
  const page = groups({ key: "all", head: null, sign: "", rows: rows(1, 12) });
  assert.deepEqual([page.finder().hidden, page.open(), page.heads()], [true, [12], []]);
  page.show([{ key: "all", head: null, sign: "", rows: rows(1, 13) }]);
  assert.deepEqual([page.finder().hidden, page.open()], [false, [13]]);
});

test("of groups one is open at a time, the first at the start; a tap opens, closes and lets another be", () => {
  const page = groups(head("again", rows(1, 2), { again: true }), head("A", rows(1, 3)), head("B", rows(4, 5)));
  assert.deepEqual(
    [page.open(), page.heads()],
    [
      [0, 3, 0],
      ["again false", "A true", "B false"],
    ],
  );
  page.press(2);
  assert.deepEqual([page.open(), page.heads()[2]], [[0, 0, 2], "B true"]);
  page.press(2);
  assert.deepEqual(page.open(), [0, 0, 0]);
  page.show([head("A", rows(1, 3)), head("B", rows(4, 5))]);
  assert.deepEqual(page.open(), [0, 0], "what a person closed stays closed");
  assert.deepEqual(groups(head("A", rows(1, 3)), head("B", rows(4, 5))).open(), [3, 0]);
  assert.deepEqual(groups(head("A", rows(1, 3))).open(), [0], "a single one is no choice");
});

test("a long group is loaded in portions of twenty", () => {
  const page = groups(head("A", rows(1, 45)));
  page.press(0);
  assert.deepEqual([page.open(), Boolean(page.more())], [[20], true]);
  page.more().hears("click");
  assert.deepEqual([page.open(), Boolean(page.more())], [[40], true]);
  page.more().hears("click");
  assert.deepEqual([page.open(), page.more()], [[45], undefined]);
});

test("a search looks in all groups once, and says how many it found", () => {
  const page = groups(head("own", rows(1, 2), { again: true }), head("A", rows(1, 9)), head("B", rows(10, 15, "tree")));
  page.type(" TREE 1");
  assert.deepEqual([page.words().length, page.found(), page.heads()], [6, "phone.find.found", []]);
  page.type("2");
  assert.deepEqual([page.words(), page.found()], [["idea 2"], "phone.find.found"]);
  page.type("xyz");
  assert.deepEqual([page.words(), page.found()], [[], "phone.find.none"]);
  page.type("  ");
  assert.deepEqual([page.open(), page.found()], [[0, 9, 0], ""]);
});

test("a card stays while its row does not change, in any order", () => {
  const page = groups({ key: "all", head: null, sign: "", rows: rows(1, 3) });
  const [first] = page.node.querySelectorAll("article");
  page.show([{ key: "all", head: null, sign: "", rows: [...rows(2, 3), ...rows(1, 1)] }]);
  assert.deepEqual([page.words(), page.made()], [["idea 2", "idea 3", "idea 1"], 3]);
  assert.equal(page.node.querySelectorAll("article")[2], first);
  page.show([{ key: "all", head: null, sign: "", rows: [...rows(2, 2), ...rows(1, 1, "new")] }]);
  assert.deepEqual([page.words(), page.made()], [["idea 2", "new 1"], 4]);
  const visited = [];
  page.each((node, row) => visited.push([node.textContent, row.key]));
  assert.deepEqual(visited, [
    ["idea 2", "r2"],
    ["new 1", "r1"],
  ]);
});

test("Enter ends a search, but not while a letter is being composed", () => {
  const page = groups({ key: "all", head: null, sign: "", rows: rows(1, 13) });
  const [field] = page.node.querySelectorAll("#find");
  for (const [facts, stays] of [
    [{ key: "a" }, true],
    [{ key: "Enter", isComposing: true }, true],
    [{ key: "Enter", isComposing: false }, false],
  ]) {
    field.focus();
    field.hears("keydown", facts);
    assert.equal(document.activeElement === field, stays);
  }
});

test("a control keeps the focus when its card is drawn anew", () => {
  const body = fakeDom("list");
  const list = keyedList(
    body.children[0],
    (item) => el("li", {}, el("button", { "data-do": "a" }), el("button", { "data-do": item.second || "b" })),
    (item) => item.sign,
  );
  list.show([{ key: 1, sign: "x" }]);
  body.querySelector("[data-do=b]").focus();
  list.show([{ key: 1, sign: "y" }]);
  assert.equal(document.activeElement, body.querySelector("[data-do=b]"));
  list.show([{ key: 1, sign: "z", second: "c" }]);
  assert.equal(document.activeElement, body.querySelector("[data-do=a]"), "the first one, when its own is gone");
  list.show([]);
  assert.equal(body.children[0].children.length, 0);
});

// A phone in a self-paced forum with an ideas step and a vote.
function chooser({ draft = "", marks = {}, mine = [], forum = {}, states = ["open", "open"], times = {} } = {}) {
  const body = fakeDom("main", "back");
  const pushed = [];
  globalThis.window.history = { pushState: (_state, _title, address) => pushed.push(address) };
  const activity = [
    { ...step(3, "dots"), position: 2, state: states[1], words: "" },
    { ...step(2, "ideas"), position: 1, state: states[0], ...times },
  ];
  const put = { forum: [{ id: 1, state: "live", self_paced: true, ...forum }], activity, mine };
  const page = {
    pushed,
    body,
    chosen: 0,
    draws: 0,
    draw: () => (page.draws += 1),
    boot: { lang: "fi", url: "/ABCDEF" },
    drafts: { get: () => draft },
    outbox: { items: () => [], arrived: () => [], busy: () => null },
    taken: null,
    live: {
      now: () => 0,
      online: () => true,
      store: {
        all: (kind) => [...(put[kind] || [])],
        get: (kind) => (kind === "ballot" ? { n: 1, marks } : undefined),
      },
    },
  };
  return page;
}

const listed = (about) => {
  const page = chooser(about);
  const made = choose(page);
  made.update();
  const [, none, list] = made.nodes;
  const marks = list.children.map((one) => (one.querySelector(".mark") ? one.querySelector(".mark").textContent : ""));
  return { page, none: !none.hidden, links: list.querySelectorAll("a"), marks };
};

test("the list says until when a step takes ideas, that they would be late, and what opens later", () => {
  const said = (about) => {
    const made = choose(chooser(about));
    made.update();
    return made.nodes.slice(2).map((list) => list.querySelectorAll(".quiet").map((one) => one.textContent));
  };
  assert.ok(said({ times: { due_at: 60_000 } })[0].includes("phone.choose.due"));
  assert.ok(said({ times: { due_at: -60_000, late_minutes: 5 } })[0].includes("phone.choose.late"));
  const later = said({ states: ["waiting", "open"], times: { opens_at: 60_000 } });
  assert.deepEqual(later[1], ["phone.choose.opens"]);
  assert.ok(!later[0].includes("phone.choose.opens"));
});

test("the list of what is open says what one has given in it", () => {
  const own = { id: 1, number: 1, key: "k", text: "x", activity: 2, state: "shown" };
  const of = (about) => listed(about).marks;
  assert.deepEqual(of({}), ["", ""]);
  assert.deepEqual(of({ mine: [own] }), ["phone.choose.ideas", ""]);
  assert.deepEqual(of({ mine: [own], draft: "words" }), ["phone.draft", ""]);
  assert.deepEqual(of({ mine: [{ ...own, activity: 9 }] }), ["", ""]);
  assert.deepEqual(of({ marks: { 1: 2 } }), ["", "phone.votes.saved"]);
  assert.deepEqual(of({ states: ["closed", "open"] }), [""]);
  assert.deepEqual([listed({ states: ["closed", "waiting"] }).none, listed({}).none], [true, false]);
});

test("a tap enters an activity in this page, and a key held down leaves the link to the browser", () => {
  const { page, links } = listed({});
  assert.deepEqual(
    links.map((one) => one.getAttribute("href")),
    ["/ABCDEF?activity=2", "/ABCDEF?activity=3"],
  );
  for (const key of ["metaKey", "ctrlKey", "shiftKey", "altKey"])
    assert.equal(links[0].hears("click", { [key]: true }).prevented, false);
  assert.deepEqual([page.chosen, page.pushed], [0, []]);
  assert.equal(links[1].hears("click").prevented, true);
  assert.deepEqual([page.chosen, page.pushed, page.draws], [3, ["/ABCDEF?activity=3"], 1]);
  assert.equal(document.activeElement.getAttribute("id"), "main");
});

test("the way back stands above an activity of a live forum where phones choose", () => {
  const shown = (forum, one = step(2, "ideas")) => {
    const page = chooser({ forum });
    wayBack(page)(one);
    return !document.getElementById("back").hidden;
  };
  assert.deepEqual(
    [shown({}), shown({}, null), shown({ self_paced: false }), shown({ state: "ended" })],
    [true, false, false, false],
  );
});

test("an address names an activity by digits alone", () => {
  const of = [
    "?activity=7",
    "?a=1&activity=7&b",
    "?activity=7x",
    "?activity=",
    "?xactivity=7",
    "",
    "?activity=" + "9".repeat(16),
  ];
  assert.deepEqual(of.map(chosenOf), [7, 7, 0, 0, 0, 0, 0]);
});

test("several rows that were read are let through by one button, one has its own", () => {
  fakeDom();
  const sent = [];
  const desk = {
    ui: {},
    act: (verb, body) => (sent.push([verb, body]), Promise.resolve({ ok: true })),
    view: view({}),
  };
  const waiting = (number) => ({ id: number + 100, number, state: "waiting", flags: [], activity: 2 });
  const several = letThrough(desk);
  const times = { wasSeen: (one) => one.number < 4 };
  several.draw([waiting(1)], times);
  assert.equal(several.node.hidden, true);
  several.draw([1, 2].map(waiting), times);
  assert.deepEqual([several.node.hidden, several.node.querySelector("button").title], [false, "1, 2"]);
  several.draw([1, 2, 3, 4].map(waiting), times);
  assert.equal(several.node.hidden, false);
  const [button] = several.node.querySelectorAll("button");
  assert.deepEqual([button.title, button.getAttribute("aria-label").split(": ")[1]], ["1, 2, 3", "1, 2, 3"]);
  button.hears("click");
  button.hears("click");
  assert.deepEqual(sent, [["ideas.show", { ideas: [101, 102, 103] }]], "a double click is one");
});

test("each row of a self-paced agenda opens or closes its activity", () => {
  fakeDom();
  const sent = [];
  const at = (forum, changes) =>
    view({
      forum: [{ id: 1, title: {}, state: "live", now: 2, self_paced: true, undo: {}, redo: {}, ...forum }],
      activity: [step(2, "ideas", changes), step(4, "dots", changes)],
    });
  const pressed = (id, forum, changes) => {
    const seen = at(forum, changes);
    const desk = {
      act: (verb, body) => (sent.push([verb, body]), Promise.resolve({ ok: true })),
      pick: () => "",
      boot: { lang: "fi" },
    };
    const one = openSwitch(
      desk,
      seen,
      seen.steps.find((step_) => step_.id === id),
    );
    if (one) one.hears("click");
    return one && one.getAttribute("data-do");
  };
  assert.deepEqual(
    [
      pressed(2, {}, { state: "open" }),
      pressed(4, {}, { state: "open" }),
      pressed(2, {}, { state: "waiting" }),
      pressed(2, {}, { state: "closed" }),
      pressed(4, {}, { state: "closed", revealed: true }),
      pressed(2, { state: "ended" }, { state: "closed" }),
      pressed(2, { self_paced: false }, { state: "open" }),
    ],
    ["close", "close", "open", "open", null, null, null],
  );
  assert.deepEqual(sent, [
    ["activity.close", { activity: 2, grace: 20 }],
    ["activity.close", { activity: 4, grace: 0 }],
    ["activity.open", { activity: 2 }],
    ["activity.open", { activity: 2 }],
  ]);
});
