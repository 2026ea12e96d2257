// Deciding on ideas in the console's queue: what a row shows and offers, what a press sends, and what a key may do.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { actsOn, ask, decideByKey } from "../../static/js/console/needs/decisions.js";
import { hideRead } from "../../static/js/console/needs/hide_read.js";
import { mountQueue, toQueue } from "../../static/js/console/needs/queue.js";
import { watchQueueKeys } from "../../static/js/console/needs/queue_keys.js";
import { afterDecision, firstOpen, goOn, skips } from "../../static/js/console/needs/next_row.js";
import { fillRow, safeButton } from "../../static/js/console/needs/queue_row.js";
import { warns } from "../../static/js/console/needs/read_rows.js";
import { patch } from "../../static/js/console/parts/keyed_list.js";
import { hide, hideOne, reasons } from "../../static/js/console/parts/reasons.js";
import { flip, showTheme, spotlight } from "../../static/js/console/parts/screen_commands.js";
import { inBurst, typed } from "../../static/js/console/parts/typing_burst.js";
import { closesWork, pressesOnBoard, wish } from "../../static/js/console/panels/work_wishes.js";
import { mountEntry } from "../../static/js/console/work/entry.js";
import { el } from "../../static/js/dom/el.js";
import { setWords } from "../../static/js/text/words.js";
import { LIMITS } from "../../static/js/wire/contract.js";
import { NOW, idea as bare, step, store, view } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

let body = null;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
  body = fakeDom("work", "queue-list", "needs", "drawer");
  setWords({ lang: "fi", words: { "console.entered": "Idea {n}", "console.entered.receipt": "Kuitti {code}" } });
});

const REASON_OF_FLAG = {
  phone: "personal",
  email: "personal",
  personal: "personal",
  language: "insult",
  insult: "insult",
  link: "advert",
  nonsense: "test",
};
const FORUM = { ...store({}).get("forum", 1), reasons: [] };
const idea = (id, more) => bare(id, { details: {}, lang: "fi", ...more });
const settled = () => new Promise((go) => setImmediate(go));

/** A desk that notes what it is asked to do; `answers` are those of its commands, accepted when there are none. */
function desk({ forum = {}, ideas = [idea(1)], shapes = {} } = {}, ...answers) {
  const it = { sent: [], said: [], hushed: 0, drawn: 0, ui: {}, boot: { lang: "fi", reason_of_flag: REASON_OF_FLAG } };
  it.view = view({ forum: [{ ...FORUM, ...forum }], idea: ideas, ...shapes });
  it.act = async (verb, more) => (it.sent.push([verb, more]), answers.shift() || { ok: true, made: {} });
  it.say = (words, tone) => it.said.push([words, tone]);
  it.hush = () => (it.hushed += 1);
  it.pick = (texts) => (texts && texts.fi) || "";
  it.question = it.pick;
  it.redraw = it.drawNow = () => (it.drawn += 1);
  return it;
}

// -- a row of the queue ------------------------------------------------------------------------------------------------

/** The row of an idea, and what its buttons were asked to do. */
function row(one, asking = false) {
  const done = [];
  const acts = {
    show: (its) => done.push(["show", its.id]),
    mask: (its) => done.push(["mask", its.id]),
    ask: (its) => done.push(["ask", its.id]),
    hide: (its, reason, all) => done.push(["hide", its.id, reason, all]),
  };
  const node = body.appendChild(el("li", { class: "row" }));
  fillRow(desk({ ideas: [one] }), node, one, asking, acts);
  const buttons = () => node.querySelectorAll("button");
  const press = (words) =>
    buttons()
      .find((button) => button.textContent.startsWith(words))
      .hears("click");
  return { node, done, buttons, press };
}

for (const [name, more, words] of [
  ["that waits", { state: "waiting" }, ["mod.show", "mod.hide…"]],
  ["that is shown and was flagged", { flags: ["phone"] }, ["console.keep", "mod.hide…"]],
  ["that is kept back and was flagged", { state: "private", flags: ["phone"] }, ["console.keep_in", "mod.hide…"]],
  ["of which a part can be covered", { state: "waiting", maskable: true }, ["mod.show", "mod.mask", "mod.hide…"]],
])
  test(`an idea ${name} offers ${words.join(", ")}`, () => {
    const offered = row(idea(1, more))
      .buttons()
      .map((one) => one.querySelector("span").textContent);
    assert.deepEqual(offered, words);
  });

test("each button does what it says, and hiding asks for a reason first", () => {
  const { press, done } = row(idea(1, { state: "waiting", maskable: true }));
  ["mod.show", "mod.mask", "mod.hide"].forEach(press);
  assert.deepEqual(done, [
    ["show", 1],
    ["mask", 1],
    ["ask", 1],
  ]);
});

test("where nothing can be covered the row says why, unless nothing was found", () => {
  const said = (more) =>
    row(idea(1, { state: "waiting", ...more })).node.textContent.includes("console.mask.too_little");
  assert.equal(said({ found: [[0, 3]], maskable: false }), true);
  assert.equal(said({ found: [[0, 3]], maskable: true }), false);
  assert.equal(said({ found: [] }), false);
});

test("why an idea is there stands above its words", () => {
  const { node } = row(idea(1, { flags: ["phone", "name"], author_held: true }));
  assert.equal(node.querySelector(".why").textContent, "mod.flag.phone mod.flag.name console.author.waits");
  assert.equal(node.classList.contains("flagged"), true);
  assert.equal(row(idea(2, { flags: ["nonsense"] })).node.querySelector(".why").className, "why quiet", "a mere hint");
  assert.equal(row(idea(3, { state: "waiting" })).node.querySelector(".why"), null);
});

for (const [more, warned] of [
  [{}, false],
  [{ flags: ["phone"] }, true],
  [{ author_held: true }, true],
])
  test(`an idea ${JSON.stringify(more)} ${warned ? "is read with care" : "is one like others"}`, () => {
    assert.equal(warns(idea(1, more)), warned);
  });

test("one Enter too many shows nothing to the hall", () => {
  assert.equal(safeButton(row(idea(1, { state: "waiting" })).node).textContent, "mod.showA");
  assert.equal(safeButton(row(idea(2, { flags: ["phone"] })).node).dataset.hide, "2");
  assert.equal(safeButton(document.createElement("div")), null);
});

test("a row that is drawn anew keeps the focus", () => {
  const one = row(idea(1, { state: "waiting" }));
  one.buttons()[0].focus();
  fillRow(desk(), one.node, idea(1, { state: "waiting", text: "muuttunut" }), false, {});
  assert.equal(one.node.contains(document.activeElement), true);
});

// -- reasons -----------------------------------------------------------------------------------------------------------

/** The choice of a reason, and what was chosen. */
function choice(more, forum = {}) {
  const chosen = [];
  const made = reasons(
    desk({ forum }),
    (...facts) => chosen.push(facts),
    () => chosen.push("cancelled"),
    { idea: more },
  );
  body.appendChild(made);
  const key = (name, facts) =>
    made.hears("keydown", { key: name, stopPropagation: () => (made.stopped = name), ...facts });
  return { made, chosen, key };
}

test("a reason is chosen by its button or its digit, and Esc cancels", () => {
  const { made, chosen, key } = choice();
  made.querySelectorAll("button")[1].hears("click");
  key("1");
  key("Escape");
  made.querySelectorAll("button").pop().hears("click");
  assert.deepEqual(chosen, [["insult", false], ["personal", false], "cancelled", "cancelled"]);
});

test("all ideas of a phone's author can be hidden for the same reason, those of a helper cannot", () => {
  const { made, chosen, key } = choice(idea(1));
  key("0");
  key("2");
  assert.deepEqual(chosen, [["insult", true]]);
  assert.ok(made.querySelector("[type=checkbox]"));
  const paper = choice(idea(1, { source: "paper" }));
  paper.key("0");
  paper.key("2");
  assert.deepEqual(paper.chosen, [["insult", false]]);
});

test("a slip of the finger does not act on the hall; keys of the browser pass", () => {
  const { made, chosen, key } = choice();
  key("b");
  assert.deepEqual([made.stopped, chosen], ["b", []]);
  made.stopped = "";
  key("9");
  assert.equal(made.stopped, "9", "a digit without a reason");
  made.stopped = "";
  key("z", { ctrlKey: true });
  key("Tab");
  assert.equal(made.stopped, "");
});

test("a forum's own reasons are offered after the usual ones, as long as they are", () => {
  const own = [
    { name: "own-1", offered: true, words: { fi: "Ei aiheesta" } },
    { name: "own-2", offered: false, words: { fi: "Vanha" } },
  ];
  const { made } = choice(null, { reasons: own });
  assert.match(made.textContent, /Ei aiheesta/);
  assert.doesNotMatch(made.textContent, /Vanha/);
});

test("one idea is hidden by itself, or with all of its author", async () => {
  const it = desk({}, { ok: true, made: {} }, { ok: true, made: { ideas: 3, proposals: 1 } });
  await hideOne(it, 1, "insult", false);
  await hideOne(it, 1, "insult", true);
  assert.deepEqual(it.sent, [
    ["idea.hide", { idea: 1, reason: "insult" }],
    ["author.hide", { idea: 1, reason: "insult" }],
  ]);
  assert.deepEqual(it.said, [["console.author.hidden console.author.proposals", undefined]]);
  assert.equal(it.ui.reason, "insult", "it is offered again for the next one");
});

test("many ideas are hidden by one command, and one sentence says how many were not hidden before", async () => {
  const it = desk({}, { ok: true, made: { ideas: [1, 2] } }, { ok: true, made: { ideas: [] } }, { ok: false });
  await hide(it, [1, 2, 3], "test");
  const hidings = [1, 2, 3].map((one) => ({ idea: one, reason: "test" }));
  assert.deepEqual(it.sent, [["ideas.hide", { hidings }]]);
  assert.deepEqual(it.said, [["console.queue.hidden_many", undefined]]);
  await hide(it, [4, 5], "test");
  assert.deepEqual(it.said[1], ["console.queue.hidden_before", undefined], "a colleague was quicker");
  await hide(it, [6, 7], "test");
  assert.equal(it.said.length, 2, "a refusal is said by the status line");
});

// -- decisions ---------------------------------------------------------------------------------------------------------

/**
 * The queue in the page below the question how ideas are reviewed, which has the focus; press(key) goes to that and
 * upwards, as in a browser.
 */
function shownQueue(it) {
  const place = document.getElementById("queue-list");
  const whole = body.appendChild(el("section", {}));
  const mode = whole.appendChild(el("fieldset", { class: "modes asks" })).appendChild(el("input", { type: "radio" }));
  whole.appendChild(place);
  const ui = { decided: new Set(), seen: new Set(), asking: null, place, several: { run: () => undefined } };
  ui.rows = ui.warned = { times: { acted: () => undefined, wasSeen: () => true } };
  ui.skips = skips();
  ui.acts = actsOn(it, ui);
  it.drawNow = it.redraw = () => {
    const left = it.view.ideas.filter((one) => !ui.decided.has(one.id));
    patch(place, left, {
      keyOf: (one) => one.id,
      stamp: (one) => String(ui.asking === one.id),
      make: () => el("article", { class: "row" }),
      update: (node, one) => fillRow(it, node, one, ui.asking === one.id, ui.acts),
    });
  };
  watchQueueKeys(whole, decideByKey(it, ui));
  it.drawNow();
  mode.focus();
  const press = (key) => {
    const event = { key, target: document.activeElement, defaultPrevented: false };
    event.preventDefault = () => (event.defaultPrevented = true);
    event.stopPropagation = () => (event.stopped = true);
    for (let node = event.target; node && !event.stopped; node = node.parentNode)
      (node.listeners.keydown || []).forEach((run) => run(event));
  };
  return { ui, mode, place, press };
}

/** The state of the queue beside a desk; `seen`: whether its rows were in view for a moment. */
function queue(it, seen = true) {
  const ui = { decided: new Set(), seen: new Set(), asking: null, several: { run: () => it.said.push("several") } };
  ui.rows = ui.warned = { times: { acted: () => undefined, wasSeen: () => seen } };
  ui.skips = skips();
  ui.acts = actsOn(it, ui);
  ui.place = { querySelector: () => el("li", { "data-id": 1 }) };
  document.activeElement = { closest: () => null };
  return ui;
}

test("a decided idea leaves at once, and comes back if the server refuses", async () => {
  const it = desk({ ideas: [idea(1, { state: "waiting" })] }, { ok: false });
  const ui = queue(it);
  const answered = ui.acts.show(it.view.idea(1));
  assert.deepEqual([[...ui.decided], it.sent], [[1], [["idea.show", { idea: 1 }]]]);
  await answered;
  assert.deepEqual([...ui.decided], []);
});

test("an idea that is shown already is only looked at", () => {
  const it = desk({ ideas: [idea(1, { flags: ["phone"] })] });
  const ui = queue(it);
  ui.acts.show(it.view.idea(1));
  assert.deepEqual([it.sent, ui.seen.size, ui.decided.size], [[], 1, 0]);
});

test("hiding closes the question", async () => {
  const it = desk();
  const ui = queue(it);
  ui.asking = 1;
  await ui.acts.hide(it.view.idea(1), "insult", false);
  assert.deepEqual([ui.asking, it.sent[0][0], [...ui.decided]], [null, "idea.hide", [1]]);
});

/** The button that hides what was read of a queue with these flags of its ideas; all but the last are read. */
function hidingOf(...flagged) {
  const ideas = flagged.map((flags, at) =>
    idea(at + 1, { state: "waiting", flags: flags || [], author_held: flags === null }),
  );
  const it = desk({ ideas });
  it.act = async (verb, more) => {
    it.sent.push([verb, more]);
    return { ok: true, made: { ideas: (more.hidings || []).map((one) => one.idea) } };
  };
  const ui = queue(it);
  const hiding = hideRead(it, ui.acts.hideMany);
  body.append(el("h2", { id: "queue-title" }), hiding.node);
  const times = { isRead: (one) => one.id < ideas.length };
  const left = () => ideas.filter((one) => !ui.decided.has(one.id));
  const draw = () => hiding.draw(left(), times);
  const hidden = async () => {
    for (const nth of flagged) await settled(nth);
    return it.sent.map(([verb, body]) => [verb, ...(body.hidings || [body]).map((one) => [one.idea, one.reason])]);
  };
  return { it, ui, hiding, draw, hidden };
}

test("what was read and carries a remark is hidden at once, each for the reason of its own remark, which is said before", async () => {
  const { it, ui, hiding, draw, hidden } = hidingOf(
    ["phone"],
    ["language", "insult"],
    [],
    ["link"],
    ["personal", "insult"],
    ["email"],
    ["nonsense"],
    ["insult"],
  );
  it.ui.reason = "personal";
  hiding.run();
  assert.deepEqual(it.said, [["console.queue.none_warned", "hint"]]);
  draw();
  assert.deepEqual([hiding.node.hidden, hiding.node.querySelector("button").title], [false, "1, 2, 4, 5, 6, 7"]);
  const words = ["personal", "insult", "advert", "test"].map((name) => "console.hide_for." + name).join(", ");
  assert.equal(hiding.reasons(), words);
  assert.ok(hiding.node.textContent.includes(words));
  hiding.run();
  assert.deepEqual([...ui.decided], [1, 2, 4, 5, 6, 7], "the rows leave at once");
  assert.deepEqual(await hidden(), [
    ["ideas.hide", [1, "personal"], [2, "insult"], [4, "advert"], [5, "personal"], [6, "personal"], [7, "test"]],
  ]);
  assert.deepEqual(it.said.slice(1), [["console.queue.hidden_many", undefined]], "one command, and one sentence");
  assert.equal(it.ui.reason, "personal", "the last reason that was chosen stays the one of the key D");
  draw();
  assert.deepEqual([hiding.node.hidden, hiding.reasons()], [true, ""]);
});

test("where some that were read have no reason of their own, one is asked for these, and all are hidden as one deed", async () => {
  const { it, hiding, draw, hidden } = hidingOf(["insult"], null, null, []);
  draw();
  assert.equal(hiding.reasons(), "console.hide_for.insult, console.hide_for.other");
  hiding.run();
  assert.deepEqual(await hidden(), [], "nothing is hidden twice, with two undos");
  assert.ok(hiding.node.textContent.includes("console.hide_read.why"), "what becomes of the others is said");
  draw();
  const [, , off] = hiding.node.querySelectorAll(".reasons button");
  off.hears("click");
  assert.deepEqual(await hidden(), [["ideas.hide", [1, "insult"], [2, "off_topic"], [3, "off_topic"]]]);
  assert.equal(it.ui.reason, "off_topic");
  draw();
  assert.equal(hiding.node.hidden, true);
});

test("what a colleague decides while a reason is chosen is not hidden by it", async () => {
  const { ui, hiding, draw, hidden } = hidingOf(["insult"], null, null, []);
  draw();
  hiding.run();
  ui.decided.add(1).add(3);
  draw();
  hiding.node.querySelectorAll(".reasons button")[2].hears("click");
  assert.deepEqual(await hidden(), [["idea.hide", [2, "off_topic"]]]);
});

test("whoever closes the reasons goes on where they were, and the button stands as before", () => {
  const { hiding, draw, hidden } = hidingOf(null, null, []);
  const row = body.appendChild(el("button", {}));
  draw();
  row.focus();
  hiding.run();
  hiding.node.querySelector(".reasons").hears("keydown", { key: "Escape", stopPropagation: () => undefined });
  assert.equal(document.activeElement, row);
  draw();
  assert.equal(hiding.node.querySelector("button").id, "hide-read");
  return hidden().then((sent) => assert.deepEqual(sent, []));
});

test("the question opens and closes by the same button", () => {
  const it = desk();
  const ui = queue(it);
  ask(it, ui, it.view.idea(1));
  assert.equal(ui.asking, 1);
  assert.equal(it.hushed, 1, "a hint about the press before would be taken for one about the question");
  ask(it, ui, it.view.idea(1));
  assert.equal(ui.asking, null);
});

for (const [key, more, sent, said] of [
  ["a", { state: "waiting" }, ["idea.show"], []],
  ["m", { state: "waiting", maskable: true }, ["idea.mask"], []],
  ["m", { state: "waiting" }, [], ["refusal.nothing_to_mask"]],
  ["m", { state: "waiting", found: [[0, 3]] }, [], ["refusal.too_little_left"]],
])
  test(`${key.toUpperCase()} on an idea ${JSON.stringify(more)} sends ${sent.join() || "nothing"}`, () => {
    const it = desk({ ideas: [idea(1, more)] });
    decideByKey(it, queue(it))[key]();
    assert.deepEqual([it.sent.map(([verb]) => verb), it.said.map(([words]) => words)], [sent, said]);
  });

test("a key decides nothing on what has just slid under the finger, nor twice", () => {
  const it = desk({ ideas: [idea(1, { state: "waiting" })] });
  decideByKey(it, queue(it, false)).a();
  assert.deepEqual([it.sent, it.said], [[], [["console.queue.read_first", "hint"]]]);
  const ui = queue(it);
  ui.decided.add(1);
  decideByKey(it, ui).a();
  assert.equal(it.sent.length, 0);
});

test("after a flagged idea comes the next flagged one in view; those between are let through together", () => {
  const plain = { state: "waiting" };
  const flagged = { state: "waiting", flags: ["insult"] };
  const list = (...ones) => ones.map((one, n) => idea(n + 1, one));
  assert.equal(afterDecision(list(plain, plain, flagged), 0, true), 2);
  assert.equal(afterDecision(list(plain, { state: "waiting", author_held: true }), 0, true), 1);
  assert.equal(afterDecision(list(plain, plain, flagged), 0, false), 0, "who reads one after the other goes on so");
  assert.equal(afterDecision(list(plain, plain, plain, plain, flagged), 0, true), 0, "not in view");
  assert.equal(afterDecision(list(flagged, plain), 1, true), 1);
  assert.equal(afterDecision(list(plain), 3, true), 0);
  assert.equal(afterDecision([], 0, true), -1);
});

test("only an idea to which the focus has skipped must be seen for a moment before a key decides on it", () => {
  const [plain, flagged] = [[], ["insult"]].map((flags) => ({ state: "waiting", flags }));
  const list = (...ones) => ones.map((one, n) => idea(n + 1, one));
  body.append(el("h2", { id: "queue-title" }));
  const ui = { skips: skips(), place: { children: [] } };
  const isNew = (id, later) => ui.skips.isNew(id, NOW + later);
  goOn(ui, list(flagged, plain), 1, true);
  assert.equal(isNew(2, 0), false, "the row below");
  goOn(ui, list(plain, plain, flagged), 0, true);
  assert.deepEqual([isNew(3, 100), isNew(2, 100), isNew(3, 800)], [true, false, false]);
});

test("once those that were read are let through, a flagged idea above is not passed by", () => {
  const [first, second, third] = [["insult"], [], []].map((flags, n) => idea(n + 1, { state: "waiting", flags }));
  const times = (...read) => ({ wasSeen: (one) => read.includes(one) });
  assert.equal(firstOpen([first, second, third], times(first, second), 0), first);
  assert.equal(firstOpen([second, third], times(second), 0), third);
  assert.equal(firstOpen([second], times(second), 0), second);
});

test("A shows no idea that the focus has just skipped to", () => {
  const it = desk({ ideas: [idea(1, { state: "waiting", flags: ["insult"] })] });
  const ui = queue(it);
  ui.skips.skippedTo(1, Date.now());
  decideByKey(it, ui).a();
  assert.deepEqual([it.sent, it.said], [[], [["console.queue.read_first", "hint"]]]);
  ui.skips.skippedTo(1, Date.now() - 700);
  decideByKey(it, ui).a();
  assert.equal(it.sent.length, 1);
});

test("D asks for a reason at first, and hides for the last one after that", () => {
  const it = desk({ ideas: [idea(1, { state: "waiting" })] });
  const ui = queue(it);
  const keys = decideByKey(it, ui);
  keys.d();
  assert.deepEqual([ui.asking, it.sent], [1, []]);
  Object.assign(ui, { asking: null });
  it.ui.reason = "insult";
  keys.d();
  assert.deepEqual(it.sent, [["idea.hide", { idea: 1, reason: "insult" }]]);
  assert.equal(it.said[0][0], "console.queue.hidden");
});

for (const [keys, sent] of [
  ["m d 2", ["idea.mask 1", "idea.hide 2 insult"]],
  ["m d a", ["idea.mask 1"]],
  ["m d m", ["idea.mask 1"]],
  ["m d d 1", ["idea.mask 1", "idea.hide 2 personal"]],
  ["d Escape a", ["idea.show 1"]],
])
  test(`while the question on review has the focus, ${keys} sends ${sent.join(", ")}`, () => {
    const it = desk({ ideas: [1, 2].map((id) => idea(id, { state: "waiting", flags: ["phone"], maskable: true })) });
    const { press } = shownQueue(it);
    keys.split(" ").forEach(press);
    assert.deepEqual(
      it.sent.map(([verb, facts]) => [verb, facts.idea, facts.reason].filter(Boolean).join(" ")),
      sent,
    );
  });

test("with the reasons open a digit answers and no letter decides, wherever the focus went", () => {
  const it = desk({ ideas: [1, 2].map((id) => idea(id, { state: "waiting", maskable: true })) });
  const { press, mode, place, ui } = shownQueue(it);
  ask(it, ui, it.view.idea(2));
  assert.ok(document.activeElement.closest(".reasons"));
  for (const key of ["a", "m", "d"]) {
    mode.focus();
    press(key);
    assert.ok(document.activeElement.closest(".reasons"), key);
  }
  assert.deepEqual(it.sent, []);
  mode.focus();
  press("2");
  assert.deepEqual(it.sent, [["idea.hide", { idea: 2, reason: "insult" }]]);
  assert.equal(place.querySelector(".reasons"), null);
});

test("the keys of the queue work in the buttons below it, too", () => {
  body = fakeDom("upper", "queue-count", "queue-remarks", "drawer-count", "work");
  const place = document.getElementById("upper").appendChild(el("section", { id: "queue" }));
  place.append(el("h2", { id: "queue-title" }), el("div", { id: "queue-list" }));
  globalThis.IntersectionObserver = class {};
  const it = desk({ ideas: [idea(1, { state: "waiting" })] });
  mountQueue(Object.assign(it, { boot: { ...it.boot, ref: "forum", candidates: [] } }));
  const below = document.querySelector(".togethers");
  const pressed = { key: "A", shiftKey: true, target: below, stopPropagation: () => undefined };
  assert.equal(below.hears("keydown", pressed).prevented, true);
  assert.deepEqual(it.said, [["console.queue.none_read", "hint"]]);
});

test("Q goes to the first idea and not to its button that shows it; to the question on review only without ideas", () => {
  const it = desk({ ideas: [idea(1, { state: "waiting", flags: ["phone"] }), idea(2, { state: "waiting" })] });
  const { mode, ui } = shownQueue(it);
  toQueue();
  assert.equal(document.activeElement.dataset.hide, "1");
  ask(it, ui, it.view.idea(1));
  mode.focus();
  toQueue();
  assert.ok(document.activeElement.closest(".reasons"));
  document.getElementById("queue-list").textContent = "";
  toQueue();
  assert.equal(document.activeElement === mode, true);
});

// -- the big screen ----------------------------------------------------------------------------------------------------

for (const [name, forum, sent, said] of [
  ["freeze", {}, [["screen.freeze", { on: true }]], []],
  ["freeze", { frozen: true }, [["screen.freeze", { on: false }]], []],
  ["code", { big_code: true }, [["screen.code", { on: false }]], []],
  ["blank", {}, [["screen.blank", { on: true }]], []],
  ["blank", { emergency: true, blank: true }, [], [["console.emergency.first", "hint"]]],
  ["emergency", { emergency: true }, [["forum.emergency", { on: false }]], []],
])
  test(`the switch ${name} in a forum ${JSON.stringify(forum)} sends ${JSON.stringify(sent)}`, () => {
    const it = desk({ forum });
    flip(it, name);
    assert.deepEqual([it.sent, it.said], [sent, said]);
  });

test("before the first snapshot no switch does anything", () => {
  const it = desk();
  it.view = null;
  flip(it, "freeze");
  assert.deepEqual(it.sent, []);
});

test("a theme or an idea is shown large by one command", () => {
  const it = desk();
  showTheme(it, 5);
  spotlight(it, null);
  assert.deepEqual(it.sent, [
    ["screen.cluster", { cluster: 5 }],
    ["screen.spotlight", { idea: null }],
  ]);
});

for (const [pauses, burst] of [
  [[0], false],
  [[0, 399], true],
  [[0, 400], false],
  [[0, 100, 500], false],
])
  test(`letters after ${pauses.join(", ")} ms are ${burst ? "" : "no "}fast typing`, () => {
    const ui = {};
    for (const pause of pauses) {
      mock.timers.tick(pause);
      typed(ui);
    }
    assert.equal(inBurst(ui), burst);
  });

// -- wishes of shortcuts -----------------------------------------------------------------------------------------------

test("a shortcut about an idea says first that one must be chosen", () => {
  const it = desk();
  wish("hide", it);
  assert.deepEqual(it.said, [["console.choose_first", "hint"]]);
});

test("a shortcut reaches the idea that has the focus, else the work", () => {
  globalThis.CustomEvent = class {
    constructor(name, facts) {
      Object.assign(this, { name, ...facts });
    }
  };
  const heard = [];
  const place = document.getElementById("work");
  const inner = place.appendChild(el("section", { "data-id": 3, tabindex: 0 }));
  for (const node of [place, inner])
    node.dispatchEvent = (event) => heard.push([node.id || "idea", event.detail]) && event.detail !== "close";
  inner.focus();
  wish("hide", desk());
  document.activeElement = body;
  wish("theme");
  assert.equal(closesWork(), true);
  place.textContent = "";
  wish("theme");
  assert.equal(closesWork(), false);
  assert.deepEqual(heard, [
    ["idea", "hide"],
    ["idea", "theme"],
    ["idea", "close"],
    ["work", "theme"],
  ]);
});

test("a key that is held down presses its button of the board once", () => {
  const button = document.getElementById("work").appendChild(el("button", { id: "take-read" }));
  let pressed = 0;
  button.click = () => (pressed += 1);
  const key = { key: "0", target: document.body, preventDefault() {} };
  assert.equal(pressesOnBoard({ ...key, repeat: false }), true);
  assert.equal(pressesOnBoard({ ...key, repeat: true }), false);
  assert.equal(pressed, 1);
});

// -- entering an idea for somebody -------------------------------------------------------------------------------------

/** The form for an idea from paper. */
function entry(...answers) {
  const it = desk({ shapes: { activity: [step(2, "ideas", { state: "open" })] } }, ...answers);
  const form = mountEntry(it);
  body.append(form.node, el("button", { id: "enter-idea" }));
  const [text, table] = ["textarea", "#entry-table"].map((one) => form.node.querySelector(one));
  form.node.querySelector("[checked]").checked = true;
  const query = form.node.querySelector.bind(form.node);
  form.node.querySelector = (one) => (one.endsWith(":checked") ? query("[checked]") : query(one));
  form.node.requestSubmit = () => form.node.hears("submit");
  form.open();
  return { it, node: form.node, text, table, submit: async () => (form.node.hears("submit"), settled()) };
}

test("an idea from paper is entered with its table, and the form is free for the next one", async () => {
  const { it, node, text, table, submit } = entry({ ok: true, made: { number: 12, receipt: "ACDEFGHJKMNP" } });
  assert.equal(document.activeElement === text, true);
  text.value = "Sauna";
  table.value = "4";
  await submit();
  assert.deepEqual(it.sent, [["idea.enter", { activity: 2, text: "Sauna", source: "paper", table: 4 }]]);
  assert.deepEqual([text.value, table.value, it.said[0][0]], ["", "4", "Idea 12"], "the table stays");
  assert.match(node.textContent, /Kuitti ACDE-FGHJ-KMNP/);
});

test("without words nothing is sent, and what was refused stays in the field", async () => {
  const { it, text, submit } = entry({ ok: false });
  await submit();
  assert.deepEqual(it.sent, []);
  text.value = "Sauna";
  await submit();
  assert.deepEqual([it.sent.length, text.value], [1, "Sauna"]);
  assert.equal(it.sent[0][1].table, null);
});

test("what is typed while one is being saved is the next idea", async () => {
  const { text, submit, it } = entry({ ok: true, made: { number: 1, receipt: "ACDE" } });
  text.value = "Sauna";
  const saved = submit();
  text.value = "Kahvila";
  await submit();
  await saved;
  assert.deepEqual([it.sent.length, text.value], [1, "Kahvila"]);
});

test("Enter saves, Shift+Enter is a line, Esc closes and gives the focus back", async () => {
  const { it, node, text } = entry({ ok: true, made: { number: 1, receipt: "ACDE" } });
  text.value = "Sauna";
  assert.equal(node.hears("keydown", { key: "Enter", target: text, shiftKey: true }).prevented, false);
  assert.equal(node.hears("keydown", { key: "Enter", target: text }).prevented, true);
  await settled();
  assert.equal(it.sent.length, 1);
  node.hears("keydown", { key: "Escape", target: text, isComposing: true });
  assert.equal(node.hidden, false, "the key belongs to the keyboard of another script");
  node.hears("keydown", { key: "Escape", target: text });
  assert.deepEqual([node.hidden, document.activeElement.id], [true, "enter-idea"]);
});

for (const [long, left] of [
  [0, ""],
  [LIMITS.text - 60, ""],
  [LIMITS.text - 59, "59"],
  [LIMITS.text + 1, "-1"],
])
  test(`with ${long} signs '${left}' are left`, () => {
    const { node, text } = entry();
    text.value = "x".repeat(long);
    text.hears("input");
    assert.equal(node.querySelector("#entry-left").textContent, left);
  });
