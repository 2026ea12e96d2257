// The small parts of the phone and of the screen, each on both sides of its conditions: the question, the editor of an
// own idea, footers of votes, progress of a hall that sorts, where the results are, what was received and is not seen.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { dotGroups } from "../../static/js/activities/dots/phone_groups.js";
import { hallProgress } from "../../static/js/activities/sort/phone_progress.js";
import { sortFooter } from "../../static/js/activities/sort/phone_footer.js";
import { answers } from "../../static/js/phone/answers.js";
import { answersFooter } from "../../static/js/phone/answers_footer.js";
import { cast } from "../../static/js/phone/ballot.js";
import { blame, clear, sendByKeys } from "../../static/js/phone/field_refusal.js";
import { reasonOf } from "../../static/js/phone/hidden_reason.js";
import { editCard } from "../../static/js/phone/idea_editor.js";
import { before, opening } from "../../static/js/phone/plain_views.js";
import { prompt } from "../../static/js/phone/prompt.js";
import { resultsAddress } from "../../static/js/phone/results_address.js";
import { byState, doneWith, inOrder, ofThemes } from "../../static/js/phone/vote_parts.js";
import { gather } from "../../static/js/screen/facts.js";
import { received } from "../../static/js/screen/received.js";
import { setWords } from "../../static/js/text/words.js";
import { LIMITS } from "../../static/js/wire/contract.js";
import { step } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

beforeEach(() => {
  fakeDom();
  setWords({ lang: "fi", words: { "mod.reason.insult": "Loukkaava" } });
  globalThis.location = { host: "museo.fi" };
});

/** A phone whose store holds these shapes ({kind: [shape]}); what it sends is in `sent`. */
function phone(shapes = {}, outbox = []) {
  const all = (kind) => shapes[kind] || [];
  const sent = [];
  return {
    sent,
    boot: { lang: "fi", forum: 1 },
    live: {
      now: () => 0,
      store: { all, get: (kind, id) => all(kind).find((one) => one.id === id), version: (kind) => all(kind).length },
    },
    outbox: { items: () => outbox, arrived: () => [], add: (entry) => sent.push(entry) },
  };
}

const words = (nodes) => nodes.map((node) => node.textContent);
const ME = { id: 1, done: [] };

// -- words -------------------------------------------------------------------------------------------------------------

test("a hidden idea names the forum's own reason, else one of every forum's, in small letters", () => {
  assert.equal(reasonOf(phone(), {}), "");
  assert.equal(reasonOf(phone(), { reason: "insult" }), "loukkaava");
  assert.equal(reasonOf(phone(), { reason: "own-1", why: { fi: "Ei kuulu tähän iltaan" } }), "Ei kuulu tähän iltaan");
});

test("a question is a label where it names a field, and has its instruction only where there is one", () => {
  const asked = { prompt: { fi: "Mitä toivot?" }, instruction: {} };
  const [heading, ...rest] = prompt(phone(), asked, "idea");
  assert.equal(heading.querySelector("label").getAttribute("for"), "idea");
  assert.deepEqual(rest, []);
  const both = prompt(phone(), { ...asked, instruction: { fi: "Yksi asia kerrallaan" } });
  assert.equal(both[0].querySelector("label"), null);
  assert.deepEqual(words(both), ["Mitä toivot?", "Yksi asia kerrallaan"]);
});

for (const [state, lines] of [
  ["open", 2],
  ["closing", 2],
  ["waiting", 1],
  ["closed", 1],
])
  test("how to write is said while people can: a step that is " + state + " has " + lines + " lines", () => {
    const writing = step(2, "ideas", { state, closes_at: 9, instruction: { fi: "Yksi asia kerrallaan" } });
    const page = phone({ forum: [{ id: 1, state: "live", now: 2 }], activity: [writing] });
    assert.equal(prompt(page, writing).length, lines);
  });

for (const [minutes, lines] of [
  [61, ["phone.self.before", ""]],
  [59, ["join.in", "join.wait", ""]],
])
  test("before the first step the page sends nobody to a screen long before: " + minutes, () => {
    const page = phone({ forum: [{ state: "planned", starts_at: phone().live.now() + minutes * 60_000 }] });
    assert.deepEqual(words(before(page).nodes.filter(Boolean)), lines);
  });

test("before the first step nothing is said of own ideas where there are none", () => {
  const view = before({ ...phone({ forum: [{}] }), waiting: () => 0 });
  view.update();
  assert.deepEqual(
    view.below.map((one) => one.hidden),
    [true],
  );
});

test("while the script of a step is on its way its question stands there, at the end a thanks", () => {
  assert.deepEqual(words(opening(phone(), { prompt: { fi: "Mitä toivot?" }, instruction: {} }).nodes), [
    "Mitä toivot?",
    "net.opening",
  ]);
  assert.deepEqual(words(opening(phone(), null).nodes), ["join.ended", "net.opening"]);
});

// -- the editor of an own idea -----------------------------------------------------------------------------------------

/** The editor with `text` in its field, sent: what it saved, and whether it blames the field. */
function saved(text) {
  const done = [];
  const form = editCard({ id: 3, number: 3, text: "Kahvila", lang: "fi" }, { done: (words) => done.push(words) });
  const field = form.querySelector("textarea");
  field.value = text;
  form.hears("submit");
  return [done, field.getAttribute("aria-invalid") === "true"];
}

for (const [text, kept, blamed] of [
  ["Kahvila pihalle", ["Kahvila pihalle"], false],
  ["  Kahvila  ", ["Kahvila"], false],
  ["x".repeat(LIMITS.text), ["x".repeat(LIMITS.text)], false],
  ["x".repeat(LIMITS.text + 1), [], true],
  ["   ", [], true],
])
  test("an edit of " + text.length + " signs is " + (blamed ? "refused" : "saved"), () => {
    assert.deepEqual(saved(text), [kept, blamed]);
  });

test("the editor counts the signs, begins with what was typed before, and closes with Escape", () => {
  const closed = [];
  const actions = { draft: "Kahvila ja", typed: (text) => closed.push(text), close: () => closed.push("closed") };
  const form = editCard({ id: 3, number: 0, text: "Kahvila", lang: "fi" }, actions);
  const [field, left] = [form.querySelector("textarea"), form.querySelector(".num")];
  assert.deepEqual([field.value, left.textContent], ["Kahvila ja", "10/" + LIMITS.text]);
  field.value = "x".repeat(LIMITS.text + 1);
  field.hears("input");
  assert.equal(left.classList.contains("over"), true);
  field.value = "x".repeat(LIMITS.text);
  field.hears("input");
  assert.equal(left.classList.contains("over"), false);
  const before = closed.length;
  form.hears("keydown", { key: "Enter" });
  assert.equal(closed.length, before, "Enter closes nothing");
  form.hears("keydown", { key: "Escape" });
  assert.equal(closed.pop(), "closed");
  assert.equal(closed.length, 2);
});

test("only a text that is unfit makes its field invalid", () => {
  const [field, problem] = [document.createElement("textarea"), document.createElement("p")];
  blame(field, problem, "slow_down", {});
  assert.deepEqual([field.getAttribute("aria-invalid"), problem.hidden], [null, false]);
  blame(field, problem, "too_long", { n: 2 });
  assert.equal(field.getAttribute("aria-invalid"), "true");
  clear(field, problem);
  assert.deepEqual([field.getAttribute("aria-invalid"), problem.hidden, problem.textContent], [null, true, ""]);
});

for (const [event, sends] of [
  [{ key: "Enter", ctrlKey: true }, true],
  [{ key: "Enter", metaKey: true }, true],
  [{ key: "Enter" }, false],
  [{ key: "s", ctrlKey: true }, false],
  [{ key: "Enter", ctrlKey: true, isComposing: true }, false],
])
  test(JSON.stringify(event) + (sends ? " sends" : " does not send") + " what is in the field", () => {
    const pressed = [];
    const field = document.createElement("textarea");
    sendByKeys(field, { click: () => pressed.push("sent") });
    field.hears("keydown", { preventDefault: () => pressed.push("prevented"), ...event });
    assert.deepEqual(pressed, sends ? ["prevented", "sent"] : []);
  });

test("the field of an editor is named by the idea's number once it has one", () => {
  setWords({ lang: "fi", words: { "phone.edit.label": "Idea %{number}", "phone.edit.text": "Idea" } });
  const label = (number) =>
    editCard({ id: 3, number, text: "Kahvila", lang: "fi" }, {}).querySelector("textarea").getAttribute("aria-label");
  assert.notEqual(label(3), label(0));
});

// -- votes -------------------------------------------------------------------------------------------------------------

test("what comes during a vote is added last", () => {
  const order = [];
  assert.deepEqual(
    inOrder([{ id: 5 }, { id: 3 }], order).map((one) => one.id),
    [5, 3],
  );
  assert.deepEqual(
    inOrder([{ id: 9 }, { id: 3 }, { id: 5 }], order).map((one) => one.id),
    [5, 3, 9],
  );
  assert.deepEqual(order, [5, 3, 9]);
  assert.deepEqual([ofThemes({ of: "clusters" }), ofThemes({ of: "ideas" })], [".theme", ""]);
});

test("who is done is what was said last on this phone, else what the server has", () => {
  const say = (done, more) => ({ verb: "activity.done", body: { activity: 4, done }, state: "sent", ...more });
  const vote = { id: 4 };
  const asked = (done, outbox) => doneWith(phone({ me: [{ ...ME, done }], forum: [{ id: 1 }] }, outbox), vote);
  assert.deepEqual(asked([], []), { wish: false, saved: true });
  assert.deepEqual(asked([4], []), { wish: true, saved: true });
  assert.deepEqual(asked([], [say(true)]), { wish: true, saved: false });
  assert.deepEqual(asked([4], [say(true), say(false)]), { wish: false, saved: false });
  assert.deepEqual(asked([], [say(true, { state: "refused" })]), { wish: false, saved: true });
  assert.deepEqual(asked([], [say(true, { body: { activity: 5, done: true } })]), { wish: false, saved: true });
});

const ROWS = {
  none: [{ id: 1 }, { id: 2 }],
  one: [{ id: 1, mark: 0 }, { id: 2 }],
  all: [
    { id: 1, mark: 0 },
    { id: 2, mark: 4 },
  ],
};

/** What pressing "I'm done" in a footer sends: whether done, and the thanks. */
function pressed(footer, page) {
  footer.node.querySelector("[data-do=ready]").hears("click");
  const { body, thanks } = page.sent.pop();
  return [body.done, thanks];
}

for (const [rows, ready, sent] of [
  ["none", false, [true, "nothing"]],
  ["one", false, [true, "something"]],
  ["one", true, [false, ""]],
])
  test("'I'm done' with " + rows + " answered, " + (ready ? "taken back" : "said"), () => {
    const page = phone();
    const footer = answersFooter(page, () => "1 / 2", { done: "something", doneNone: "nothing" });
    footer.show({ id: 4 }, ROWS[rows], ready, true);
    assert.equal(Boolean(footer.node.querySelector(".thanks")), ready);
    assert.equal(footer.node.querySelector("[data-do=ready]").classList.contains("main"), !ready);
    assert.deepEqual(pressed(footer, page), sent);
  });

test("who said that they are done is thanked once the server has it", () => {
  const footer = answersFooter(phone(), () => "1 / 2", { done: "thanks" });
  footer.show({ id: 4 }, ROWS.all, true, false);
  assert.equal(footer.node.querySelector(".thanks"), null);
  footer.show({ id: 4 }, ROWS.all, true, true);
  assert.equal(footer.node.querySelector(".thanks").textContent, "thanks");
});

const idea = (id, more) => ({ id, votable: true, ...more });

test("a hand is dealt once while the ideas are the same, and again when there are others", () => {
  const page = phone({ idea: [idea(1)] });
  const footer = sortFooter(page, (rows) => rows.length + "");
  footer.show({ id: 4 }, [], false, false);
  footer.show({ id: 4 }, [], false, false);
  assert.deepEqual(
    page.sent.map((one) => one.verb),
    ["ballot.deal"],
  );
  page.live.store.version = () => 2;
  footer.show({ id: 4 }, [], false, false);
  assert.equal(page.sent.length, 2);
});

for (const [ideas, rows, more, main] of [
  [[1, 2], "one", false, false],
  [[1, 2], "all", false, true],
  [[1, 2, 3], "all", true, false],
  [[1, 2, 3], "one", false, false],
])
  test(
    "with " + rows + " of a hand sorted and " + ideas.length + " ideas there are " + (more ? "" : "no ") + "more",
    () => {
      const footer = sortFooter(phone({ idea: ideas.map((id) => idea(id)) }), () => "n");
      footer.show({ id: 4 }, ROWS[rows], false, false);
      assert.equal(Boolean(footer.node.querySelector("[data-do=more]")), more);
      assert.equal(footer.node.querySelector("[data-do=ready]").classList.contains("main"), main);
    },
  );

for (const [ready, saved, thanked, sent] of [
  [false, true, false, [true, "sort.done"]],
  [true, false, false, [false, ""]],
  [true, true, true, [false, ""]],
])
  test("sorting is " + (ready ? "" : "not ") + "done, and the server has " + (saved ? "it" : "not heard of it"), () => {
    const page = phone({ idea: [] });
    const footer = sortFooter(page, () => "n");
    footer.show({ id: 4 }, ROWS.all, ready, saved);
    assert.equal(Boolean(footer.node.querySelector(".thanks")), thanked);
    assert.equal(footer.node.querySelector("[data-do=ready]").classList.contains("main"), !ready);
    assert.deepEqual(pressed(footer, page), sent);
  });

test("own ideas and those that are not voted on are not dealt", () => {
  const page = phone({ idea: [idea(1), idea(2), idea(3), idea(4, { votable: false })], mine: [{ id: 3 }] });
  const footer = sortFooter(page, () => "n");
  footer.show({ id: 4 }, ROWS.all, false, false);
  assert.equal(footer.node.querySelector("[data-do=more]"), null);
});

test("the hall's progress fills the bars in proportion to the fullest theme", () => {
  const cluster = (id, letter) => ({ id, letter, title: "", position: id });
  const page = phone({
    sorting: [{ id: 4, enough: 3, total: 4, themes: { 7: 2, 8: 1 } }],
    cluster: [cluster(7, "A"), cluster(8, "B"), cluster(9, "C")],
  });
  const progress = hallProgress(page);
  progress.show({ id: 5 });
  assert.equal(progress.node.hidden, true);
  progress.show({ id: 4 });
  assert.equal(progress.node.hidden, false);
  assert.deepEqual(
    progress.node.querySelectorAll("i").map((one) => one.style.width),
    ["75%", "100%", "50%", "0%"],
  );
});

for (const [state, says] of [
  ["waiting", ["?", "join.wait"]],
  ["closed", ["?", "vote.hidden", "givennothing"]],
])
  test("a vote that is " + state + " takes no ballot and says so", () => {
    const page = phone({ forum: [{ id: 1, state: "live" }], me: [ME] });
    const yours = () => ({ title: "given", cards: [], none: "nothing" });
    const view = byState(page, step(4, "dots", { state }), () => assert.fail("it is not open"), yours);
    assert.deepEqual(words(view.nodes), says);
  });

test("a ballot is sent whole under the next number", () => {
  const page = phone({ ballot: [{ id: 4, n: 6, marks: { 1: 2 } }] });
  cast(page, { id: 4 }, { 1: 1, 2: 1 });
  assert.deepEqual(page.sent, [
    { verb: "ballot.set", slot: "ballot-4", body: { activity: 4, n: 7, marks: { 1: 1, 2: 1 } } },
  ]);
});

const many = (n, more) => Array.from({ length: n }, (_, at) => ({ id: at + 1, given: 0, cluster: null, ...more }));

test("few targets without themes are one list, and many have the own dots above them", () => {
  const page = phone({ me: [{ ...ME, seed: 7 }], cluster: [] });
  const keys = (rows) => dotGroups(page, rows).map((group) => group.key);
  assert.deepEqual(keys(many(12)), ["all"]);
  assert.deepEqual(keys(many(13)), ["own", "all"]);
  const [own] = dotGroups(page, [...many(12), { id: 13, given: 2, mark: 2, cluster: null }]);
  assert.deepEqual(
    own.rows.map((row) => row.id),
    [13],
  );
  assert.equal(own.sign, "vote.given.dots");
  assert.equal(dotGroups(page, many(13))[0].sign, "phone.votes.none.yet");
});

test("how many targets have an answer is counted, zero among the answers", () => {
  setWords({ lang: "fi", words: { count: "{n}/{total}" } });
  const kind = answers({ count: "count", intro: "intro", gone: "gone", goneOne: "gone.one" }, {});
  const said = [[], ROWS.none, ROWS.one, ROWS.all].map((rows) => kind.told({}, rows));
  assert.equal(new Set(said).size, 4);
  assert.deepEqual([kind.rule({ of: "ideas" }), kind.rule({ of: "clusters" })], ["intro", "intro.theme"]);
  assert.deepEqual([kind.gone({ of: "ideas" }, "7"), kind.gone({ of: "ideas" }, "")], ["gone", "gone.one"]);
});

// -- after the end, and on the screen ----------------------------------------------------------------------------------

test("the address of the results is a link once they are published, and hidden while there is none", () => {
  const forum = { id: 1, code: "ABCDEF", results: "", published: false };
  const page = phone({ forum: [forum] });
  const at = resultsAddress(page);
  assert.equal(at.node.hidden, true);
  forum.results = "museo";
  at.update();
  assert.deepEqual([at.node.hidden, at.node.querySelector("a")], [false, null]);
  assert.match(at.node.textContent, /^ended\.results\.willmuseo\.fi\/results\/museo$/);
  forum.published = true;
  at.update();
  assert.equal(at.node.querySelector("a").getAttribute("href"), "/results/museo");
  assert.equal(at.node.querySelector("img").getAttribute("src"), "/j/ABCDEF/results.svg");
});

test("what was received is large while the wall is empty, and hidden when there is nothing to say", () => {
  const line = received({ all: (key, facts, n) => [{ lang: "fi", text: key + " " + n }] });
  line.draw({ ideas: [], waiting: 0, paused: false });
  assert.deepEqual([line.node.hidden, line.node.classList.contains("large")], [true, true]);
  line.draw({ ideas: [{}], waiting: 2, paused: false });
  assert.deepEqual([line.node.hidden, line.node.classList.contains("large")], [false, false]);
  assert.equal(line.node.children.length, 1);
  line.draw({ ideas: [], waiting: 2, paused: true });
  assert.equal(line.node.classList.contains("large"), true);
});

test("the screen has nothing to show before the first snapshot", () => {
  const shapes = {};
  const store = { all: (kind) => shapes[kind] || [] };
  assert.equal(gather(store), null);
  shapes.forum = [{ id: 1 }];
  shapes.idea = [{ id: 3 }];
  assert.deepEqual([gather(store).forum.id, gather(store).ideas.length], [1, 1]);
});
