// Writing ideas on the phone: what is sent and when, what is refused, and what a person is told while they write.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { view as ideasView } from "../../../static/js/activities/ideas/phone.js";
import { el } from "../../../static/js/dom/el.js";
import { setWords } from "../../../static/js/text/words.js";
import { LIMITS } from "../../../static/js/wire/contract.js";
import { step } from "../../js/console_shapes.mjs";
import { fakeCards } from "../../js/fake_cards.mjs";
import { fakeDom, layOut } from "../../js/fake_dom.mjs";

const NOW = 100_000;
const WRITING = step(2, "ideas", { state: "open", prompt: { fi: "Mitä toivot?" } });

beforeEach(() => {
  fakeDom("say");
  fakeCards("own", "other");
  setWords({ lang: "fi", words: { "grace.phone": "Aikaa {countdown}", "phone.slow": ["{n} s", "{n} s"] } });
});

/** A phone in a step of ideas. Its view is on the page; what it sends is in `sent`, what it says to screen readers in `heard`. */
function phone({ at = WRITING, forum = {}, mine = [], ideas = [], drafts = {}, second = null } = {}) {
  const put = {
    forum: [{ id: 1, state: "live", now: 2, paused: false, slow: 0, ...forum }],
    activity: [at],
    mine,
    idea: ideas,
  };
  const page = {
    put,
    drafts: {},
    sent: [],
    heard: [],
    boot: { lang: "fi" },
    finishing: 0,
    clock: NOW,
    moved: [],
    seen: Infinity,
  };
  const all = (kind) => (put[kind] || []).slice();
  page.live = {
    now: () => page.clock,
    online: () => true,
    store: { all, get: (kind, id) => all(kind).find((one) => one.id === id), version: () => page.clock },
  };
  page.kept = { ...drafts };
  page.drafts = { get: (id) => page.kept[id] || "", set: (id, text) => (page.kept[id] = text) };
  page.outbox = {
    items: () => [],
    arrived: () => [],
    busy: () => null,
    add: (entry) => page.sent.push([entry.verb, entry.body]),
  };
  Object.assign(page, {
    say: (words) => page.heard.push(words),
    waiting: () => 0,
    second: () => second,
    draw: () => page.face.update(),
  });
  window.scrollBy = (x, y) => page.moved.push(y);
  page.face = ideasView(page, at);
  page.node = el("main", {}, ...page.face.nodes, page.face.footer, ...page.face.below);
  document.body.appendChild(page.node);
  page.face.update();
  page.field = page.node.querySelector("textarea");
  page.type = (text) => {
    page.field.value = text;
    page.field.hears("input");
  };
  page.send = () => page.node.querySelector("form").hears("submit").prevented;
  page.problem = () => page.node.querySelector(".refusal").textContent;
  page.note = () => (page.node.querySelector(".note").hidden ? "" : page.node.querySelector(".note").textContent);
  page.later = (ms) => {
    page.clock += ms;
    page.face.update();
  };
  return page;
}

test("an idea is sent tidied, the field is free for the next one and keeps the focus", () => {
  const page = phone();
  page.type("  Kahvila  pihalle ");
  assert.equal(page.kept[2], "  Kahvila  pihalle ", "the draft is what was typed");
  assert.equal(page.send(), true);
  assert.deepEqual(page.sent, [["idea.add", { activity: 2, text: "Kahvila pihalle" }]]);
  assert.deepEqual([page.field.value, page.kept[2], document.activeElement === page.field], ["", "", true]);
});

for (const [text, code] of [
  ["", "refusal.empty"],
  ["  \n ", "refusal.empty"],
  ["x".repeat(LIMITS.text + 1), "refusal.too_long"],
])
  test(`a text of ${text.length} signs is refused with ${code}, and stays`, () => {
    const page = phone();
    page.type(text);
    page.send();
    assert.deepEqual([page.sent, page.problem(), page.field.value], [[], code, text]);
    assert.equal(page.field.getAttribute("aria-invalid"), "true");
    page.type(text + "y");
    assert.deepEqual([page.problem(), page.field.getAttribute("aria-invalid")], ["", null], "until it is changed");
  });

test("the longest text is sent", () => {
  const page = phone();
  page.type("x".repeat(LIMITS.text));
  page.send();
  assert.equal(page.sent.length, 1);
});

test("a refusal below the footer comes into sight", () => {
  layOut((node) => ({ box: node.names().includes("refusal") ? { bottom: 520 } : { top: 500 } }));
  const page = phone();
  page.send();
  assert.deepEqual(page.moved, [28]);
});

test("the signs are counted while a person types, and too many stand out", () => {
  const page = phone();
  const left = page.node.querySelector(".num");
  assert.equal(left.textContent, "0/" + LIMITS.text);
  page.type("x".repeat(LIMITS.text + 1));
  assert.deepEqual([left.textContent, left.classList.contains("over")], ["281/280", true]);
});

test("a draft comes back into the field", () => {
  assert.equal(phone({ drafts: { 2: "Kesken" } }).field.value, "Kesken");
});

test("what a person types is noted as writing, and takes an old message away", () => {
  const page = phone();
  page.said = { tone: "refused" };
  page.type("K");
  assert.ok(Date.now() - page.typedAt < 1000);
  assert.equal(page.said, null);
});

for (const [at, hint] of [
  [WRITING, "idea.hint"],
  [step(2, "ideas", { state: "open", settings: { style: "private" } }), "idea.private"],
])
  test(`the hint says who sees an idea: ${hint}`, () => {
    assert.match(phone({ at }).node.querySelector("#hint").textContent, new RegExp("^" + hint.replace(".", "\\.")));
  });

// -- when nothing can be sent ------------------------------------------------------------------------------------------

test("while collecting is paused it says so above everything else", () => {
  assert.equal(phone({ forum: { paused: true } }).note(), "phone.paused");
  assert.equal(phone().note(), "");
});

const stored = (at) => ({ id: 1, number: 1, key: "k", text: "x", activity: 2, state: "shown", cluster: null, at });

test("who is slowed down is told how long, may not send before, and hears when it is over", () => {
  const page = phone({ forum: { slow: 30 }, mine: [stored(NOW - 10_000)] });
  assert.equal(page.note(), "20 s");
  page.type("Kahvila");
  page.send();
  assert.deepEqual([page.sent, page.problem(), page.field.value], [[], "", "Kahvila"], "one number, which counts");
  assert.deepEqual(page.heard, ["20 s"]);
  page.later(20_000);
  assert.deepEqual([page.note(), page.problem(), page.heard], ["", "", ["20 s", "phone.slow.over"]]);
  page.send();
  assert.equal(page.sent.length, 1);
});

test("while a step closes the time left is shown, said once, and a person who began is not moved on", () => {
  const at = { ...WRITING, state: "closing", closes_at: NOW + 20_000 };
  const page = phone({ at, drafts: { 2: "Kesken" } });
  assert.deepEqual([page.note(), page.heard, page.finishing], ["Aikaa 0:20", ["Aikaa 0:20"], 2]);
  page.later(5000);
  assert.deepEqual([page.note(), page.heard.length], ["Aikaa 0:15", 1]);
  page.type("");
  page.later(1000);
  assert.equal(page.finishing, 2, "who empties the field to begin again stays, too");
  page.type("Valmis");
  page.send();
  assert.equal(page.finishing, 0);
});

test("who has begun nothing is not kept while a step closes", () => {
  assert.equal(phone({ at: { ...WRITING, state: "closing", closes_at: NOW + 20_000 } }).finishing, 0);
});

for (const [state, forum, words] of [
  ["closed", {}, "phone.closed.next"],
  ["waiting", {}, "join.wait"],
  ["closed", { self_paced: true }, "phone.self.next"],
])
  test(`in a step that is ${state} there is no field, but ${words}`, () => {
    const page = phone({ at: { ...WRITING, state }, forum });
    assert.deepEqual([page.field, page.face.footer, page.note()], [null, null, words]);
  });

// -- the others' ideas, and similar ones -------------------------------------------------------------------------------

test("others' ideas stand below in an open step, and never in a private one", () => {
  const ideas = [
    {
      ...stored(0),
      id: 9,
      number: 9,
      text: "Sauna",
      lang: "fi",
      merged: [],
      original: null,
      source: "phone",
      votable: true,
    },
  ];
  assert.match(phone({ ideas }).node.textContent, /Sauna/);
  const secret = step(2, "ideas", { state: "open", settings: { style: "private" } });
  assert.doesNotMatch(phone({ at: secret, ideas }).node.textContent, /Sauna/);
});

test("the line about a similar idea comes with the second script, once", () => {
  const made = [];
  const line = { node: el("p", {}, "samanlainen"), update: () => made.push("update") };
  const second = { askServer: (page, id) => "ask " + id, similarLine: (...facts) => (made.push(facts), line) };
  const page = phone({ second });
  page.face.update();
  assert.equal(made[0][2], "ask 2");
  assert.deepEqual(made.slice(1), ["update", "update"]);
  assert.match(page.node.querySelector("form").textContent, /samanlainen/);
  made[0][3]("Kahvila");
  assert.ok(
    Object.entries(page.kept).some(([name, text]) => name !== "2" && text === "Kahvila"),
    "it is not shown again",
  );
});
