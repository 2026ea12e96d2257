// The section of a person's own ideas on the phone: which cards are there, what can be done with each, and where the
// focus goes.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { actions } from "../../static/js/phone/actions.js";
import { ownCards } from "../../static/js/phone/own_cards.js";
import { setWords } from "../../static/js/text/words.js";
import { step } from "./console_shapes.mjs";
import { fakeCards } from "./fake_cards.mjs";
import { fakeDom } from "./fake_dom.mjs";

const NOW = 100_000;
const STEP = step(2, "ideas", { state: "open", changeable: true, prompt: { fi: "Mitä toivot?" } });

beforeEach(() => {
  fakeDom("say");
  fakeCards("own");
  Object.assign(window, { pageXOffset: 0, pageYOffset: 0 });
  setWords({ lang: "fi", words: { "net.waiting": ["{n} odottaa", "{n} odottaa"] } });
});

const stored = (id, more) => ({
  id,
  number: id,
  key: "s" + id,
  text: "Idea " + id,
  lang: "fi",
  activity: 2,
  state: "shown",
  cluster: null,
  original: null,
  receipt: null,
  ...more,
});

/** A phone with these shapes; what it sends is in `sent`. Its section of own ideas is on the page. */
function phone({
  mine = [],
  support = [],
  cluster = [],
  activity = [STEP],
  forum = {},
  items = [],
  at = STEP,
  themes,
  lang = "fi",
} = {}) {
  const put = { forum: [{ id: 1, state: "live", ...forum }], activity, mine, support, cluster };
  const drafts = {};
  const page = { sent: [], boot: { lang }, taken: null, editing: "", items, put, ready: true };
  page.live = {
    now: () => NOW,
    online: () => true,
    store: {
      all: (kind) => put[kind] || [],
      get: (kind, id) => (put[kind] || []).find((one) => one.id === id),
      version: () => 0,
    },
  };
  page.drafts = { get: (name) => drafts[name] || "", set: (name, text) => (drafts[name] = text), lasting: () => true };
  page.storage = { lasting: () => true };
  page.outbox = {
    items: () => page.items,
    arrived: () => [],
    busy: () => null,
    keep: () => false,
    drop: (key) => page.sent.push(["drop", key]),
    change: (key, body) => page.sent.push(["change", key, body]),
    add: (entry) => page.sent.push([entry.verb, entry.body]),
  };
  Object.assign(page, actions(page), { notice: () => undefined });
  const section = ownCards(page, at, themes);
  document.body.appendChild(section.node);
  page.draw = section.update;
  page.node = section.node;
  page.draw();
  return page;
}

const listOf = (page) => page.node.querySelectorAll(".mine")[0];
const cards = (page) => listOf(page).children;
const texts = (page) =>
  cards(page).map(
    (card) => (card.querySelector("textarea") || card.querySelectorAll("span")[0]).value || card.textContent,
  );
const press = (page, what, n = 0) => cards(page)[n].querySelector(`[data-do=${what}]`).hears("click");
const note = (page, key) => page.node.children.find((one) => one.textContent.startsWith(key));

test("without own ideas there is no section", () => {
  assert.equal(phone().node.hidden, true);
  assert.equal(phone({ mine: [stored(1)] }).node.hidden, false);
});

test("ten ideas are shown at once, and ten more at each press", () => {
  const page = phone({ mine: Array.from({ length: 23 }, (_, i) => stored(i + 1)) });
  const more = page.node.querySelector(".wide");
  const counts = [cards(page).length];
  for (const _ of [1, 2]) counts.push((more.hears("click"), cards(page).length));
  assert.deepEqual([counts, more.hidden], [[10, 20, 23], true]);
  assert.match(texts(page)[0], /Idea 23/, "the newest first");
});

test("ten ideas need no button for more", () => {
  assert.equal(
    phone({ mine: Array.from({ length: 10 }, (_, i) => stored(i + 1)) }).node.querySelector(".wide").hidden,
    true,
  );
});

for (const [name, about, words] of [
  ["while its step can be changed", {}, null],
  ["after its step has closed", { activity: [{ ...STEP, changeable: false }] }, "idea.edit.locked"],
  ["after the end", { activity: [{ ...STEP, changeable: false }], forum: { state: "ended" } }, null],
])
  test(`${name}, an idea ${words ? "says that it cannot be changed any more" : "says nothing of changes"}`, () => {
    const page = phone({ mine: [stored(1)], ...about });
    const locked = note(page, "idea.edit.locked");
    assert.equal(locked.hidden, !words);
  });

test("one idea that cannot be changed any more is enough to say so", () => {
  const old = step(1, "ideas", { position: 1, changeable: false });
  const page = phone({ mine: [stored(1, { activity: 1 }), stored(2)], activity: [old, STEP] });
  assert.equal(note(page, "idea.edit.locked").hidden, false);
  const acts = cards(page).map((card) => Boolean(card.querySelector("[data-do=edit]")));
  assert.deepEqual(acts, [true, false]);
});

test("an idea that came after the deadline says so, and no other does", () => {
  const due = { ...STEP, due_at: NOW - 1000 };
  const page = phone({
    mine: [NOW - 2000, NOW - 1000, NOW].map((at, i) => stored(i + 1, { at })),
    support: [{ ...stored(9), reworded: false, at: NOW }],
    activity: [due],
    at: due,
  });
  const late = cards(page).map((card) => Boolean(card.querySelector(".late")));
  assert.deepEqual(late, [false, true, true, false], "one of another person, two late ones, one in time");
});

test("how many ideas wait to be sent is said above them", () => {
  const item = (key) => ({
    key,
    verb: "idea.add",
    state: "waiting",
    code: "",
    facts: {},
    at: NOW - 9000,
    body: { activity: 2, text: "Uusi " + key },
  });
  const page = phone({ items: [item("a"), item("b")] });
  assert.equal(note(page, "2 odottaa").hidden, false);
  page.items = [];
  page.draw();
  assert.equal(note(page, "2 odottaa").hidden, true);
});

test("an idea opens its editor with the focus in the field, and only one at a time", () => {
  const page = phone({ mine: [stored(1), stored(2)] });
  assert.equal(page.isEditing, false);
  press(page, "edit", 1);
  const field = listOf(page).querySelector("textarea");
  assert.deepEqual([field.value, document.activeElement === field, page.isEditing], ["Idea 1", true, true]);
  press(page, "edit", 0);
  assert.deepEqual(
    listOf(page)
      .querySelectorAll("textarea")
      .map((one) => one.value),
    ["Idea 2"],
  );
});

test("a change is sent once and closes the editor", () => {
  const page = phone({ mine: [stored(1)] });
  press(page, "edit");
  const form = listOf(page).querySelector("form");
  form.querySelector("textarea").value = "Parempi idea";
  form.querySelector("textarea").hears("input");
  assert.equal(page.drafts.get("edit-s1"), "Parempi idea", "it survives a reload");
  form.hears("submit");
  assert.deepEqual(page.sent, [["idea.edit", { idea: 1, text: "Parempi idea" }]]);
  assert.deepEqual([listOf(page).querySelector("form"), page.drafts.get("edit-s1")], [null, ""]);
  assert.equal(document.activeElement, listOf(page));
});

test("an editor that is closed changes nothing and forgets what was typed", () => {
  const page = phone({ mine: [stored(1)] });
  press(page, "edit");
  listOf(page).querySelector("textarea").value = "x";
  listOf(page).querySelector("textarea").hears("input");
  listOf(page).querySelector("form").hears("keydown", { key: "Escape" });
  assert.deepEqual([page.sent, page.drafts.get("edit-s1"), page.isEditing], [[], "", false]);
});

test("while an editor is open a frame does not draw it anew", () => {
  const page = phone({ mine: [stored(1)] });
  press(page, "edit");
  const field = listOf(page).querySelector("textarea");
  field.value = "kesken";
  page.put.mine = [stored(1, { cluster: 5 })];
  page.draw();
  assert.equal(listOf(page).querySelector("textarea") === field, true);
});

test("an idea that is taken back offers to come again, and the button has the focus", () => {
  const page = phone({ mine: [stored(1)] });
  press(page, "edit");
  listOf(page).querySelectorAll("button").pop().hears("click");
  assert.deepEqual(page.sent, [["idea.withdraw", { idea: 1 }]]);
  const undo = listOf(page).querySelector("[data-do=undo]");
  assert.equal(document.activeElement === undo, true);
  undo.hears("click");
  assert.deepEqual(page.sent[1], ["idea.restore", { idea: 1 }]);
  assert.equal(document.activeElement === listOf(page), true);
});

const supported = { id: 9, number: 9, text: "Toisen idea", lang: "fi", activity: 2, state: "shown", cluster: null };

test("a supported idea can be left again until the end", () => {
  const page = phone({ support: [supported] });
  press(page, "unsupport");
  assert.deepEqual(page.sent, [["idea.support", { idea: 9, supports: false }]]);
  const ended = phone({ support: [supported], forum: { state: "ended" } });
  assert.equal(cards(ended)[0].querySelector("[data-do=unsupport]"), null);
  assert.match(cards(ended)[0].textContent, /Toisen idea/);
});

test("ideas of an earlier step name the question that they answered, where there were several", () => {
  const old = step(1, "ideas", { position: 1, prompt: { fi: "Mikä ilahdutti?" } });
  const asked = (page, text) => cards(page).filter((card) => card.textContent.includes(text)).length;
  const two = phone({ mine: [stored(1, { activity: 1 }), stored(2)], activity: [old, STEP] });
  assert.deepEqual([asked(two, "Mikä ilahdutti?"), asked(two, "Mitä toivot?")], [1, 0]);
  const one = phone({ mine: [stored(2)], at: step(3, "clusters", { position: 3 }) });
  assert.equal(asked(one, "Mitä toivot?"), 0, "there was no other question");
});

test("the question on a card says which language it is in, where that is not the reader's", () => {
  setWords({ lang: "sv", words: { "text.in.fi": "(på finska)" } });
  const old = step(1, "ideas", { position: 1, prompt: { fi: "Mikä ilahdutti?" } });
  const both = step(2, "ideas", { position: 2, prompt: { fi: "Mitä toivot?", sv: "Vad hoppas du på?" } });
  const asked = (page) => cards(page)[0].children[0].textContent;
  const at = step(3, "clusters", { position: 3 });
  const cardOf = (activity) => phone({ mine: [stored(1, { activity })], activity: [old, both, at], at, lang: "sv" });
  assert.deepEqual([asked(cardOf(1)), asked(cardOf(2))], ["Mikä ilahdutti? (på finska)", "Vad hoppas du på?"]);
});

test("a card names its theme where the step shows themes", () => {
  const cluster = [{ id: 5, letter: "A", title: "Piha" }];
  setWords({ lang: "fi", words: { "cluster.mine": "Teema: {theme}" } });
  const named = (themes) => texts(phone({ mine: [stored(1, { cluster: 5 })], cluster, themes }))[0].includes("Piha");
  assert.deepEqual([named(true), named(false)], [true, false]);
  cluster[0].title = "";
  setWords({ lang: "fi", words: { "cluster.mine": "Teema: {theme}", "phone.theme.unnamed": "(nimi tulossa)" } });
  assert.ok(texts(phone({ mine: [stored(1, { cluster: 5 })], cluster, themes: true }))[0].includes("(nimi tulossa)"));
});

test("at the end a person is told to keep their receipts", () => {
  const own = [stored(1, { receipt: "ACDEFGHJKMNP" })];
  assert.equal(note(phone({ mine: own, at: null }), "receipt.keep").hidden, false);
  assert.equal(note(phone({ mine: [stored(1)] }), "receipt.keep"), undefined);
  assert.equal(note(phone({ mine: [stored(1)], at: null }), "receipt.keep").hidden, true, "there is no code");
});
