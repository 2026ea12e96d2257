// Which suggestions the board still offers, and what it sends when one is taken or dismissed.
import assert from "node:assert/strict";
import test from "node:test";

import { hasGuesses, holdOffers } from "../../static/js/console/board/likely_themes.js";
import { drawPiles, pileButtons } from "../../static/js/console/board/piles.js";
import { columnsOf } from "../../static/js/console/board/columns.js";
import { newNamedAll } from "../../static/js/console/board/moves.js";
import { calledOn } from "../../static/js/console/board/nameless.js";
import { offerLines, takeOffer } from "../../static/js/console/board/suggested.js";
import { drawSuggestions, openSuggestions, rowsOf, suggestButton } from "../../static/js/console/board/suggestions.js";
import { followPlaced, tellArrived, watchSuggestions } from "../../static/js/console/board/suggestion_watch.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";
import { idea } from "./console_shapes.mjs";

function board(placed, found, answered = [], people = {}) {
  const ideas = [1, 2, 3, 4].map((id) => idea(id, { cluster: placed[id] || null, suggested: people[id] || {} }));
  const column = (id, title) => ({ id, letter: "A", title, ideas: ideas.filter((one) => one.cluster === id) });
  const columns = [column(null, "–"), column(7, "Kahvila")];
  const suggestions = { found: { duplicates: [], themes: [], ...found }, answered: new Set(answered) };
  return { columns, suggestions, desk: { ui: { guesses: false } } };
}

const theme = (idea, cluster = 7, offered = true) => ({
  idea,
  cluster,
  near: [],
  words: ["tee"],
  sure: false,
  offered,
  others: [],
});
const keys = (...from) => rowsOf(board(...from)).map((row) => row.key);

test("pairs come first, then themes", () => {
  const found = { duplicates: [{ ideas: [1, 2], words: [] }], themes: [theme(3)] };
  assert.deepEqual(keys({}, found), ["d1,2", "t3>7"]);
});

test("only what is well founded is counted, and no more is shown than a person reads", () => {
  setWords({ lang: "fi", words: { "console.suggest": "S", "console.queue.more": ["+{n}", "+{n}"] } });
  const here = board({}, {}, [], { 2: { 7: 2 }, 4: { 7: 5 } });
  here.columns[0].ideas = Array.from({ length: 400 }, (_, i) =>
    idea(i + 1, { suggested: [2, 4].includes(i + 1) ? { 7: i } : {} }),
  );
  here.view = { idea: (id) => idea(id), clusters: [] };
  here.pop = fakeDom("pop").querySelector("#pop");
  here.desk = { hush: () => {}, ui: { chosen: new Set(), guesses: true } };
  const themes = (offered) => here.columns[0].ideas.map((one, i) => theme(one.id, 7, i < offered));
  const seen = (offered) => {
    here.suggestions.found.themes = themes(offered);
    openSuggestions(here);
    const more = here.pop.querySelector(".suggest-more").textContent;
    return [suggestButton(here).textContent, here.pop.querySelector(".suggests").children.length, more];
  };
  assert.deepEqual(seen(0), ["S 2", 20, ""], "398 guesses: the best of them may be read");
  assert.deepEqual(seen(100), ["S 100", 20, "+80"]);
  assert.deepEqual(
    rowsOf(here)
      .slice(0, 3)
      .map((row) => row.key),
    ["p4>7", "p2>7", "t1>7"],
    "what more people suggest goes first",
  );
});

test("the open panel offers to name as many themes as have no name now", () => {
  setWords({ lang: "fi", words: { "console.name_all": ["Nimeä {n}", "Nimeä {n}"] } });
  const here = board({}, {});
  here.view = { idea: (id) => idea(id), clusters: [] };
  here.pop = fakeDom("pop").querySelector("#pop");
  here.desk = { hush: () => {}, ui: { chosen: new Set(), guesses: false } };
  openSuggestions(here);
  const asked = () => here.pop.querySelector(".suggest-asks").textContent;
  assert.equal(asked(), "");
  here.columns = here.columns.concat({ id: 8, letter: "B", title: "", ideas: [] });
  drawSuggestions(here);
  assert.equal(asked(), "Nimeä 1…", "a theme was made meanwhile");
});

test("what a person has placed, merged, removed or answered is suggested no more", () => {
  assert.deepEqual(keys({ 3: 7 }, { themes: [theme(3), theme(4)] }), ["t4>7"]);
  assert.deepEqual(keys({}, { duplicates: [{ ideas: [1, 99], words: [] }] }), [], "merged into another");
  assert.deepEqual(keys({}, { themes: [theme(3, 8)] }), [], "the theme is gone");
  assert.deepEqual(keys({}, { themes: [theme(3), theme(4)] }, ["t3>7"]), ["t4>7"]);
});

test("a guess is listed only where somebody asked for guesses, and one without shared words is on its card only", () => {
  const bare = { ...theme(2, 7, false), words: [] };
  const here = board({}, { themes: [bare, theme(3, 7, false), theme(4)] });
  const listed = () => rowsOf(here).map((row) => row.key);
  assert.deepEqual(listed(), ["t4>7"]);
  here.desk.ui.guesses = true;
  assert.deepEqual(listed(), ["t3>7", "t4>7"]);
});

const answering = (found) => ({
  ok: true,
  text: async () => JSON.stringify({ duplicates: [], back_end: "lexical", ...found }),
});

test("an answered suggestion that is undone comes back with the server's next answer", async (context) => {
  const answers = [
    { busy: false, themes: [] },
    { busy: false, themes: [theme(3)] },
  ];
  const asked = [];
  globalThis.document = { hidden: false };
  globalThis.fetch = async (address) => {
    asked.push(address);
    const next = answers.shift();
    return next ? answering(next) : { ok: false };
  };
  context.after(() => (delete globalThis.fetch, delete globalThis.document));
  context.mock.timers.enable({ apis: ["setInterval"] });
  const soon = () => new Promise((done) => setImmediate(done));
  const here = board({}, {});
  here.desk = { ...here.desk, hush: () => {}, boot: { ref: "abc" }, redraw: () => {} };
  here.suggestions = watchSuggestions(here);
  here.suggestions.answered.add("t3>7");
  await soon();
  assert.equal(here.suggestions.answered.size, 0);
  context.mock.timers.tick(2000);
  await soon();
  assert.deepEqual(
    rowsOf(here).map((row) => row.key),
    ["t3>7"],
  );
  context.mock.timers.tick(2000);
  await soon();
  assert.equal(rowsOf(here).length, 1, "a failed question keeps what there is");
  here.suggestions.leave();
  context.mock.timers.tick(9000);
  assert.deepEqual(asked, ["/console/abc/suggestions", "/console/abc/suggestions", "/console/abc/suggestions"]);
});

test("after a change of the themes it asks more often, and draws only what is new", async (context) => {
  const asked = [];
  const drawn = [];
  globalThis.document = { hidden: false };
  globalThis.fetch = async (address) => (asked.push(address), answering({ busy: false, themes: [theme(3)] }));
  context.after(() => (delete globalThis.fetch, delete globalThis.document));
  context.mock.timers.enable({ apis: ["setInterval"] });
  const passes = async (ms) => {
    for (let left = ms; left > 0; left -= 100) {
      context.mock.timers.tick(100);
      await new Promise((done) => setImmediate(done));
    }
    return asked.splice(0).length;
  };
  const here = board({}, {});
  here.desk = { boot: { ref: "abc" }, redraw: () => drawn.push("") };
  here.suggestions = watchSuggestions(here);
  followPlaced(here);
  assert.equal(await passes(12000), 1 + 10 + 4, "for four seconds each 0.4 s, then every two seconds");
  followPlaced(here);
  assert.equal(await passes(6000), 3, "nothing has changed");
  here.columns[1].total = 1;
  followPlaced(here);
  assert.equal(await passes(2000), 5);
  here.suggestions.leave();
  assert.equal(drawn.length, 1, "the answer was the same each time");
});

test("whatever is done in the panel is said once, with how many suggestions are left", async () => {
  setWords({
    lang: "fi",
    words: {
      "a11y.card.moved": "MOVED {theme}",
      "a11y.card.merged": ["MERGED {n} INTO {number}", "MERGED {n} INTO {number}"],
      "console.suggest.skipped": "SKIPPED",
      "console.suggest.left": ["{n} left", "{n} left"],
    },
  });
  const found = { duplicates: [{ ideas: [1, 2], words: [] }], themes: [theme(3)] };
  const does = async (at) => {
    const said = [];
    const here = board({}, found);
    here.pop = fakeDom("pop").querySelector("#pop");
    here.view = { idea: (id) => idea(id), clusters: [] };
    here.desk = {
      act: async () => ({ ok: true }),
      say: (words) => said.push(words),
      hush: () => {},
      redraw: () => {},
      ui: { chosen: new Set() },
    };
    openSuggestions(here);
    await here.pop.querySelector(".suggests").querySelectorAll("button")[at].listeners.click[0]();
    return said;
  };
  assert.deepEqual(await does(0), ["MERGED 1 INTO 1. 1 left"]);
  assert.deepEqual(await does(1), ["SKIPPED. 1 left"]);
  assert.deepEqual(await does(2), ["MOVED A Kahvila. 1 left"]);
  assert.deepEqual(await does(3), ["SKIPPED. 1 left"]);
});

test("what participants suggest stands among the suggestions, with buttons, before what the server found", async () => {
  const found = { duplicates: [{ ideas: [1, 2], words: [] }], themes: [theme(3), theme(4)] };
  const here = board({}, found, [], { 3: { 7: 2 } });
  assert.deepEqual(
    rowsOf(here).map((row) => row.key),
    ["d1,2", "p3>7", "t4>7"],
  );
  const [sent, said] = [[], []];
  setWords({ lang: "fi", words: { "console.suggested.dismissed": "DISMISSED {number}" } });
  here.pop = fakeDom("pop").querySelector("#pop");
  here.view = { idea: (id) => idea(id), clusters: [] };
  const act = async (...facts) => (sent.push(facts), { ok: true });
  here.desk = { act, say: (words) => said.push(words), hush: () => {}, redraw: () => {}, ui: { chosen: new Set() } };
  openSuggestions(here);
  await here.pop.querySelector(".suggests").querySelectorAll("button")[3].listeners.click[0]();
  assert.deepEqual(sent, [["placement.dismiss", { idea: 3, cluster: 7, dismissed: true }]]);
  assert.match(said[0], /^DISMISSED 3/);
});

test("a card has nothing in it that the keyboard would have to reach", () => {
  fakeDom();
  const here = offering([theme(1, 8)]);
  const lines = offerLines(here, idea(1, { suggested: { 7: 3 } }));
  assert.equal(lines.length, 2);
  for (const line of lines)
    assert.deepEqual(line.querySelectorAll("button").concat(line.querySelectorAll("[tabindex]")), []);
  assert.equal(lines[0].querySelector(".dismiss").getAttribute("aria-hidden"), "true");
});

// A board of two ideas without a theme, with three themes and these likely ones; `sent` holds what was sent.
function offering(themes) {
  const clusters = ["Kahvila", "Meri", ""].map((title, at) => ({ id: 7 + at, letter: "ABC"[at], title, colour: "" }));
  const ideas = { 1: idea(1), 2: idea(2) };
  const columns = [
    { id: null, title: "–", ideas: Object.values(ideas) },
    ...clusters.map((one) => ({ ...one, ideas: [] })),
  ];
  const sent = [];
  const act = async (...facts) => (sent.push(facts), { ok: true });
  const desk = {
    ui: { chosen: new Set(), moving: new Map(), guesses: true },
    act,
    say: () => {},
    hush: () => {},
    redraw: () => {},
  };
  const suggestions = { found: { themes }, answered: new Set() };
  return { view: { clusters, idea: (id) => ideas[id] }, columns, desk, suggestions, sent };
}

const offered = (here, id) =>
  offerLines(here, here.view.idea(id)).flatMap((line) => line.querySelectorAll(".no").map((one) => one.textContent));
const likely = (one, ...others) => ({ ...theme(one, others[0]), others: others.slice(1) });

test("an idea without a theme offers its likely themes, and a tap or its digit takes one", async () => {
  fakeDom();
  const here = offering([likely(1, 8, 7)]);
  assert.deepEqual([offered(here, 1), offered(here, 2)], [["B", "A"], []]);
  assert.match(offerLines(here, idea(1))[0].textContent, /Meri/, "the likeliest with its name");
  setWords({ lang: "fi", words: { "console.suggested.no_such": "{number} has no {n}" } });
  const said = [];
  here.desk.say = (words) => said.push(words);
  assert.equal(takeOffer(here, 1, 3), true, "no third one");
  assert.equal(takeOffer(here, 2, 1), true);
  assert.deepEqual(said, ["1 has no 3", "2 has no 1"], "who does not see the card hears it");
  assert.deepEqual(here.sent, [], "nothing moves by itself");
  assert.equal(takeOffer(here, 1, 2), true);
  assert.deepEqual(here.sent.pop(), ["idea.place", { ideas: [1], cluster: 7 }]);
  assert.deepEqual(offered(here, 1), [], "on its way it offers nothing");
  here.desk.ui.moving.clear();
  const stopped = { stopPropagation: () => {} };
  offerLines(here, idea(1))[0].querySelectorAll(".likely-theme")[0].listeners.click[0](stopped);
  assert.deepEqual(here.sent.pop(), ["idea.place", { ideas: [1], cluster: 8 }]);
});

test("a card shows what is mostly right, and guesses only to who asks; each can be told without colour", () => {
  fakeDom();
  setWords({ lang: "fi", words: { "console.suggest.why": "SHARED {words}", "console.likely.guess": "GUESS" } });
  const here = offering([likely(1, 8, 7), { ...likely(2, 9), offered: false }]);
  const chips = (id) => offerLines(here, here.view.idea(id)).flatMap((line) => line.querySelectorAll(".likely-theme"));
  const seen = (id) => chips(id).map((one) => one.names().filter((name) => name !== "likely-theme")[0] || "plain");
  const why = () => offerLines(here, here.view.idea(1))[0].querySelector(".why");
  here.desk.ui.guesses = false;
  assert.deepEqual([seen(1), seen(2)], [["plain", "make"], ["make"]]);
  assert.equal(why().textContent, "SHARED tee");
  assert.equal(takeOffer(here, 2, 1), true);
  assert.deepEqual(here.sent, [], "what is not shown no key takes");
  assert.equal(hasGuesses(here), true);
  here.desk.ui.guesses = true;
  assert.deepEqual([seen(1), seen(2).slice(0, 1)], [["plain", "guess", "make"], ["guess"]]);
  assert.match(offerLines(here, here.view.idea(2))[0].textContent, /GUESS.*\?/);
  here.suggestions.found.themes[0].sure = true;
  assert.deepEqual(seen(1)[0], "sure");
  assert.notEqual(chips(1)[0].querySelector("svg"), null, "with a sign of its own");
  here.suggestions.found.themes = [likely(1, 8)];
  assert.equal(hasGuesses(here), false);
});

test("where likely themes leave room a tap makes a theme of the card or of all selected ones, without a name", async () => {
  fakeDom();
  setWords({ lang: "fi", words: { "console.new_theme": "NEW" } });
  const here = offering([likely(1, 8, 7, 9), likely(2, 8, 7)]);
  here.desk.act = async (...facts) => (here.sent.push(facts), { ok: true, made: { cluster: 10 } });
  const make = (id) => offerLines(here, here.view.idea(id)).flatMap((line) => line.querySelectorAll(".make"))[0];
  const press = (id) => make(id).listeners.click[0]({ stopPropagation: () => {} });
  assert.equal(make(1), undefined, "three themes take the room");
  assert.equal(make(2).textContent, "", "beside themes it is a sign");
  here.suggestions.found = { themes: [] };
  assert.equal(make(2).textContent, "NEW");
  press(2);
  assert.deepEqual(here.sent.pop(), ["cluster.add", { title: "", ideas: [2] }]);
  assert.ok(!here.naming, "the next card is read, and not a name typed");
  here.desk.ui.chosen.add(1).add(2);
  press(1);
  assert.deepEqual(here.sent.pop(), ["cluster.add", { title: "", ideas: [1, 2] }]);
  here.desk.ui.moving.set(1, 8);
  assert.equal(make(1), undefined, "on its way to a theme it makes none");
});

test("a theme without a name is called by the idea that came into it first, in a new window and in a search too", () => {
  setWords({ lang: "fi", words: { "console.nameless": "NAMELESS", "console.nameless.first": "<{words}>" } });
  const view = {
    clusters: [
      { id: 7, title: "Kahvila" },
      { id: 9, title: "" },
    ],
  };
  const placed = (number, row, cluster = 9) => idea(number, { number, cluster, placed: row });
  const called = (ideas, moving = new Map(), isFound) =>
    calledOn({ columns: columnsOf(view, ideas, moving, isFound) }, view.clusters[1]);
  assert.equal(called([]), "NAMELESS");
  assert.equal(called([placed(3, 5), placed(2, 5)]), "<idea 2>", "placed together");
  const later = [placed(1, 8), placed(2, 5), placed(3, 5)];
  assert.equal(called(later), "<idea 2>", "an earlier one that comes later does not rename it");
  assert.equal(
    called(later, new Map(), (one) => one.id === 1),
    "<idea 2>",
  );
  assert.equal(called([placed(2, 9, 7), placed(1, 8)]), "<idea 1>", "the first has left");
  assert.equal(called([placed(2, 0, null), placed(3, 5)], new Map([[2, 9]])), "<idea 3>", "one is on its way");
  assert.equal(calledOn({ columns: [] }, view.clusters[0]), "Kahvila");
});

test("a digit takes an offer of the card that was chosen by a click, and none while others are chosen", () => {
  fakeDom();
  const here = offering([likely(1, 8, 7)]);
  here.desk.ui.chosen.add(1);
  assert.equal(takeOffer(here, 1, 1), true);
  assert.deepEqual(here.sent.pop(), ["idea.place", { ideas: [1], cluster: 8 }]);
  here.desk.ui.moving.clear();
  here.desk.ui.chosen.add(1).add(2);
  assert.equal(takeOffer(here, 1, 1), false);
});

test("no card offers a theme that is gone, was skipped, or is where it stands; people's suggestions come first", () => {
  fakeDom();
  const here = offering([likely(1, 8, 99, 9)]);
  assert.deepEqual(offered(here, 1), ["B", "C"]);
  here.suggestions.answered.add("t1>8");
  assert.deepEqual(offered(here, 1), ["C"]);
  here.suggestions.answered.clear();
  assert.deepEqual(offerLines(here, idea(1, { cluster: 7 })), [], "a person has placed it");
  const wished = Object.assign(here.view.idea(1), { suggested: { 8: 4 } });
  assert.equal(offerLines(here, wished).length, 2);
  assert.deepEqual(offered(here, 1), ["C"], "what people suggest is not offered twice");
  takeOffer(here, 1, 1);
  assert.equal(here.sent.pop()[1].cluster, 8);
});

test("what a card offers stays as it was read while it has the focus, and is no target while cards are selected", () => {
  fakeDom();
  const here = offering([likely(1, 8, 7)]);
  holdOffers(here, 1);
  here.suggestions.found = { themes: [likely(1, 9), likely(2, 9)] };
  assert.deepEqual([offered(here, 1), offered(here, 2)], [["B", "A"], ["C"]]);
  holdOffers(here, 2);
  assert.deepEqual(offered(here, 1), ["C"], "another card has the focus");
  here.suggestions.found = { themes: [] };
  holdOffers(here, 1);
  here.suggestions.found = { themes: [likely(1, 7)] };
  assert.deepEqual(offered(here, 1), ["A"], "the first that come");
  here.suggestions.found = { themes: [likely(1, 8)] };
  assert.deepEqual(offered(here, 1), ["A"]);
  here.desk.ui.chosen.add(2);
  assert.equal(takeOffer(here, 1, 1), false);
});

test("suggestions that come are said, and not one by one", () => {
  fakeDom("said");
  globalThis.requestAnimationFrame = (run) => run();
  setWords({ lang: "fi", words: { "console.suggest.arrived": ["{n} come", "{n} come"] } });
  const said = document.getElementById("said");
  const tells = (here, now, n) => {
    said.textContent = "";
    here.suggestions.found.themes = [1, 2, 3, 4].slice(0, n).map((id) => theme(id));
    tellArrived(Object.assign(here, { view: { now } }));
    return said.textContent;
  };
  const here = board({}, {});
  Object.assign(here.suggestions, { told: 0, toldAt: 0 });
  here.desk = { ui: { find: "" } };
  assert.deepEqual(
    [
      [100000, 0],
      [101000, 1],
      [102000, 3],
      [131000, 3],
      [132000, 2],
    ].map(([now, n]) => tells(here, now, n)),
    ["", "1 come", "", "3 come", ""],
  );
});

// The panel with these proposed piles: {here, sent, said, list, take}.
async function proposed(context, piles, made = { clusters: [7], placed: 2 }) {
  setWords({
    lang: "fi",
    words: {
      "console.piles.take": ["Tee {n}", "Tee {n} teemaa"],
      "console.piles.likely": ["{n}", "{n} muualla"],
      "console.piles.made": ["{n} tehty: {ideas}", "{n} tehty: {ideas}"],
      "console.piles.away": ["{n} ehti muualle", "{n} ehti muualle"],
      "console.piles.elsewhere": "{n} muualla",
      "console.piles.title": "Proposal",
      "console.piles.note": "Tick them",
      "console.piles.arrived": ["{n} proposed", "{n} proposed"],
      "idea.count": ["{n} idea", "{n} ideaa"],
    },
  });
  const here = board({}, {});
  here.columns[0].ideas = Array.from({ length: 12 }, (_, i) => idea(i + 1));
  here.view = { idea: (id) => idea(id), clusters: [] };
  here.pop = fakeDom("pop", "said").querySelector("#pop");
  globalThis.requestAnimationFrame = (run) => run();
  here.cols = document.createElement("div");
  const [sent, said] = [[], []];
  const act = async (...command) => (sent.push(command), { ok: true, made });
  here.desk = { ui: { chosen: new Set() }, boot: { ref: "1" }, act, hush: () => {}, say: (words) => said.push(words) };
  globalThis.fetch = async () => ({ ok: true, json: async () => ({ piles, uncertain: [], likely: [7, 8] }) });
  Object.defineProperty(Object.getPrototypeOf(here.pop), "isConnected", { get: () => true, configurable: true });
  context.after(() => (delete globalThis.fetch, delete Object.getPrototypeOf(here.pop).isConnected));
  pileButtons(here).querySelector("button").hears("click");
  await new Promise((done) => setTimeout(done));
  return { here, sent, said, list: here.pop.querySelector(".piles"), take: here.pop.querySelector(".main") };
}

test("an idea is left out of a proposed pile, and what was made of the piles is said", async (context) => {
  const piles = [
    { name: "Kahvila", ideas: [1, 2, 3] },
    { name: "Piha", ideas: [4] },
  ];
  const { sent, said, list, take } = await proposed(context, piles);
  const [first, second] = list.querySelectorAll(".pile");
  [first, second].forEach((pile) => (pile.querySelector("input").checked = true));
  const [details, alone] = list.querySelectorAll("details");
  details.querySelectorAll("input")[1].checked = false;
  details.hears("change");
  assert.equal(details.querySelector("summary").textContent, "2 ideaa");
  alone.querySelector("input").checked = false;
  list.hears("change");
  assert.equal(take.textContent, "Tee 1", "a pile without ideas makes no theme");
  take.hears("click");
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(sent, [["clusters.add", { clusters: [{ title: "Kahvila", ideas: [1, 3] }] }]]);
  assert.deepEqual(said, ["1 tehty: 2 ideaa"]);
});

test("leaving an edited name of a pile keeps what is under the pointer, so that the press takes the piles", async (context) => {
  const piles = ["Kahvila", "Piha"].map((name, i) => ({ name, ideas: [i + 1] }));
  const { here, list, take } = await proposed(context, piles);
  const boxes = list.querySelectorAll(".pile").map((pile) => pile.querySelector("[type=checkbox]"));
  boxes.forEach((box) => (box.checked = true));
  list.hears("change");
  const under = [take.firstChild, take.firstChild.firstChild];
  list.hears("change");
  assert.deepEqual([take.firstChild === under[0], take.textContent], [true, "Tee 2 teemaa"]);
  assert.equal(take.firstChild.childNodes[0], under[1], "nor is the text made anew");
  boxes[0].checked = false;
  list.hears("change");
  assert.equal(take.textContent, "Tee 1");
  const [all, none] = here.pop.querySelectorAll(".piles-tick button");
  none.hears("click");
  assert.deepEqual([boxes.map((box) => box.checked).join(), take.disabled], ["false,false", true]);
  all.hears("click");
  assert.deepEqual([boxes.map((box) => box.checked).join(), take.textContent], ["true,true", "Tee 2 teemaa"]);
  assert.match(here.pop.textContent, /2 muualla/, "where the other ideas are");
});

test("ideas that a colleague places or merges meanwhile leave the proposal, and what is said is what was made", async (context) => {
  const made = { clusters: [7], placed: 2 };
  const { here, sent, said, list, take } = await proposed(context, [{ name: "Kahvila", ideas: [1, 2, 3, 4, 5] }], made);
  const [box] = list.querySelectorAll(".pile input");
  box.checked = true;
  const rows = list.querySelectorAll(".pile-idea");
  rows[4].querySelector("input").checked = false;
  rows[0].querySelector("input").focus();
  const elsewhere = { 1: { cluster: 8 }, 2: { state: "merged", merged_into: 9 } };
  here.view = { idea: (id) => idea(id, elsewhere[id]), clusters: [] };
  drawPiles(here);
  assert.deepEqual(
    rows.map((row) => row.hidden),
    [true, true, false, false, false],
  );
  const summary = list.querySelector("summary");
  assert.equal(summary.textContent, "2 ideaa · 2 muualla");
  assert.equal(document.activeElement, summary, "the focus is not lost with the row");
  take.hears("click");
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(sent[0][1].clusters, [{ title: "Kahvila", ideas: [3, 4] }]);
  assert.deepEqual(said, ["1 tehty: 2 ideaa 2 ehti muualle"]);
  here.view = { idea: (id) => idea(id), clusters: [] };
  drawPiles(here);
  assert.equal(rows[0].hidden, true, "a panel that was closed is not drawn");
});

test("of names that a colleague made themes of meanwhile, only the others are said to have been made", async () => {
  setWords({ lang: "fi", words: { "console.likely_names.all_made": ["{n} tehty", "{n} tehty"] } });
  const said = [];
  const act = async () => ({ ok: true, made: { clusters: [7], placed: 0 } });
  const desk = { act, redraw: () => {}, say: (words) => said.push(words) };
  await newNamedAll({ asked: new Set(), desk }, ["Kahvila", "Sauna"]);
  assert.deepEqual(said, ["1 tehty"]);
});

test("who hears the page is told that the proposed piles have come, and stands on their heading", async (context) => {
  const { here } = await proposed(context, [{ name: "Kahvila", ideas: [1, 2] }]);
  const { role, "aria-label": name } = here.pop.attributes;
  assert.deepEqual([role, name], ["group", "Proposal"]);
  assert.equal(document.activeElement.textContent, "Tick them");
  assert.equal(document.getElementById("said").textContent, "1 proposed");
});
