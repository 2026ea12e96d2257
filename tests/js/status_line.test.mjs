// The phone's status line: in each state of line, disk, step and own ideas, the one sentence that applies. And what
// keeps the words that it speaks of: drafts on this phone.
import assert from "node:assert/strict";
import test, { mock } from "node:test";

import { openDrafts } from "../../static/js/phone/drafts.js";
import { lineOf, newsOnly } from "../../static/js/phone/status_line.js";
import { byTheme } from "../../static/js/phone/rows_by_theme.js";
import { setWords } from "../../static/js/text/words.js";

mock.timers.enable({ apis: ["setTimeout"] });
setWords({ lang: "fi", words: {} });

const NOW = 100_000;
const IDEAS = { id: 2, position: 2, kind: "ideas", collects: "ideas", state: "open", ends_at: null, closes_at: null };
const VOTE = { ...IDEAS, id: 3, position: 3, kind: "dots", collects: "votes", of: "ideas" };
const TALK = { ...IDEAS, id: 1, position: 1, kind: "welcome", collects: "" };
const waiting = (verb, more) => ({ verb, state: "waiting", code: "", at: NOW, body: {}, ...more });

/** The line of a phone as [tone, icon, key of the words], without empty words. */
function line(step, about = {}) {
  const { items = [], mine = [], steps = [TALK, IDEAS, VOTE], ballot, forum = {}, draft = "", ...more } = about;
  const put = { forum: [{ id: 1, state: "live", paused: false, ...forum }], activity: steps, mine };
  const page = {
    ready: true,
    said: null,
    cameBack: null,
    taken: null,
    offline: () => false,
    lasting: () => true,
    drafts: { get: (id) => (id === 2 ? draft : "") },
    outbox: { items: () => items, arrived: () => [], busy: () => null },
    live: {
      now: () => NOW,
      online: () => true,
      trouble: () => ({ saving: !about.unsaved }),
      store: {
        all: (kind) => put[kind] || [],
        get: (kind, id) => (kind === "ballot" ? ballot : (put[kind] || []).find((one) => one.id === id)),
      },
    },
    ...more,
  };
  return (lineOf(page, step).line || []).filter(Boolean).join(" ");
}

const offline = { offline: () => true };
const volatile = { lasting: () => false };
const mine = (state = "shown") => [{ id: 1, number: 1, key: "k", text: "x", activity: 2, state, cluster: null }];
const at = (step, more) => ({ ...step, ...more });

const LINES = [
  ["clock net.opening", line(null, { ready: false })],
  ["kept offline net.offline.first", line(null, { ready: false, ...offline })],
  ["kept offline net.offline", line(null, { ready: false, ...offline, items: [waiting("idea.add")] })],
  ["kept offline net.offline.votes", line(null, { ready: false, ...offline, items: [waiting("ballot.set")] })],
  [
    "kept offline net.offline.open",
    line(null, { ready: false, ...offline, ...volatile, items: [waiting("idea.add")] }),
  ],
  [
    "kept offline net.offline.first",
    line(null, { ready: false, ...offline, items: [waiting("idea.add", { state: "refused" })] }),
  ],
  [
    "refused flag words",
    line(IDEAS, { said: { tone: "refused", icon: "flag", words: "words", at: NOW - 4999 }, ...offline }),
  ],
  ["check phone.in", line(IDEAS, { said: { tone: "refused", icon: "flag", words: "words", at: NOW - 5000 } })],
  ["kept offline net.offline", line(IDEAS, offline)],
  ["kept offline net.offline.votes", line(VOTE, offline)],
  ["kept offline net.offline.open", line(VOTE, { ...offline, ...volatile })],
  ["kept offline net.offline", line(null, offline)],
  ["kept offline net.unsaved", line(IDEAS, { unsaved: true })],
  ["kept offline net.unsaved", line(IDEAS, { items: [waiting("idea.add", { code: "disk_full" })] })],
  [
    "refused flag phone.unsent",
    line(IDEAS, { items: [waiting("idea.edit", { code: "disk_full", state: "refused" })] }),
  ],
  ["refused flag phone.unsent", line(TALK, { items: [waiting("ballot.set", { state: "refused" })] })],
  ["check phone.in", line(TALK, { items: [waiting("activity.done", { state: "refused" })] })],
  ["kept phone phone.unsent.draft", line(TALK, { steps: [at(IDEAS, { state: "closed" })], draft: "words" })],
  ["kept phone phone.unsent.draft", line(TALK, { draft: "words" })],
  ["clock net.saving", line(IDEAS, { items: [waiting("idea.add", { at: NOW - 601 })] })],
  ["clock net.saving", line(VOTE, { items: [waiting("ballot.set", { at: NOW - 601 })], forum: { paused: true } })],
  ["clock net.saving", line(IDEAS, { items: [waiting("idea.add")], mine: mine() })],
  ["clock net.saving", line(VOTE, { items: [waiting("ballot.set")], ballot: { n: 1, marks: { 1: 1 } } })],
  ["clock net.saving", line(VOTE, { items: [waiting("activity.done")], ballot: { n: 1, marks: { 1: 1 } } })],
  ["clock net.saving", line(TALK, { items: [waiting("placement.suggest")] })],
  ["check phone.in", line(VOTE, { items: [waiting("ballot.deal")] })],
  ["kept phone phone.kept.slow", line(IDEAS, { items: [waiting("idea.add", { code: "slow_mode" })], mine: mine() })],
  ["kept offline net.offline.votes", line(TALK, { ...offline, items: [waiting("placement.suggest")] })],
  ["kept offline net.offline", line(TALK, { ...offline, items: [waiting("idea.add"), waiting("placement.suggest")] })],
  [
    "pause phone.paused.short",
    line(IDEAS, { items: [waiting("idea.add", { at: NOW - 601 })], forum: { paused: true } }),
  ],
  ["pause phone.paused.short", line(IDEAS, { forum: { paused: true } })],
  ["check phone.in", line(TALK, { forum: { paused: true } })],
  ["check phone.in", line(VOTE, { forum: { paused: true } })],
  ["lock phone.closed.ideas", line(at(IDEAS, { state: "closed" }), { forum: { paused: true } })],
  ["lock phone.closed.votes", line(at(VOTE, { state: "closed" }))],
  ["lock phone.closed.votes.rated", line(at(VOTE, { state: "closed", words: "rated" }))],
  ["clock timer.up.votes.rated", line(at(VOTE, { ends_at: NOW, words: "rated" }))],
  ["check phone.votes.saved.rated", line(at(VOTE, { words: "rated" }), { ballot: { n: 1, marks: { 1: 1 } } })],
  ["check phone.in", line(at(TALK, { state: "closed" }))],
  ["clock timer.closing.ideas", line(at(IDEAS, { state: "closing", closes_at: NOW + 1 }))],
  ["clock timer.closing.votes", line(at(VOTE, { state: "closing", closes_at: NOW + 1 }))],
  ["clock timer.closing.votes.rated", line(at(VOTE, { state: "closing", closes_at: NOW + 1, words: "rated" }))],
  ["lock phone.closed.ideas", line(at(IDEAS, { state: "closing", closes_at: NOW }))],
  ["clock timer.up.ideas", line(at(IDEAS, { ends_at: NOW - 1 }))],
  ["clock timer.up.votes", line(at(VOTE, { ends_at: NOW }))],
  ["clock timer.last", line(at(IDEAS, { ends_at: NOW + 60_000 }))],
  ["clock timer.last", line(at(VOTE, { ends_at: NOW + 1 }))],
  ["check phone.in", line(at(IDEAS, { ends_at: NOW + 60_001 }))],
  ["kept phone net.no_store", line(IDEAS, volatile)],
  ["check phone.draft", line(IDEAS, { draft: "words" })],
  ["check phone.in", line(IDEAS, { draft: "  " })],
  ["kept phone phone.unsent.draft", line(VOTE, { draft: "words" })],
  ["check phone.votes.saved", line(VOTE, { ballot: { n: 1, marks: { 1: 1 } } })],
  ["check phone.in", line(VOTE, { ballot: { n: 1, marks: {} } })],
  ["check phone.in", line(IDEAS, { ballot: { n: 1, marks: { 1: 1 } } })],
  ["check phone.saved", line(IDEAS, { mine: mine() })],
  ["check phone.saved", line(TALK, { mine: mine() })],
  ["clock phone.held", line(IDEAS, { mine: mine("waiting") })],
  ["check phone.saved", line(IDEAS, { mine: mine("hidden") })],
  ["", line(null, { forum: { state: "ended" } })],
  ["check phone.saved", line(null, { forum: { state: "ended" }, mine: mine() })],
];

test("one line says what matters most", () => {
  assert.deepEqual(
    LINES.map(([, said]) => said),
    LINES.map(([wanted]) => wanted),
  );
});

test("a line is news when it says something else than its source last said; a message always is", () => {
  const isNew = newsOnly();
  const said = (from, words) => isNew({ from, line: words && ["", "check", words] });
  assert.deepEqual(
    [said("saved", "in"), said("saved", "in"), said("stage", "last"), said("saved", "in")],
    [true, false, true, false],
  );
  assert.deepEqual([said("notice", "sent"), said("notice", "sent"), said("saved", "in")], [true, true, false]);
  assert.deepEqual([said("saved", "kept"), said("saved", null), said("saved", "kept")], [true, false, true]);
  assert.deepEqual([said("sending", "sends"), said("saved", "kept")], [false, false], "quickly sent");
  assert.deepEqual(
    [said("connection", "offline"), said("saved", "kept")],
    [true, true],
    "after a word on the connection",
  );
});

/** A browser's localStorage; `full` makes it refuse. */
function storage(kept = {}) {
  return {
    kept,
    writes: 0,
    full: false,
    getItem: (key) => (key in kept ? kept[key] : null),
    setItem(key, value) {
      if (this.full) throw new Error("QuotaExceededError");
      this.writes += 1;
      kept[key] = value;
    },
    removeItem: (key) => delete kept[key],
  };
}

test("a draft is kept at most every 400 ms, by forum and activity, and survives a reload", () => {
  const place = storage();
  const drafts = openDrafts("ABCDEF", place);
  place.writes = 0;
  ["w", "wo", "wor"].forEach((text) => drafts.set(2, text));
  assert.deepEqual([drafts.get(2), drafts.get(3), place.writes], ["wor", "", 0]);
  mock.timers.tick(399);
  assert.equal(place.writes, 0);
  mock.timers.tick(1);
  assert.deepEqual(
    [place.writes, openDrafts("ABCDEF", place).get(2), openDrafts("GHJKLM", place).get(2)],
    [1, "wor", ""],
  );
  assert.equal(drafts.lasting(), true);
});

test("a page that is left keeps its draft at once, and a text that was sent does not come back", () => {
  const place = storage();
  const drafts = openDrafts("ABCDEF", place);
  drafts.set(2, "words");
  drafts.store();
  assert.equal(place.kept["draft/ABCDEF/2"], "words");
  drafts.set(2, "more");
  drafts.set(2, "");
  assert.deepEqual(place.kept, {}, "without waiting");
  mock.timers.tick(1000);
  assert.deepEqual([place.kept, drafts.get(2)], [{}, ""]);
});

test("without storage, or with a full one, drafts live as long as the page", () => {
  const bare = openDrafts("ABCDEF", null);
  bare.set(2, "words");
  bare.store();
  assert.deepEqual([bare.get(2), bare.lasting()], ["words", false]);
  const place = storage();
  const drafts = openDrafts("ABCDEF", place);
  place.full = true;
  drafts.set(2, "words");
  assert.equal(drafts.lasting(), true);
  drafts.store();
  assert.deepEqual([drafts.get(2), drafts.lasting()], ["words", false]);
});

test("rows stand by theme, by letter without a seed; what has no theme, or one that is gone, comes last", () => {
  const clusters = { 5: { id: 5, letter: "B" }, 6: { id: 6, letter: "A" } };
  const page = { live: { store: { get: (kind, id) => clusters[id] } } };
  const rows = [1, 2, 3, 4].map((id) => ({ id, cluster: [null, 5, 6, 7][id - 1] })).concat({ id: 8, cluster: 5 });
  assert.deepEqual(
    byTheme(page, rows, null).map((group) => [
      group.key,
      group.theme && group.theme.letter,
      group.rows.map((row) => row.id),
    ]),
    [
      ["theme-6", "A", [3]],
      ["theme-5", "B", [2, 8]],
      ["theme-0", null, [1, 4]],
    ],
  );
  assert.deepEqual(
    byTheme(page, [rows[1]], null).map((group) => group.key),
    ["theme-5"],
  );
});
