// The phone's pure functions with a fake page, without a browser.
import assert from "node:assert/strict";
import test from "node:test";

import { actions, onAnswer } from "../../static/js/phone/actions.js";
import { linesOf } from "../../static/js/phone/idea_card.js";
import { findIn, mergedIn } from "../../static/js/phone/card_groups.js";
import { hiddenNews } from "../../static/js/phone/hidden_notice.js";
import { lateDrafts, lateBallots, refusedNow } from "../../static/js/phone/rejected.js";
import { foreign } from "../../static/js/phone/other_cards.js";
import { ownIdeas } from "../../static/js/phone/own_ideas.js";
import { lineOf, newsOnly, reconnectNotice, saved } from "../../static/js/phone/status_line.js";
import { bringBack, takeBack } from "../../static/js/phone/take_back.js";
import { doneWith, sayDone } from "../../static/js/phone/vote_parts.js";
import { viewNews } from "../../static/js/phone/view_news.js";
import { byTheme } from "../../static/js/phone/rows_by_theme.js";
import { draftWords, refusedWords } from "../../static/js/phone/unsent.js";
import { told } from "../../static/js/activities/welcome/phone.js";
import { toldVotes, waitingWords } from "../../static/js/phone/told_votes.js";
import { isNaming } from "../../static/js/vote/agenda.js";
import { useZone } from "../../static/js/text/format.js";
import { like } from "./like.mjs";
import { setWords } from "../../static/js/text/words.js";
import { voter } from "./fake_phone.mjs";

setWords({
  lang: "fi",
  words: {
    "idea.withdraw.done": "Vedit.",
    "idea.restored": "Taas.",
    "phone.hidden": ["Ideasi {numbers} ei enää näy muille.", "Ideasi {numbers} eivät enää näy muille."],
    "phone.shown_again": ["Ideasi {numbers} näkyy taas.", "Ideasi {numbers} näkyvät taas."],
    "sort.done": "Valmis. Kiitos.",
    "vote.late.dots": ["{n} tarrasi ei ehtinyt", "{n} tarraasi ei ehtinyt"],
    "vote.late.scale": "{n} arviotasi ei ehtinyt",
    "phone.votes.late.change": "Muutos ei ehtinyt",
    "phone.unsent.draft": "Kaikkea ei ole lähetetty.",
    "phone.unsent.over": "Foorumi on päättynyt.",
    "grace.missed": "Vaihe päättyi. Näytä se auttajalle.",
    "phone.break": "Jatkamme klo {time}.",
    "join.wait": "Seuraa isoa näyttöä.",
    "net.back": "Yhteys palasi. Kaikki on tallessa.",
    "phone.now": "Nyt: {title}",
    "phone.now.result": "Tulos näkyy nyt",
    "phone.held": ["Ideasi odottaa", "{n} ideaasi odottaa"],
    "phone.unsent": "Kaikki ei mennyt perille.",
    "net.back.only": "Yhteys palasi.",
    "net.back.missed": [
      "Yhteys palasi. {n} teksti ei ehtinyt mukaan.",
      "Yhteys palasi. {n} tekstiä ei ehtinyt mukaan.",
    ],
  },
});

/** A phone whose outbox only records; `mine` is what the server has. */
function writer(mine = []) {
  const me = { clock: 0, mine, items: [], calls: [], notice: () => {}, drafts: {} };
  me.live = {
    now: () => me.clock,
    online: () => true,
    store: { all: (kind) => (kind === "mine" ? me.mine : []), get: () => ({ position: 1 }) },
  };
  me.outbox = {
    items: () => me.items,
    arrived: () => [],
    add: (entry) => me.calls.push(["add", entry.verb, entry.body]),
    drop: (key) => me.calls.push(["drop", key]),
    keep: (key) => {
      me.calls.push(["keep", key]);
      return me.items.some((item) => item.key === key);
    },
  };
  return me;
}

const card = { key: "k1", id: 4, number: 9, text: "Kahvila", activity: 3 };

test("an idea taken back leaves its card for ten seconds, and comes again by a command of its own", () => {
  const me = writer([{ key: "k1", id: 4, number: 9, text: "Kahvila", state: "withdrawn", activity: 3 }]);
  takeBack(me, card);
  assert.deepEqual(
    ownIdeas(me, null).map((one) => [one.number, one.phase]),
    [[9, "taken"]],
  );
  bringBack(me);
  assert.deepEqual(me.calls, [
    ["add", "idea.withdraw", { idea: 4 }],
    ["add", "idea.restore", { idea: 4 }],
  ]);
  takeBack(me, card);
  me.clock = 10_001;
  assert.deepEqual(ownIdeas(me, null), []);
  bringBack(me);
  assert.equal(me.calls.length, 3, "too late");
});

test("what is still on its way to be taken back is not overtaken", () => {
  const me = writer([{ key: "k1", id: 4, state: "shown" }]);
  takeBack(me, card);
  me.items = [{ key: "w1", verb: "idea.withdraw", body: { idea: 4 }, state: "waiting" }];
  bringBack(me);
  assert.deepEqual(me.calls.slice(1), [["drop", "w1"]]);
});

test("an idea that never left the phone is simply wanted again", () => {
  const me = writer();
  takeBack(me, { ...card, id: 0 });
  bringBack(me);
  assert.deepEqual(me.calls, [
    ["drop", "k1"],
    ["keep", "k1"],
    ["add", "idea.add", { activity: 3, text: "Kahvila" }],
  ]);
});

test("found by number from its beginning, or by letters anywhere", () => {
  const rows = [
    { label: 7, text: "Keinu 12" },
    { label: 12, text: "Kahvila" },
    { label: 112, text: "Puisto" },
    { label: "C", text: "Aistit" },
    { label: 31, text: "Sauna", merged: [5, 29] },
  ];
  const labels = (query) => findIn(rows, query).map((row) => row.label);
  assert.deepEqual(labels("12"), [12]);
  assert.deepEqual(labels("1"), [12, 112]);
  assert.deepEqual(labels(" KAHV"), [12]);
  assert.deepEqual(labels("c"), ["C"]);
  assert.deepEqual(labels("zzz"), []);
  const many = [311, 31, 318].map((label) => ({ label, text: "" }));
  const order = findIn(many, "31").map((row) => row.label);
  assert.deepEqual(order, [31, 311, 318], "the very number comes first, in whatever order the phone has them");
  assert.deepEqual([labels("5"), labels("29"), labels("2")], [[31], [31], []], "by each number that is merged into it");
});

test("a merged idea is found by its own words, with what it is merged into", () => {
  const rows = [
    { label: 12, text: "Kahvila pihalle", merged: [31, 40], merged_words: ["Pullaa ja teetä!", ""] },
    { label: 13, text: "Teetä saunan jälkeen", merged: [], merged_words: [] },
  ];
  const found = (query) => [findIn(rows, query).map((row) => row.label), mergedIn(rows, query)];
  assert.deepEqual(found("pulla"), [[12], [{ number: 31, into: 12 }]]);
  assert.deepEqual(found("TEETÄ"), [[12, 13], [{ number: 31, into: 12 }]]);
  assert.deepEqual(found("kahvila"), [[12], []]);
  assert.deepEqual(found("40"), [[12], [{ number: 40, into: 12 }]], "whose words others do not read yet");
  assert.deepEqual(found("sauna"), [[13], []]);
});

test("themes come in an order of each phone's own, what has none last; without a seed by letter", () => {
  const clusters = { 1: { id: 1, letter: "A" }, 2: { id: 2, letter: "B" }, 3: { id: 3, letter: "C" } };
  const me = { live: { store: { get: (kind, id) => clusters[id] } } };
  const rows = [
    { id: 9, cluster: null },
    { id: 1, cluster: 3 },
    { id: 2, cluster: 1 },
    { id: 3, cluster: 2 },
    { id: 4, cluster: 77 },
  ];
  const letters = (seed) =>
    byTheme(me, rows, seed)
      .map((group) => (group.theme ? group.theme.letter : "-"))
      .join("");
  assert.equal(letters(null), "ABC-");
  const orders = new Set(Array.from({ length: 40 }, (_, seed) => letters(seed + 1)));
  assert.equal(orders.size, 6);
  assert.equal(
    [...orders].every((one) => one.endsWith("-")),
    true,
  );
  assert.deepEqual(
    byTheme(me, rows, 5)
      .pop()
      .rows.map((row) => row.id),
    [9, 4],
  );
});

/** A page with own ideas and supported ones; `said` collects its notices. */
function page(mine = [], support = []) {
  const said = [];
  const outbox = { items: () => [], arrived: () => [] };
  const store = { all: (kind) => ({ mine, support })[kind] };
  return { said, mine, support, outbox, live: { store }, notice: (tone, sign, words) => said.push(words) };
}

test("an author is told once that an idea was hidden, and not of those hidden before", () => {
  const me = page([
    { id: 1, number: 4, state: "hidden" },
    { id: 2, number: 7, state: "shown" },
  ]);
  const news = hiddenNews(me);
  news();
  me.mine[1].state = "hidden";
  news();
  news();
  assert.deepEqual(me.said, ["Ideasi 7 ei enää näy muille."]);
  me.mine[1].state = "shown";
  news();
  assert.deepEqual(me.said.splice(1), ["Ideasi 7 näkyy taas."]);
  me.mine[1].state = "hidden";
  news();
  assert.equal(me.said.length, 2);
});

test("an author is told of all their ideas that one decision hid, and of all that it brought back", () => {
  const me = page([4, 7, 9].map((number) => ({ id: number, number, state: "shown" })));
  const news = hiddenNews(me);
  news();
  for (const state of ["hidden", "shown"]) {
    for (const idea of me.mine) idea.state = state;
    news();
  }
  assert.deepEqual(me.said, ["Ideasi 4, 7, 9 eivät enää näy muille.", "Ideasi 4, 7, 9 näkyvät taas."]);
});

const DONE_TO = [
  ["phone.merged", {}, { merged_into: 2, state: "merged" }],
  ["phone.merged", { merged_into: 2, state: "merged" }, { merged_into: 3, state: "merged" }],
  ["phone.unmerged", { merged_into: 2, state: "merged" }, {}],
  ["phone.let_through", { state: "waiting" }, {}],
  ["phone.let_through phone.masked", { state: "waiting" }, { masked: true }],
  ["phone.merged", { state: "waiting" }, { merged_into: 2, state: "merged", masked: true }],
  ["phone.masked", {}, { masked: true }],
  ["phone.unmasked", { masked: true }, {}],
  ["phone.reworded", {}, { text: "Toisin", original: "Näin" }],
  ["phone.reworded", { text: "Toisin", original: "Näin" }, { text: "Kolmas", original: "Näin" }],
  ["phone.words_back", { text: "Toisin", original: "Näin" }, {}],
];

for (const [key, before, after] of DONE_TO)
  test(`an author is told what was done to their words: ${key} after ${JSON.stringify(before)}`, () => {
    const idea = { id: 1, number: 7, state: "shown", text: "Näin", original: null, masked: false, merged_into: null };
    const me = page([{ ...idea, ...before }]);
    const news = hiddenNews(me);
    news();
    me.mine[0] = { ...idea, ...after };
    news();
    assert.deepEqual(me.said, [key]);
  });

const BEFALLEN = [
  ["phone.supported.gone", {}, { state: "hidden", text: "" }],
  ["phone.supported.gone", { state: "merged", merged_into: 2 }, { state: "hidden", text: "" }],
  ["phone.supported.back", { state: "hidden", text: "" }, { text: "Toisin" }],
  ["phone.supported.back", { state: "merged", merged_into: 2 }, {}],
  ["phone.supported.merged", {}, { state: "merged", merged_into: 2 }],
  ["phone.supported.merged", { state: "merged", merged_into: 2 }, { state: "merged", merged_into: 3 }],
  ["phone.supported.changed", {}, { text: "Toisin", reworded: true }],
];

for (const [key, before, after] of BEFALLEN)
  test(`a supporter is told what became of the idea: ${key} after ${JSON.stringify(before)}`, () => {
    const idea = { id: 1, number: 7, state: "shown", text: "Näin", merged_into: null, reworded: false };
    const me = page([], [{ ...idea, ...before }]);
    const news = hiddenNews(me);
    news();
    news();
    me.support[0] = { ...idea, ...after };
    news();
    me.support.pop(); // the person supports it no more
    news();
    assert.deepEqual(me.said, [key]);
  });

test("an author's own change of a covered or reworded idea is no news to them", () => {
  const idea = { id: 1, number: 7, state: "shown", text: "Toisin", original: "Näin", masked: true };
  const me = page([idea]);
  me.outbox.arrived = () => [{ verb: "idea.edit", body: { idea: 1 } }];
  const news = hiddenNews(me);
  news();
  me.mine[0] = { ...idea, text: "Itse", original: null, masked: false };
  news();
  assert.deepEqual(me.said, []);
});

test("who is done with a vote is thanked once the server has it, not before", () => {
  const me = voter([]);
  me.live.store.version = () => 1;
  sayDone(me, { id: 3 }, true, "sort.done");
  const [item] = me.outbox.items();
  assert.equal(me.said, null);
  assert.deepEqual(doneWith({ ...me, live: { store: { all: () => [{ done: [] }] } } }, { id: 3 }), {
    wish: true,
    saved: false,
  });
  onAnswer(me, item, { ok: true });
  assert.equal(me.said.words, "Valmis. Kiitos.");
});

for (const [storage, drafts, lasting] of [
  [true, true, true],
  [false, true, false],
  [true, false, false],
  [false, false, false],
]) {
  test(`posted ${storage ? "lasts" : "is lost"}, typed ${drafts ? "lasts" : "is lost"}: ${lasting ? "no warning" : "a warning"}`, () => {
    const me = { storage: { lasting: () => storage }, drafts: { lasting: () => drafts } };
    assert.equal(actions(me).lasting(), lasting);
  });
}

test("what screen readers were told is gone a moment later", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const node = { textContent: "" };
  globalThis.document = { getElementById: () => node };
  const me = actions({});
  me.say("1 tarra jäljellä");
  context.mock.timers.tick(1500);
  me.say("Kaikki tarrat on annettu");
  context.mock.timers.tick(1500);
  assert.equal(node.textContent, "Kaikki tarrat on annettu");
  context.mock.timers.tick(1000);
  assert.equal(node.textContent, "");
});

const lateBallot = (marks) => ({
  key: "b",
  verb: "ballot.set",
  state: "refused",
  code: "vote_closed",
  facts: {},
  body: { activity: 3, n: 4, marks },
});
const CLOSED = { ok: false, code: "vote_closed" };

for (const [marks, words] of [
  [{ 1: 2, 2: 1, 5: 1 }, "2 tarraasi ei ehtinyt"],
  [{ 4: 1 }, "1 tarrasi ei ehtinyt"],
  [{ 1: 1 }, "Muutos ei ehtinyt"],
  [{}, "Muutos ei ehtinyt"],
]) {
  test(`dots that come after the vote stay said (${words})`, () => {
    const items = [lateBallot(marks)];
    const me = voter(items);
    onAnswer(me, items[0], CLOSED);
    me.viewChanged(null);
    assert.equal(me.said.words, words, "the view that closes takes nothing of it away");
    me.viewChanged({ icon: "next", words: "Nyt: Tulokset" });
    assert.equal(me.said.words, words);
    assert.deepEqual(lateBallots(me), [{ key: "b", activity: 3, words }]);
    assert.equal(reconnectNotice(me).words, "Yhteys palasi.");
  });
}

test("a refusal of a while ago makes room for the step that is on", () => {
  const me = voter([]);
  let now = 10000;
  me.live.now = () => now;
  me.notice("refused", "flag", "Samanniminen on jo teema A.");
  now += 2500;
  me.viewChanged({ icon: "next", words: "Nyt: Ryhmittely" });
  assert.equal(me.said.words, "Nyt: Ryhmittely");
});

test("of marks that do not add up, each target that was changed is one", () => {
  const items = [{ ...lateBallot({ 1: 2, 2: 5, 3: 1 }), key: "c" }];
  const me = voter(items, { 1: 2, 2: 4 }, { kind: "scale", marks: { total: null } });
  onAnswer(me, items[0], CLOSED);
  assert.equal(me.said.words, "2 arviotasi ei ehtinyt");
});

test("that one was done does not cover that dots came late", () => {
  const items = [
    lateBallot({ 2: 1 }),
    { key: "d", verb: "activity.done", state: "refused", code: "vote_closed", body: { activity: 3 } },
  ];
  const me = voter(items);
  onAnswer(me, items[0], CLOSED);
  onAnswer(me, items[1], CLOSED);
  assert.equal(me.said.words, "1 tarrasi ei ehtinyt");
  assert.equal(items.length, 1);
});

test("when the line is back, what was refused meanwhile is not said to be saved", () => {
  const refused = (verb) => ({ key: verb, verb, state: "refused", body: {} });
  assert.equal(reconnectNotice(voter([])).words, "Yhteys palasi. Kaikki on tallessa.");
  assert.equal(reconnectNotice(voter([refused("idea.add")])).words, "Yhteys palasi. 1 teksti ei ehtinyt mukaan.");
  assert.equal(
    reconnectNotice(voter([refused("idea.add"), refused("idea.edit")])).words,
    "Yhteys palasi. 2 tekstiä ei ehtinyt mukaan.",
  );
  const old = voter([refused("idea.add")]);
  old.cameBack = refusedNow(old);
  assert.equal(reconnectNotice(old).words, "Yhteys palasi.", "what was refused before the line went is no news");
});

test("one's own idea is never somebody else's new one, whichever is heard first", () => {
  const ideas = [{ id: 7, activity: 3, number: 1 }];
  const known = { mine: {}, busy: "k", arrived: [] };
  const me = {
    live: { store: { all: () => ideas, get: (kind, id) => (kind === "activity" ? { id: 3 } : known.mine[id]) } },
    outbox: { items: () => [{ key: "k", verb: "idea.add" }], busy: () => known.busy, arrived: () => known.arrived },
  };
  const view = { page: me, id: 3, known: {}, told: {} };
  const ids = (sending) => foreign(view, sending).map((one) => one.id);
  assert.deepEqual(ids(true), [], "the frame came before the answer");
  Object.assign(known, { busy: null, arrived: [{ verb: "idea.add", made: { idea: 7 } }] });
  assert.deepEqual(ids(false), []);
  ideas.push({ id: 8, activity: 3, number: 2 });
  assert.deepEqual(ids(false), [8]);
  assert.deepEqual(ids(true), [8], "what was told already stays");
});

test("nothing says that everything is saved while something is refused", () => {
  const refused = (verb) => ({ key: verb, verb, state: "refused", body: { activity: 3, text: "x", marks: {} } });
  for (const verb of ["idea.add", "idea.edit", "ballot.set"]) {
    const me = voter([refused(verb)]);
    me.lasting = () => true;
    me.drafts = { get: () => "" };
    assert.deepEqual(saved(me, null), ["refused", "flag", "Kaikki ei mennyt perille."], verb);
    me.cameBack = refusedNow(me); // the refusal was heard before the line was
    assert.equal(reconnectNotice(me).words, "Yhteys palasi.", verb);
  }
});

test("the line that comes back counts what was refused since it went", () => {
  const items = [];
  const me = voter(items);
  me.ready = true;
  me.lostAt = -1e9;
  me.lostWith = refusedNow(me);
  items.push({ key: "k", verb: "idea.add", state: "refused", body: {} });
  me.noteReconnect();
  assert.equal(reconnectNotice(me).words, "Yhteys palasi. 1 teksti ei ehtinyt mukaan.");
  const closed = { ...like("ideas"), id: 3, position: 3, state: "closed", closes_at: null };
  me.live.store.all = (kind) => ({ activity: [closed], forum: [{ state: "live" }] })[kind] || [];
  me.drafts = { get: (name) => (name === 3 ? "Kahvila" : "") };
  assert.equal(
    reconnectNotice(me).words,
    "Yhteys palasi. 2 tekstiä ei ehtinyt mukaan.",
    "a text that was never sent, too",
  );
});

// A canvas on which each letter is 8 wide, and a whole phrase in one character 250.
function measuringPage(context) {
  const width = (text) => [...text].reduce((sum, one) => sum + (one === "\ufdfd" ? 250 : 8), 0);
  const pen = { measureText: (text) => ({ width: width(text) }) };
  globalThis.document = { createElement: () => ({ getContext: () => pen }) };
  context.after(() => delete globalThis.document);
}

test("ideas are folded by the height they take, not by their line breaks alone", (context) => {
  measuringPage(context);
  assert.ok(linesOf("W".repeat(280)) > 6);
  assert.ok(linesOf("museossa on hyvä olla ".repeat(13).slice(0, 280)) > 6);
  assert.ok(linesOf("漢".repeat(140)) > 6);
  assert.ok(linesOf("yksi\n".repeat(7)) > 6);
  assert.ok(linesOf("\ufdfd".repeat(30)) > 6);
  assert.ok(linesOf("\ufdfd") === 1);
  assert.ok(linesOf("Lyhyt ajatus") === 1);
});

test("a text that was never sent is told calmly, and one that was refused is told in red", () => {
  const me = voter([]);
  me.lasting = () => true;
  const texts = { 3: "Kahvila" };
  me.drafts = { get: (name) => texts[name] || "" };
  const closed = { ...like("ideas"), id: 3, position: 3, state: "closed", closes_at: null };
  const shapes = { activity: [closed], forum: [{ state: "live" }] };
  me.live.store = { all: (kind) => shapes[kind] || [], get: () => null };
  const late = () => lateDrafts(me).map((step) => step.id);
  assert.deepEqual(saved(me, null), ["kept", "phone", "Kaikkea ei ole lähetetty."]);
  assert.deepEqual(late(), [3]);
  texts["settled-3"] = "Kahvila";
  assert.deepEqual(late(), [], "an idea of another is supported instead");
  texts[3] = "Kahvila ja keinu";
  assert.deepEqual(late(), [3], "words that were written since are unsent again");
});

test("nobody is sent to a helper with a text that cannot be added any more", () => {
  const forum = { state: "live" };
  const me = { live: { store: { all: () => [forum] } } };
  const item = { code: "ideas_closed", facts: {} };
  assert.equal(draftWords(me), "Vaihe päättyi. Näytä se auttajalle.");
  forum.state = "ended";
  assert.equal(draftWords(me), "Foorumi on päättynyt.");
  assert.equal(refusedWords(me, item), "Foorumi on päättynyt.");
  assert.equal(refusedWords(me, { code: "idea_empty" }), "refusal.idea_empty");
});

test("a break says when it ends, any other text to watch the screen", () => {
  const forum = { self_paced: false };
  const me = { boot: { lang: "fi" }, live: { store: { all: () => [forum] } } };
  useZone("Europe/Helsinki");
  const step = (settings, ends_at) => ({ position: 4, settings, ends_at });
  assert.equal(told(me, step({ break: true }, Date.UTC(2026, 0, 5, 10, 39))), "Jatkamme klo 12.39.");
  assert.equal(told(me, step({ break: true }, null)), "Seuraa isoa näyttöä.");
  assert.equal(told(me, step({}, Date.UTC(2026, 0, 5, 10, 39))), "Seuraa isoa näyttöä.");
  forum.self_paced = true;
  assert.equal(told(me, step({}, null)), "phone.self.next", "at home there is no screen to watch");
});

test("phones say that the result is being shown once a place of it is open", () => {
  const vote = { ...like("dots"), id: 1, position: 1, revealed: true, uncovered: 0 };
  const step = { ...like("results"), id: 2, position: 2 };
  const forum = { self_paced: false };
  const me = { live: { store: { all: (kind) => (kind === "forum" ? [forum] : [vote, step]), get: () => null } } };
  const waits = (at) => waitingWords(me, toldVotes(me, at));
  assert.equal(waits(step), "results.wait");
  vote.uncovered = 1;
  assert.equal(waits(step), "results.now");
  assert.equal(waits({ ...step, position: 0 }), "results.wait", "no vote before it");
  forum.self_paced = true;
  assert.equal(waits(step), "results.wait.self", "at home there is no screen to watch");
});

test("a grouping step right after another names its themes", () => {
  const step = (position, kind) => ({ ...like(kind), position });
  const evening = [step(1, "ideas"), step(2, "clusters"), step(3, "welcome"), step(4, "clusters")];
  assert.deepEqual(
    evening.map((one) => isNaming(evening, one)),
    [false, false, true, true],
  );
  const again = [step(1, "ideas"), step(2, "clusters"), step(3, "ideas"), step(4, "clusters")];
  assert.equal(isNaming(again, again[3]), false, "new ideas are grouped");
});

/** A phone without its first picture that found no connection, with `verbs` in the outbox. */
function neverMet(verbs, lasting = true) {
  const items = verbs.map((verb, n) => ({ key: "k" + n, verb, state: "waiting", body: {} }));
  const me = voter(items);
  return Object.assign(me, { ready: false, offline: () => true, lasting: () => lasting });
}

for (const [verbs, lasting, key] of [
  [[], true, "net.offline.first"],
  [["idea.add"], true, "net.offline"],
  [["ballot.set", "idea.edit"], true, "net.offline"],
  [["ballot.set"], true, "net.offline.votes"],
  [["idea.add"], false, "net.offline.open"],
])
  test(`who comes back offline with [${verbs}] is told ${key}`, () => {
    assert.deepEqual(lineOf(neverMet(verbs, lasting), null).line, ["kept", "offline", key]);
  });

/** A phone in a forum in a given state, whose ideas are `mine`. */
function author(state, mine) {
  const me = writer(mine.map((one, n) => ({ key: "k" + n, id: n + 1, number: n + 1, text: "?", ...one })));
  me.live.store.all = (kind) => (kind === "mine" ? me.mine : kind === "forum" ? [{ state, spotlight: null }] : []);
  return Object.assign(me, { lasting: () => true });
}

test("the author of held ideas hears that they wait for review, and after the end only that all is saved", () => {
  assert.deepEqual(saved(author("live", [{ state: "waiting" }, { state: "shown" }]), null)[2], "Ideasi odottaa");
  assert.deepEqual(saved(author("live", [{ state: "shown" }]), null)[2], "phone.saved");
  assert.deepEqual(saved(author("ended", [{ state: "waiting" }]), null)[2], "phone.saved");
  assert.equal(saved(author("ended", []), null), null, "the heading says that it has ended");
});

test("when a message has passed, the line that stood before it is no news", () => {
  const isNew = newsOnly();
  const tells = (from, words) => isNew({ from, line: words && ["", "check", words] });
  assert.equal(tells("saved", "Olet mukana"), true);
  assert.equal(tells("notice", "Nyt: Äänestys"), true);
  assert.equal(tells("saved", "Olet mukana"), false, "it has been told");
  assert.equal(tells("stage", "Viimeinen minuutti"), true);
  assert.equal(tells("notice", "Ideasi 3 ei enää näy"), true);
  assert.equal(tells("stage", "Viimeinen minuutti"), false);
  assert.equal(tells("saved", "Kaikki tallessa"), true);
  assert.equal(tells("connection", "Tallennetaan"), true);
  assert.equal(tells("saved", "Kaikki tallessa"), true, "after a word on the connection it is worth saying");
  assert.equal(tells("saved", null), false, "nothing is said of nothing");
});

test("a result that comes into the view is told once, also on a step that only shows it", () => {
  const vote = { id: 1, position: 1, collects: "votes", name: { fi: "Äänestys" }, uncovered: 0 };
  const results = { id: 2, position: 2, shows: "result", name: { fi: "Tulokset" } };
  const talk = { id: 3, position: 3, shows: "words", name: { fi: "Loppusanat" } };
  const shapes = { activity: [vote, results, talk], forum: [{ self_paced: false }], tally: [] };
  const me = { boot: { lang: "fi" }, live: { now: () => 0 } };
  me.live.store = {
    all: (kind) => shapes[kind].slice(),
    get: (kind, id) => shapes[kind].filter((one) => one.id === id)[0],
  };
  const news = viewNews(me);
  const said = (step) => (news("any", step) || {}).words;
  assert.equal(said(results), undefined, "a page that just opened");
  shapes.tally = [{ id: 1, unit: "dots", main: "dots", rows: [], facts: {} }];
  assert.equal(said(results), "Tulos näkyy nyt");
  assert.equal(said(results), undefined);
  assert.equal(said(talk), "Nyt: Loppusanat");
  assert.equal(said(vote), "Nyt: Äänestys");
  assert.deepEqual(news("ended", null), { icon: "check", words: "phone.over", heard: true }, "for the ear only");
  assert.equal(news("ended", null), null);
});
