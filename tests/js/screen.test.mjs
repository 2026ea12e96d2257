// The rules of the big screen: which picture it shows, what the clock says, which places are uncovered, how the wall is dealt.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { soften } from "../../static/js/hyphens.js";
import { FEW, moved, page, quoted, shape, spots } from "../../static/js/screen/boardplan.js";
import { isOpen, places } from "../../static/js/places.js";
import { written } from "../../static/js/screen/say.js";
import { cover, isBreak, picture, steps } from "../../static/js/screen/scene.js";
import { stateAt } from "../../static/js/agenda.js";
import { clock } from "../../static/js/screen/timer.js";
import { between, deal, nextPage } from "../../static/js/screen/wallplan.js";
import { sizeOf } from "../../static/js/ticks.js";

const forum = (facts) => ({ id: 1, state: "live", now: null, spotlight: null, frozen: false, blank: false, big_code: false, here: 41, ...facts });
const activity = (id, type, facts) => ({
  id, position: id, type, name: {}, prompt: { fi: "?" }, instruction: {}, minutes: 10, settings: {}, state: "open", revealed: false, ends_at: null, closes_at: null, count: 0, voted: 0, done: 0, step: 0, ...facts,
});
const idea = (id, facts) => ({ id, number: id, activity: 2, text: "Kattoterassi", cluster: null, source: "phone", table: null, votable: true, ...facts });
const AGENDA = [
  activity(1, "welcome"),
  activity(2, "ideas", { settings: { style: "private" } }),
  activity(3, "clusters"),
  activity(4, "dots", { settings: { dots: 3, cap: 2, of: "ideas" }, voted: 7 }),
  activity(5, "results"),
];
const facts = (now, more = {}, agenda = AGENDA) => ({
  forum: forum({ now, ...more.forum }), activities: agenda, ideas: more.ideas || [], clusters: more.clusters || [], tallies: more.tallies || [],
});
const changed = (id, more) => AGENDA.map((one) => (one.id === id ? { ...one, ...more } : one));

test("the lobby stands before the start and during the first welcome", () => {
  assert.equal(picture(facts(null)).name, "lobby");
  assert.equal(picture(facts(1)).name, "lobby");
  const second = [activity(9, "ideas", { position: 0 }), ...AGENDA];
  assert.equal(picture(facts(1, {}, second)).name, "welcome");
});

test("private ideas are only a number until they are shown", () => {
  const hidden = picture(facts(2, { ideas: [idea(1)] }, changed(2, { settings: { style: "private" }, count: 12 })));
  assert.deepEqual([hidden.name, hidden.count, hidden.ideas], ["private", 12, undefined]);
  const shown = picture(facts(2, { ideas: [idea(1), idea(3), idea(2)] }, changed(2, { revealed: true })));
  assert.deepEqual([shown.name, shown.ideas.map((one) => one.number)], ["wall", [3, 2, 1]]);
});

test("the wall shows this step's ideas only", () => {
  const open = changed(2, { settings: { style: "open" } });
  const shown = picture(facts(2, { ideas: [idea(1), idea(2, { activity: 7 })] }, open));
  assert.deepEqual(shown.ideas.map((one) => one.id), [1]);
});

test("grouping begins with a wall to read and goes on with the board", () => {
  const ideas = [idea(1), idea(2, { cluster: 5 }), idea(3, { votable: false })];
  assert.equal(picture(facts(3, { ideas: [idea(1)] })).name, "wall");
  assert.equal(picture(facts(3)).name, "board");
  const board = picture(facts(3, { ideas, clusters: [{ id: 6, letter: "B", title: "b" }, { id: 5, letter: "A", title: "a" }] }));
  assert.deepEqual(board.groups.map((group) => [group.cluster.letter, group.ideas.length]), [["A", 1], ["B", 0]]);
  assert.deepEqual(board.loose.map((one) => one.id), [1]);
});

test("a vote shows how many have voted and never what", () => {
  const shown = picture(facts(4, { ideas: [idea(1)], tallies: [{ id: 4, rows: [] }] }));
  assert.deepEqual([shown.name, shown.voted, shown.total, shown.tally], ["dots", 7, 41, undefined]);
  assert.equal(picture(facts(4, { forum: { here: 5 } })).total, 7);
});

test("a result waits for its reveal, even when the tally is known already", () => {
  const tallies = [{ id: 4, rows: [{ target: 1, rank: 1, votes: 3 }] }];
  assert.equal(picture(facts(5, { tallies })).name, "wait");
  const after = changed(4, { revealed: true, step: 2 });
  const shown = picture(facts(5, { tallies, ideas: [idea(1)] }, after));
  assert.deepEqual([shown.name, shown.step, shown.titles], ["results", 2, { 1: "Kattoterassi" }]);
  assert.equal(picture(facts(4, { tallies }, after)).name, "results");
  assert.equal(picture(facts(5, {}, after)).name, "wait");
});

test("results without a vote before them are only words", () => {
  assert.equal(picture(facts(5, {}, [activity(5, "results")])).name, "welcome");
});

test("a spotlight shows an idea that everyone may see, else nothing of it", () => {
  assert.equal(picture(facts(3, { forum: { spotlight: 1 }, ideas: [idea(1)] })).name, "spotlight");
  assert.equal(picture(facts(3, { forum: { spotlight: 1 } })).name, "board");
});

test("the end counts every idea", () => {
  const agenda = [activity(2, "ideas", { count: 30 }), activity(3, "ideas", { count: 2 })];
  assert.deepEqual(picture(facts(3, { forum: { state: "ended" } }, agenda)), { name: "ended", key: "ended", ideas: 32 });
});

test("the code comes over the dark, the dark over everything else", () => {
  assert.equal(cover(forum({})), "");
  assert.equal(cover(forum({ blank: true })), "blank");
  assert.equal(cover(forum({ blank: true, big_code: true })), "code");
});

test("the agenda's marks", () => {
  assert.deepEqual(steps(facts(3)), ["done", "done", "now", "", ""]);
  assert.deepEqual(steps(facts(null)), ["", "", "", "", ""]);
});

test("a break is a step that calls itself one", () => {
  assert.ok(isBreak({ prompt: { fi: "Kahvitauko" } }) && isBreak({ prompt: { sv: "Paus" } }) && isBreak({ prompt: { en: "Coffee break" } }));
  assert.ok(!isBreak({ prompt: { fi: "Miksi olemme täällä?" } }));
});

test("the clock", () => {
  const now = 1000000;
  assert.equal(clock(null, now), null);
  assert.equal(clock(activity(1, "ideas"), now), null);
  assert.deepEqual(clock(activity(1, "ideas", { ends_at: now + 300000 }), now), { left: 300, share: 0.5, tone: "", word: "screen.time_left" });
  assert.equal(clock(activity(1, "ideas", { ends_at: now + 60000 }), now).tone, "last");
  assert.deepEqual(clock(activity(1, "ideas", { ends_at: now - 5 }), now), { left: 0, share: 0, tone: "last", word: "timer.up" });
  const closing = activity(1, "ideas", { state: "closing", closes_at: now + 10000 });
  assert.deepEqual(clock(closing, now), { left: 10, share: 0.5, tone: "last", word: "screen.grace" });
  assert.equal(stateAt(closing, now + 10000), "closed");
  assert.equal(clock(closing, now + 10000), null);
});

const cases = JSON.parse(readFileSync(new URL("../data/places_cases.json", import.meta.url), "utf8"));

test("places: about six, ties whole, nothing without votes; as many as the server says", () => {
  for (const { votes, ...wanted } of cases) {
    const rows = votes.map((count, target) => ({ target, votes: count, rank: 1 + votes.filter((other) => other > count).length }));
    const found = places(rows);
    assert.deepEqual({ shown: found.rows.length, more: found.more, tied: found.tied }, wanted, String(votes));
  }
});

test("places are uncovered from the last; too many steps do no harm", () => {
  const open = (step) => [0, 1, 2].map((index) => isOpen(index, 3, step));
  assert.deepEqual(open(0), [false, false, false]);
  assert.deepEqual(open(1), [false, false, true]);
  assert.deepEqual(open(99), [true, true, true]);
});

test("the wall is dealt into the shortest column until one idea has no room", () => {
  assert.deepEqual(deal([100, 50, 60, 70, 40, 40], 4, 200, 10), [0, 1, 2, 3, 1, 2]);
  assert.deepEqual(deal([150, 150, 150], 2, 200, 10), [0, 1]);
  assert.deepEqual(deal([300, 20], 4, 200, 10), []);
  assert.deepEqual(deal([], 4, 200, 10), []);
});

test("what is taken away goes at once, what is new waits for its batch", () => {
  const on = [idea(2), idea(1)];
  assert.deepEqual(between(on, [idea(3), idea(2)]), { ideas: [idea(2)], waiting: true });
  assert.deepEqual(between(on, [idea(2, { text: "b" }), idea(1)]), { ideas: [idea(2, { text: "b" }), idea(1)], waiting: false });
});

test("the wall turns to what was not seen and then to the newest", () => {
  assert.equal(nextPage(0, 15, 40), 15);
  assert.equal(nextPage(30, 10, 40), 0);
  assert.equal(nextPage(0, 0, 3), 1);
});

test("the board's shape and pages", () => {
  assert.deepEqual([shape(0, 0), shape(FEW, 4), shape(FEW, 0), shape(6, 2), shape(7, 0)], ["usual", "few", "usual", "usual", "many"]);
  const groups = Array.from({ length: 20 }, (_, i) => i);
  assert.deepEqual(page(groups, 0).groups.length, 12);
  assert.deepEqual(page(groups, 1), { pages: 2, now: 1, groups: groups.slice(12) });
  assert.equal(page(groups, 2).now, 0);
});

test("the card just moved", () => {
  const groups = (a, b) => [{ cluster: { id: 1 }, ideas: a.map((id) => idea(id)) }, { cluster: { id: 2 }, ideas: b.map((id) => idea(id)) }];
  const before = spots(groups([1, 2], [3]));
  assert.equal(moved(null, before), null);
  assert.equal(moved(before, before), null);
  assert.deepEqual(moved(before, spots(groups([1], [3, 2]))), { idea: 2, cluster: 2 });
  assert.equal(moved(before, spots(groups([1], [3]))), null);
});

test("the quote is the card just moved, else the first short one, else the shortest", () => {
  const long = idea(1, { text: "x".repeat(200) });
  assert.equal(quoted([long, idea(2), idea(3)], null).id, 2);
  assert.equal(quoted([long, idea(2)], 1).id, 1);
  assert.equal(quoted([idea(5, { text: "y".repeat(150) }), long], null).id, 5);
  assert.equal(quoted([], null), null);
});

test("two languages, one when the texts are the same, any when there is no other", () => {
  assert.deepEqual(written({ sv: "b", fi: "a" }, ["fi", "sv"]), [{ lang: "fi", text: "a" }, { lang: "sv", text: "b" }]);
  assert.deepEqual(written({ fi: "a", sv: "a" }, ["fi", "sv"]), [{ lang: "fi", text: "a" }]);
  assert.deepEqual(written({ en: "c" }, ["fi", "sv"]), [{ lang: "en", text: "c" }]);
  assert.deepEqual(written({ en: "c", fi: "a" }, ["sv"]), [{ lang: "fi", text: "a" }]);
  assert.deepEqual(written({ fi: "" }, ["fi"]), []);
});

test("long words may break as Finnish does, short ones never", () => {
  const seen = (text) => soften(text).replaceAll("\u00ad", "-");
  assert.equal(seen("käsityöläisten"), "käsi-työ-läisten");
  assert.equal(seen("multimediateatteri kuin"), "multi-me-dia-teat-teri kuin");
  assert.equal(seen("utställningarna"), "utställ-nin-garna");
  assert.equal(seen("museolippu 1800-luvun"), "museolippu 1800-luvun");
  assert.equal(soften("näkövammaisille").replaceAll("\u00ad", ""), "näkövammaisille");
});

test("ticks shrink until they fit", () => {
  const best = { tick: 20, gap: 13, tall: 92, line: 18 };
  assert.deepEqual(sizeOf(41, 720, 210, best), { ...best, rows: 2 });
  const many = sizeOf(200, 720, 210, best);
  assert.ok(many.tick < 20 && many.rows * (many.tall + many.line) - many.line <= 210);
  assert.ok(sizeOf(5000, 100, 10, best).tick > 0);
});
