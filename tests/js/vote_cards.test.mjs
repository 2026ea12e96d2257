// The cards by which people vote on their phones, one for each kind of vote: what can be chosen, what a press gives, and
// what is read aloud.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import {
  dotCard,
  dotRow,
  givenCard as givenDots,
  refresh as refreshDots,
} from "../../static/js/activities/dots/phone_card.js";
import { dotFooter } from "../../static/js/activities/dots/phone_footer.js";
import { OPINION } from "../../static/js/activities/opinion/phone.js";
import { opinionCard } from "../../static/js/activities/opinion/phone_card.js";
import { givenCard as givenRating, ratingCard } from "../../static/js/activities/rating/phone_card.js";
import { RATING } from "../../static/js/activities/rating/phone.js";
import { view as sortView } from "../../static/js/activities/sort/phone.js";
import { givenCard as givenTheme, sortCard, themesOf } from "../../static/js/activities/sort/phone_card.js";
import { el } from "../../static/js/dom/el.js";
import { refresh } from "../../static/js/phone/radio_card.js";
import { setWords } from "../../static/js/text/words.js";
import { step } from "./console_shapes.mjs";
import { fakeCards } from "./fake_cards.mjs";
import { fakeDom } from "./fake_dom.mjs";

const ALL = ["opinion", "rating", "sort", "dots-first", "dots-more", "dots-given", "rating-given", "sort-given"];

beforeEach(() => {
  fakeDom();
  fakeCards(...ALL);
  Object.assign(window, { pageXOffset: 0, pageYOffset: 0 });
  setWords({
    lang: "fi",
    words: {
      "rating.of": "Arvioi: {title}",
      "rating.low.importance": "ei tärkeä",
      "rating.high.importance": "tärkeä",
      "vote.given.rating": "Annoit {n}",
      "vote.given.dots": ["{n} tarra", "{n} tarraa"],
      "idea.merged_here": "myös {numbers}",
      "a11y.dots.give": ["Anna tarra: {title}. Sinulla on {n}.", "Anna tarra: {title}. Sinulla on {n}."],
      "a11y.dots.take": "Ota pois: {title}, annettu {given}",
      "dots.unused": ["{n} tarra jää", "{n} tarraa jää"],
      "sort.given": "Teemaan {theme}",
      "sort.count": "{n}/{total}",
      "sort.lost": ["Idean {numbers} teema poistui", "Ideoiden {numbers} teema poistui"],
    },
  });
});

const row = (more) => ({ id: 7, label: 12, text: "Kahvila", lang: "fi", merged: [], mark: undefined, ...more });
const inputs = (card) => card.querySelectorAll("input");
const values = (card) => inputs(card).map((one) => one.value);
const checked = (card) =>
  inputs(card)
    .filter((one) => one.checked)
    .map((one) => one.value);

/** Presses a radio button, as a person does. */
function choose(card, value) {
  const input = inputs(card).find((one) => one.value === value);
  input.checked = true;
  input.hears("change");
}

// -- opinions ----------------------------------------------------------------------------------------------------------

for (const [value, mark] of [
  ["1", 1],
  ["0", 0],
  ["-1", -1],
  ["", undefined],
])
  test(`the answer '${value}' to an idea gives ${mark}`, () => {
    const given = [];
    choose(opinionCard({}, (...facts) => given.push(facts))(row()), value);
    assert.deepEqual(given, [[7, mark]]);
  });

test("an own answer is shown, and its card is marked", () => {
  const card = opinionCard({}, () => undefined)(row({ mark: -1, merged: [3, 4] }));
  assert.deepEqual([checked(card), card.classList.contains("has")], [["-1"], true]);
  assert.match(card.textContent, /opinion\.of12Kahvilamyös 3, 4/);
  refresh(card, row());
  assert.deepEqual([checked(card), card.classList.contains("has")], [[""], false]);
  assert.deepEqual(new Set(inputs(card).map((one) => one.name)), new Set(["set:7"]), "one answer for an idea");
});

// -- ratings -----------------------------------------------------------------------------------------------------------

const SCALE = { settings: { scale: "importance" }, marks: { least: 1, most: 5 } };

test("a scale has a button for each mark, with words at its ends, and one for no rating", () => {
  const card = ratingCard(SCALE, () => undefined)(row());
  assert.deepEqual(values(card), ["1", "2", "3", "4", "5", ""]);
  assert.deepEqual(
    inputs(card).map((one) => one.getAttribute("aria-label")),
    ["1, ei tärkeä", "2", "3", "4", "5, tärkeä", null],
  );
  assert.deepEqual(
    card.querySelectorAll(".marks > label").map((one) => one.className),
    [1, 2, 3, 4, 5].map((n) => "mark-" + n),
  );
  assert.match(card.textContent, /Arvioi: 12 Kahvila/);
});

test("a rating gives its number, and none takes it back", () => {
  const given = [];
  const card = ratingCard(SCALE, (...facts) => given.push(facts))(row({ mark: 2 }));
  choose(card, "4");
  choose(card, "");
  assert.deepEqual(given, [
    [7, 4],
    [7, undefined],
  ]);
});

test("after the vote the card says what was given", () => {
  assert.match(givenRating(row({ mark: 4 })).textContent, /12KahvilaAnnoit 4/);
});

for (const [kind, KIND] of [
  ["opinion", OPINION],
  ["rating", RATING],
])
  test(`a vote by ${kind} counts what is answered, and names what left`, () => {
    setWords({ lang: "fi", words: { [kind + ".count"]: "{n}/{total}", [kind + ".gone"]: "poistui {number}" } });
    assert.equal(KIND.told({}, [row({ mark: 0 }), row()]), "1/2");
    assert.equal(KIND.gone({ of: "ideas" }, "12"), "poistui 12");
    assert.equal(KIND.gone({ of: "ideas" }, ""), kind + ".gone.one");
    assert.equal(KIND.rule({ of: "clusters" }), kind + ".intro.theme");
    assert.equal(KIND.same(row({ mark: 1 })), KIND.same(row()), "the card keeps the focus when it is answered");
    assert.notEqual(KIND.same(row({ text: "Sauna" })), KIND.same(row()));
  });

test("cards stand by theme once there is one, with a count where something was answered", () => {
  const page = (clusters) => ({ live: { store: { all: () => [], get: (kind, id) => clusters[id] } } });
  const rows = [row({ id: 1, cluster: 5, mark: 1 }), row({ id: 2, cluster: null })];
  assert.deepEqual(
    OPINION.groups(page({}), rows).map((group) => [group.key, group.rows.length]),
    [["all", 2]],
  );
  const groups = OPINION.groups(page({ 5: { id: 5, letter: "A", title: "Piha" } }), rows);
  assert.deepEqual(
    groups.map((group) => group.key),
    ["theme-5", "theme-0"],
  );
});

// -- sorting -----------------------------------------------------------------------------------------------------------

const THEMES = [
  { id: 5, letter: "A", title: "Piha", position: 1 },
  { id: 6, letter: "B", title: "", position: 2 },
];

/** A phone in a sorting step with these shapes. */
function sorter({ clusters = THEMES, ideas = [], marks = {}, me = {} } = {}) {
  const sorting = step(4, "dots", {
    kind: "sort",
    state: "open",
    of: "ideas",
    into: "clusters",
    deals: 3,
    settings: { hand: 3 },
  });
  const put = {
    forum: [{ id: 1, state: "live", now: 4 }],
    activity: [sorting],
    cluster: clusters,
    idea: ideas,
    me: [{ id: 1, seed: 3, done: [], suggested: {}, proposed: [], ...me }],
    dealt: [{ id: 4, targets: ideas.map((one) => one.id) }],
    ballot: [{ id: 4, n: 1, marks }],
    sorting: [],
  };
  const all = (kind) => (put[kind] || []).slice();
  const page = {
    sorting,
    sent: [],
    boot: { lang: "fi" },
    shown: { read: () => null, write: () => undefined },
    live: {
      now: () => 0,
      online: () => true,
      store: { all, get: (kind, id) => all(kind).find((one) => one.id === id), version: () => 0 },
    },
    drafts: { get: () => "", set: () => undefined },
    notice: () => undefined,
    say: () => undefined,
  };
  page.outbox = {
    items: () => page.sent,
    arrived: () => [],
    busy: () => null,
    add: (entry) => page.sent.push({ state: "waiting", facts: {}, ...entry }),
  };
  return page;
}

test("an idea can be put into each theme in their order, or be left undecided", () => {
  const given = [];
  const page = sorter();
  const card = sortCard(page, (...facts) => given.push(facts))(row());
  assert.deepEqual(values(card), ["5", "6", "0"]);
  assert.deepEqual(
    card.querySelectorAll(".name").map((one) => one.textContent),
    ["Piha", "phone.theme.unnamed"],
  );
  choose(card, "6");
  choose(card, "0");
  assert.deepEqual(given, [
    [7, 6],
    [7, 0],
  ]);
  assert.deepEqual(
    themesOf(page).map((one) => one.letter),
    ["A", "B"],
  );
});

for (const [more, words] of [
  [{ mark: 5 }, "Teemaan A Piha"],
  [{ mark: 0 }, "sort.unsure"],
  [{ lost: 9 }, "sort.given.lost"],
])
  test(`after sorting, the card of ${JSON.stringify(more)} says '${words}'`, () => {
    assert.match(givenTheme(sorter(), row(more)).textContent, new RegExp(words.replaceAll(".", "\\.")));
  });

test("a theme that was removed takes its answers back, and says whose", () => {
  const ideas = [12, 3].map((id) => ({
    id,
    number: id,
    text: "Idea " + id,
    lang: "fi",
    votable: true,
    merged: [],
    cluster: null,
  }));
  const page = sorter({ ideas, marks: { 12: 9, 3: 9 } });
  const face = sortView(page, page.sorting);
  const shown = el("main", {}, ...face.nodes);
  face.update();
  assert.match(shown.textContent, /Ideoiden 3, 12 teema poistui/);
  assert.match(shown.textContent, /sort\.intro/);
  assert.match(face.footer.textContent, /0\/2/);
});

// -- dots --------------------------------------------------------------------------------------------------------------

const dotted = (more) => row({ given: 0, left: 3, why: "", ...more });

test("before the first dot a card is one wide button, then minus, dots and plus", () => {
  const given = [];
  const make = dotCard((...facts) => given.push(facts));
  const first = make(dotted());
  assert.equal(first.querySelectorAll("[data-do=take]").length, 0);
  first.querySelector("[data-do=give]").hears("click");
  const more = make(dotted({ given: 2 }));
  more.querySelector("[data-do=take]").hears("click");
  assert.deepEqual(given, [
    [7, 1],
    [7, -1],
  ]);
  assert.equal(more.querySelectorAll("i").length, 2);
  assert.equal(more.querySelector("[data-do=take]").getAttribute("aria-label"), "Ota pois: 12 Kahvila, annettu 2");
});

test("a card that can take no more looks so, but can be reached and says why", () => {
  const card = dotCard(() => undefined)(dotted({ left: -1, why: "cap" }));
  const give = card.querySelector("[data-do=give]");
  assert.deepEqual([give.getAttribute("aria-disabled"), give.getAttribute("disabled")], ["true", null]);
  assert.match(give.getAttribute("aria-label"), /Sinulla on 0\./, "never fewer than none");
  refreshDots(card, dotted({ left: 2 }));
  assert.equal(give.getAttribute("aria-disabled"), null);
  assert.match(give.getAttribute("aria-label"), /Sinulla on 2\./);
});

test("after the vote a card shows the dots that were given", () => {
  const card = givenDots(dotted({ given: 3 }));
  assert.equal(card.querySelectorAll("i").length, 3);
  assert.match(card.textContent, /12Kahvila/);
});

for (const [n, total, full] of [
  [2, 5, 2],
  [0, 3, 0],
  [3, 3, 3],
])
  test(`${n} of ${total} dots are drawn full`, () => {
    const dots = dotRow(n, total).querySelectorAll("i");
    assert.deepEqual([dots.length, dots.filter((one) => !one.className).length], [total, full]);
  });

/** The footer of a voter with three dots who has given so many of them. */
function footer(given, { ready = false, saved = true, dots = 3 } = {}) {
  const sent = [];
  const page = { outbox: { add: (entry) => sent.push(entry) }, live: { store: { version: () => 0 } } };
  const foot = dotFooter(page);
  document.body.appendChild(foot.node);
  const vote = { id: 4, settings: { dots, cap: dots }, of: "ideas", marks: { total: dots, most: dots } };
  const rows = Array.from({ length: 4 }, (_, i) =>
    dotted({ id: i, given: i ? 0 : given, mark: i ? undefined : given || undefined }),
  );
  const show = (more) => foot.show(vote, rows, { ready, saved, ...more }.ready, { saved, ...more }.saved);
  show();
  const press = (words) =>
    foot.node
      .querySelectorAll("button")
      .find((one) => one.textContent === words)
      .hears("click");
  return { node: foot.node, sent, press, show };
}

test("who has given all dots is done with one press, and thanked", () => {
  const { sent, press, node, show } = footer(3);
  press("vote.done.button");
  assert.deepEqual(
    sent.map(({ verb, body, thanks }) => [verb, body, thanks]),
    [["activity.done", { activity: 4, done: true }, "vote.done"]],
  );
  show({ ready: true });
  assert.equal(node.querySelector(".thanks").textContent, "vote.done");
});

test("who has dots left is asked first, and can go on", () => {
  const { sent, press, node } = footer(1);
  assert.equal(node.querySelectorAll(".dots > i").length, 3);
  press("vote.done.button");
  assert.deepEqual([node.querySelector("[role=alert]").textContent, sent], ["2 tarraa jää", []]);
  press("dots.unused.no");
  assert.deepEqual([node.querySelector("[role=alert]"), sent], [null, []]);
  press("vote.done.button");
  press("dots.unused.yes");
  assert.equal(sent[0].thanks, "vote.done");
});

test("who gives nothing is thanked for that", () => {
  const { sent, press } = footer(0);
  press("vote.done.button");
  press("dots.unused.yes");
  assert.equal(sent[0].thanks, "vote.done.none");
});

test("who is done can vote on, and is not thanked before the server knows", () => {
  const { sent, press, node } = footer(3, { ready: true, saved: false });
  assert.equal(node.querySelector(".thanks"), null);
  press("phone.votes.again");
  assert.deepEqual(
    sent.map(({ body }) => body),
    [{ activity: 4, done: false }],
  );
});

test("many dots are a number alone", () => {
  assert.equal(footer(1, { dots: 7 }).node.querySelectorAll(".dots").length, 0);
});
