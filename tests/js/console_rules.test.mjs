// Rules of the console that no click is needed for, each case with what it must give.
import assert from "node:assert/strict";
import test from "node:test";

import { stateWords } from "../../static/js/console/agenda/state_words.js";
import { isOpen } from "../../static/js/console/agenda/switch.js";
import { note } from "../../static/js/console/bar/bar.js";
import { goOnAfterGrace, toggleStep } from "../../static/js/console/bar/main_action.js";
import { behindVote, mainAction, nextDuty, nextPlace, unfinished } from "../../static/js/console/bar/next_duty.js";
import { offered, takenFrom, theirs, wordsOf } from "../../static/js/console/bar/undo.js";
import { answerYes, doAgain, takeBack } from "../../static/js/console/bar/undo_question.js";
import { unseenCommands } from "../../static/js/console/parts/unseen_commands.js";
import { isUnproven } from "../../static/js/console/needs/reachable.js";
import { together } from "../../static/js/console/needs/read_rows.js";
import { readingTimes } from "../../static/js/console/parts/reading_times.js";
import { unreviewed } from "../../static/js/console/needs/review.js";
import { leftBehind, leftBehindWords, newCandidates } from "../../static/js/console/parts/candidates.js";
import {
  asksReview,
  canBeLeftOut,
  connectedLately,
  ideasStep,
  onBoard,
  plan,
  tooMany,
  voteHere,
} from "../../static/js/console/parts/facts.js";
import { queue, seenMark } from "../../static/js/console/parts/waiting.js";
import { setWords } from "../../static/js/text/words.js";
import { NOW, idea, step, view } from "./console_shapes.mjs";

setWords({ lang: "fi", words: {} });

const FORUM = { id: 1, title: {}, state: "live", now: 2, here: 3, moderation: "off", undo: {}, redo: {} };
const WELCOME = { 1: ["welcome"], 2: ["ideas"], 3: ["clusters"], 4: ["dots"], 5: ["results"] };

/** A view of five steps, of which some are changed: {id: fields}; `now` is the current one. */
function at(now, changes = {}, { forum = {}, ...shapes } = {}, clock = NOW) {
  const activity = Object.keys(WELCOME).map((id) => step(Number(id), WELCOME[id][0], changes[id]));
  return view({ forum: [{ ...FORUM, now, ...forum }], activity, ...shapes }, clock);
}

const open = { state: "open" };
const closing = (more) => ({ state: "closing", closes_at: NOW + 5000, ...more });
const shown = { state: "closed", revealed: true };
const tally = (values) => ({
  id: 4,
  main: "votes",
  facts: {},
  rows: values.map((votes, i) => ({
    target: i + 1,
    rank: 1 + values.filter((v) => v > votes).length,
    measures: { votes },
  })),
});
const present = (more) => ({
  presence: [{ id: 1, connected: 0, active: 0, lost: 0, writing: 0, screens: 0, reached: [], ...more }],
});

test("each state of a step has its words", () => {
  const words = (id, changes, more) => {
    const seen = at(id, changes, more);
    return stateWords(
      seen,
      seen.steps.find((one) => one.id === id),
    ).replace("console.state.", "");
  };
  assert.deepEqual(
    [
      words(2, { 2: open }),
      words(2, { 2: open }, { forum: { moderation: "before" } }),
      words(2, { 2: open }, { forum: { moderation: "after" } }),
      words(2, { 2: { ...open, keeps_back: true } }, { forum: { moderation: "before" } }),
      words(2, { 2: { ...open, keeps_back: true, revealed: true } }),
      words(2, { 2: closing() }),
      words(2, { 2: closing({ closes_at: NOW }) }),
      words(2, { 2: { state: "waiting" } }),
      words(4, { 4: open }),
      words(4, { 4: { state: "closed" } }),
      words(4, { 4: shown }, { tally: [tally([])] }),
      words(4, { 4: { ...shown, uncovered: 1 } }, { tally: [tally([3, 2])] }),
      words(4, { 4: { ...shown, uncovered: 2 } }, { tally: [tally([3, 2])] }),
      words(4, { 4: closing({ revealed: true }) }),
      words(1, { 1: open }),
      words(1, { 1: { ...open, settings: { break: true } } }),
      words(2, { 2: open }, { forum: { state: "ended" } }),
    ],
    [
      "ideas",
      "ideas_before",
      "ideas",
      "private",
      "ideas",
      "closing",
      "closed",
      "waiting",
      "dots",
      "closed",
      "vote_over",
      "console.uncovered",
      "vote_over",
      "closing",
      "welcome",
      "break",
      "over",
    ],
  );
});

test("what comes before the agenda goes on", () => {
  const duty = (...of) => (nextDuty(at(...of)) || { what: null }).what;
  const two = { tally: [tally([3, 2])] };
  const noResult = { 5: { kind: "welcome", shows: "words" } };
  assert.deepEqual(
    [
      duty(2, { 2: open }),
      duty(4, { 4: open, ...noResult }),
      duty(4, { 4: closing(), ...noResult }),
      duty(4, noResult),
      duty(4, { 4: { state: "closed" }, ...noResult }),
      duty(4, { 4: shown, ...noResult }, two),
      duty(4, { 4: { ...shown, uncovered: 2 }, ...noResult }, two),
      duty(4, { 4: open }),
      duty(5, { 4: open }),
      duty(5, { 4: { state: "closed" } }),
      duty(5, { 4: shown }, two),
      duty(5, { 4: { ...shown, uncovered: 2 } }, two),
      duty(5, { 4: shown }, { ...two, forum: { state: "ended" } }),
      duty(4, { 4: open, ...noResult }, { forum: { self_paced: true } }),
      duty(4, { 4: { state: "closed" }, ...noResult }, { forum: { self_paced: true } }),
      duty(null),
    ],
    [
      null,
      "close",
      "close",
      null,
      "reveal",
      "place",
      null,
      null,
      null,
      "reveal",
      "place",
      null,
      null,
      null,
      "reveal",
      null,
    ],
  );
});

test("the main button: start, the next step, the end, or what a vote needs", () => {
  assert.deepEqual(
    [
      mainAction(at(null)),
      mainAction(at(1)),
      mainAction(at(5)),
      mainAction(at(5, { 4: { state: "closed" } })),
      mainAction(at(5, {}, { forum: { state: "ended" } })),
      mainAction(at(null, {}, { forum: { state: "ended" } })),
    ],
    ["start", "step", "end", "reveal", "resume", "resume"],
  );
});

test("the next place is counted from the last one, and a tie says how many it is", () => {
  const next = (values, uncovered) => {
    const seen = at(5, { 4: { ...shown, uncovered } }, values ? { tally: [tally(values)] } : {});
    const place = nextPlace(seen, seen.steps[3]);
    return [place.n, place.of];
  };
  assert.deepEqual(next([5, 4, 3], 0), [3, 1]);
  assert.deepEqual(next([5, 4, 3], 2), [1, 1]);
  assert.deepEqual(next([5, 4, 3], 3), [0, 0]);
  assert.deepEqual(
    [next([5, 4, 4], 0), next([5, 4, 4], 1), next([5, 4, 4], 2)],
    [
      [2, 2],
      [1, 1],
      [1, 1],
    ],
  );
  assert.deepEqual(next(null, 0), [0, 0]);
});

test("who is waited for: people who write, who have not voted, or who had no time yet", () => {
  const waits = (now, changes, more = {}, opened = NOW - 60_000) => {
    const seen = at(now, changes, { ...present({ connected: 5 }), ...more });
    seen.opened = opened;
    const found = unfinished(seen);
    return found ? found.what + " " + found.n : "";
  };
  const noResult = { 5: { kind: "welcome", shows: "words" } };
  const wrote = { idea: [idea(1)] };
  assert.deepEqual(
    [
      waits(2, { 2: open }, wrote),
      waits(2, { 2: open }, { ...wrote, ...present({ connected: 5, writing: 2 }) }),
      waits(2, { 2: open }),
      waits(2, { 2: open }, { idea: [idea(1, { activity: 9 })] }),
      waits(2, { 2: { ...open, done: 4 } }),
      waits(2, { 2: { ...open, done: 5 } }),
      waits(2, { 2: open }, wrote, NOW - 19_999),
      waits(2, { 2: open }, wrote, NOW - 20_000),
      waits(2, { 2: closing() }),
      waits(4, { 4: { ...open, done: 2 }, ...noResult }),
      waits(4, { 4: { ...open, done: 5 }, ...noResult }),
      waits(3, { 3: open }),
      waits(2, { 2: open }, { forum: { self_paced: true } }),
      waits(2, { 2: open }, { forum: { state: "ended" } }),
      waits(null),
      waits(2, { 2: { ...open, ends_at: NOW + 60_001, count: 1 } }, wrote),
      waits(2, { 2: { ...open, ends_at: NOW + 60_001, done: 2 } }, wrote),
      waits(2, { 2: { ...open, ends_at: NOW + 60_001, done: 3 } }, wrote),
      waits(2, { 2: { ...open, ends_at: NOW + 60_000 } }, wrote),
    ],
    [
      "",
      "writing 2",
      "nothing 5",
      "nothing 5",
      "nothing 1",
      "",
      "just 5",
      "",
      "",
      "voting 3",
      "",
      "",
      "",
      "",
      "",
    ].concat(["unsaid 1", "early 3", "", ""]),
  );
});

test("the clock of the bar says what the time that is left is for", () => {
  const said = (id, changes, left, more) => {
    const seen = at(id, { [id]: changes }, present({ connected: 5, ...more }));
    return note(seen, seen.step, left);
  };
  const vote = closing({ words: "rated" });
  assert.deepEqual(
    [
      said(2, { state: "open" }, 9),
      said(2, { state: "open" }, 0),
      said(2, closing(), 9),
      said(2, closing(), 9, { writing: 2 }),
      said(2, closing(), 0, { writing: 2 }),
      said(4, closing(), 9),
      said(4, vote, 9),
    ],
    ["", "timer.up", "screen.grace", "grace.console", "timer.up", "screen.grace.votes", "screen.grace.votes.rated"],
  );
});

test("ideas that a vote would leave behind are told before it opens", () => {
  const ideas = [
    idea(1, { state: "waiting" }),
    idea(2, { state: "private" }),
    idea(3, { state: "private" }),
    idea(4),
    idea(5, { state: "hidden" }),
  ];
  const behind = (now, changes, more) => behindVote(at(now, changes, { idea: ideas, ...more }));
  assert.deepEqual(behind(3), { unread: 1, unshown: 2 });
  assert.equal(behind(3, {}, { forum: { self_paced: true } }), null);
  assert.equal(behind(3, { 4: { of: "clusters" } }, { cluster: [{ id: 5, letter: "A", title: "Meri" }] }), null);
  assert.equal(behind(3, { 2: { settings: { votable: false } } }), null);
  assert.equal(behind(3, {}, { idea: [idea(4)] }), null);
  assert.equal(behind(2), null, "the next step is no vote");
  assert.deepEqual(leftBehind(at(3), step(2, "ideas")), { unread: 0, unshown: 0 });
});

test("people who would have no themes to choose from are told before it opens, whatever they do with them", () => {
  const none = { unread: 0, unshown: 0, themeless: true };
  for (const about of [{ of: "clusters" }, { of: "ideas", into: "clusters" }]) {
    const before = (now, more) => behindVote(at(now, { 4: about }, { idea: [idea(4)], ...more }));
    assert.deepEqual(before(3), none);
    assert.equal(before(3, { cluster: [{ id: 5, letter: "A", title: "Meri" }] }), null);
    assert.equal(before(2), null, "themes may be made in the step between");
    assert.equal(before(3, { forum: { self_paced: true } }), null);
  }
  assert.equal(leftBehindWords(none), "console.no_themes_to_choose");
});

test("themes without a name are told before people choose among them and when naming ends", () => {
  const cluster = [
    { id: 5, letter: "A", title: "Meri" },
    { id: 6, letter: "B", title: "" },
    { id: 7, letter: "C", title: "" },
  ];
  const told = (about, more) => behindVote(at(3, { 4: about }, { idea: [idea(4)], cluster, ...more }));
  assert.deepEqual(told({ of: "clusters" }).unnamed, ["B", "C"]);
  assert.equal(told({ of: "clusters" }, { cluster: cluster.slice(0, 1) }), null);
  assert.equal(told({ of: "clusters" }, { forum: { self_paced: true } }), null);
  const seen = at(3, {}, { idea: [idea(4)], cluster });
  assert.equal(behindVote(seen), null, "before a vote on ideas themes may go without");
  const naming = { ...seen.step, id: 9, position: 3.5 };
  const leaving = { ...seen, steps: [...seen.steps, naming], step: naming };
  assert.deepEqual(behindVote(leaving).unnamed, ["B", "C"], "where naming ends");
  assert.equal(leftBehindWords({ unread: 0, unshown: 0, unnamed: ["B"] }), "console.unnamed_left");
});

test("ideas that would join a vote in which people have voted are asked about", () => {
  const joins = (more, changes = { 4: { ...open, voted: 2 } }, now = 4) =>
    newCandidates(at(now, changes, { idea: [idea(1, { state: "waiting", ...more })] }), [1, 99]);
  assert.deepEqual(
    [
      joins({}),
      joins({ state: "hidden" }),
      joins({ state: "shown" }),
      joins({ state: "private" }),
      joins({ left_out: true }),
      joins({}, { 4: { ...open, voted: 0 } }),
      joins({}, { 4: { state: "closed", voted: 2 } }),
      joins({}, { 4: closing({ voted: 2 }) }),
      joins({}, { 4: { ...open, voted: 2, of: "clusters" } }),
      joins({}, { 4: { ...open, voted: 2 }, 2: { keeps_back: true } }),
      joins({}, { 4: { ...open, voted: 2 }, 2: { keeps_back: true, revealed: true } }),
      joins({}, { 4: { ...open, voted: 2 }, 2: { settings: { votable: false } } }),
      joins({}, { 4: { ...open, voted: 2 } }, null),
    ],
    [1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0],
  );
});

test("the queue: the current step first, in it what is held back, then what is flagged and was not looked at", () => {
  const flagged = { flags: ["insult"] };
  const ideas = [
    idea(1, { state: "waiting", activity: 1 }),
    idea(2, flagged),
    idea(3, { state: "waiting" }),
    idea(4, { ...flagged, state: "hidden" }),
    idea(5, { ...flagged, activity: 1 }),
    idea(6, { ...flagged, state: "private" }),
    idea(7),
  ];
  const order = (seen, forum = {}) => queue(at(2, {}, { idea: ideas, forum }), seen).map((one) => one.id);
  assert.deepEqual(order(new Set()), [3, 2, 6, 1, 5]);
  assert.deepEqual(order(new Set([seenMark(ideas[1])])), [3, 6, 1, 5]);
  assert.deepEqual(order(new Set(), { self_paced: true }), [1, 3, 2, 5, 6]);
  const edited = { ...ideas[1], text: "other words" };
  assert.notEqual(seenMark(edited), seenMark(ideas[1]));
  assert.notEqual(seenMark({ ...ideas[1], flags: ["insult", "phone"] }), seenMark(ideas[1]));
});

test("a row was read after a second in view, on a page that was looked at, with these words", () => {
  const one = idea(1, { state: "waiting" });
  const read = (...deeds) => {
    const times = readingTimes(() => [1]);
    deeds.forEach(([what, ...facts]) => (what === "look" ? times.look(one, ...facts) : times[what](...facts)));
    return times;
  };
  const isRead = (now, ...deeds) => read(...deeds).isRead(one, now);
  assert.deepEqual(
    [
      isRead(5000),
      isRead(1999, ["look", true, 1000]),
      isRead(2000, ["look", true, 1000]),
      isRead(9000, ["look", true, 1000], ["look", false, 1999]),
      isRead(9000, ["look", true, 1000], ["look", false, 2000]),
      isRead(9000, ["look", true, 1000], ["away", 1500]),
      isRead(9000, ["away", 500], ["look", true, 1000]),
      isRead(2499, ["look", true, 1000], ["away", 1200], ["back", 1500]),
      isRead(2500, ["look", true, 1000], ["away", 1200], ["back", 1500]),
      isRead(9000, ["look", true, 1000], ["look", false, 1100], ["away", 1200], ["back", 1500]),
    ],
    [false, false, true, false, true, false, false, false, true, false],
  );
  const times = read(["look", true, 1000]);
  assert.equal(times.isRead({ ...one, text: "new words" }, 3000), false, "new words are to be read anew");
  assert.equal(times.isRead({ ...one, text: "new words" }, 4000), true);
});

test("only what waits, carries no warning and was in view is let through together", () => {
  const list = [
    idea(1, { state: "waiting" }),
    idea(2, { state: "waiting", flags: ["insult"] }),
    idea(3),
    idea(4, { state: "waiting" }),
  ];
  const times = { wasSeen: (one) => one.id !== 4 };
  assert.deepEqual(
    together(list, times, NOW).map((one) => one.id),
    [1],
  );
});

test("unreviewed ideas are warned of before many people, where they are seen at once", () => {
  const warned = (forum, changes = {}) => unreviewed(at(2, changes, { forum: { here: 31, ...forum } }));
  assert.deepEqual(
    [
      warned({}),
      warned({ here: 30 }),
      warned({ emergency: true }),
      warned({ moderation: "after" }),
      warned({ moderation: "before" }),
      warned({ state: "ended" }),
      warned({}, { 2: { keeps_back: true } }),
      warned({}, { 2: { keeps_back: true, revealed: true } }),
    ],
    [31, 0, 0, 0, 0, 0, 0, 31],
  );
});

test("how ideas are reviewed is asked until somebody has chosen, while ideas are to come", () => {
  const asks = (now, forum) => asksReview(at(now, {}, { forum }));
  assert.deepEqual(
    [
      asks(null, {}),
      asks(2, {}),
      asks(3, {}),
      asks(3, { self_paced: true }),
      asks(2, { moderation_chosen: true }),
      asks(2, { state: "ended" }),
    ],
    [true, true, false, true, false, false],
  );
});

test("a vote about more ideas than people read is warned of until it begins", () => {
  const many = (count) => ({ idea: Array.from({ length: count }, (_, i) => idea(i + 1)) });
  const ideas = many(41);
  const number = (now, changes = {}, more = ideas) => tooMany(at(now, changes, more));
  assert.deepEqual(
    [
      number(3),
      number(3, {}, many(40)),
      number(4),
      number(4, { 4: open }),
      number(4, { 4: { state: "closing" } }),
      number(4, { 4: { state: "closed" } }),
      number(4, { 4: shown }),
      number(3, { 4: { of: "clusters" } }),
      number(2),
      number(5),
      number(null),
      number(3, {}, { ...ideas, forum: { state: "ended" } }),
      number(3, {}, { idea: ideas.idea.map((one, i) => (i < 2 ? { ...one, votable: false } : one)) }),
      number(3, {}, { idea: ideas.idea.map((one, i) => (i < 1 ? { ...one, state: "hidden" } : one)) }),
    ],
    [41, 0, 41, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  );
});

test("where an idea for somebody without a phone goes, which vote is meant, and when steps are expected", () => {
  const into = (now, changes) => (ideasStep(at(now, changes)) || { id: null }).id;
  const talk = { settings: { votable: false } };
  assert.deepEqual([into(2), into(4), into(1), into(2, { 2: talk }), into(4, { 2: talk })], [2, 2, null, 2, 2]);
  assert.equal(into(5, { 1: { ...step(1, "ideas") }, 2: talk }), 1, "those that are voted on go first");
  const vote = (now) => (voteHere(at(now)) || { id: null }).id;
  assert.deepEqual([vote(4), vote(5), vote(3)], [4, 4, null]);
  const times = (changes, more) => [...plan(at(3, changes, more))].map(([id, time]) => [id, (time - NOW) / 60_000]);
  assert.deepEqual(times({ 3: { ends_at: NOW + 120_000, minutes: 10 }, 4: { minutes: 5 } }), [
    [3, -8],
    [4, 2],
    [5, 7],
  ]);
  assert.deepEqual(times({ 3: { ends_at: NOW - 60_000, minutes: 0 }, 4: { minutes: 5 } }), [
    [4, 0],
    [5, 5],
  ]);
  assert.deepEqual(times({}, { forum: { self_paced: true } }), []);
});

test("an idea can be left out of a vote when everybody sees it and its step is voted on", () => {
  const can = (more, changes) => canBeLeftOut(at(4, changes), idea(1, more));
  assert.deepEqual(
    [
      can({}),
      can({ state: "waiting" }),
      can({ state: "private" }),
      can({ activity: 99 }),
      can({}, { 2: { settings: { votable: false } } }),
    ],
    [true, false, false, false, false],
  );
  const board = (changes, ...more) =>
    onBoard(at(3, changes, { idea: more.map((one, i) => idea(i + 1, one)) })).map((one) => one.id);
  assert.deepEqual(board({}, {}, { state: "private" }, { state: "waiting" }, { state: "hidden" }), [1, 2]);
  const apart = { 1: step(1, "ideas", { settings: { votable: false } }) };
  assert.deepEqual(board(apart, { activity: 1 }, { activity: 1, cluster: 4 }, {}), [2, 3]);
});

test("people whose line flickers are still waited for, for half a minute", () => {
  const seen = (connected, now) => at(2, {}, present({ connected }), now);
  const first = seen(5, NOW);
  first.lately = connectedLately(null, first);
  assert.deepEqual(first.lately, { n: 5, at: NOW });
  const gone = seen(2, NOW + 10_000);
  gone.lately = connectedLately(first, gone);
  assert.deepEqual(gone.lately, { n: 5, at: NOW + 10_000 });
  const still = seen(2, NOW + 39_999);
  assert.equal(connectedLately(gone, still).n, 5);
  assert.deepEqual(connectedLately(gone, seen(2, NOW + 40_000)), { n: 2, at: NOW + 40_000 });
  assert.equal(connectedLately(gone, seen(6, NOW + 20_000)).n, 6);
});

test("the address is unproven until somebody came, before the second step", () => {
  const unproven = (now, here, presence, state = "live") =>
    isUnproven(at(now, {}, { forum: { here, state }, ...present(presence) }));
  assert.deepEqual(
    [
      unproven(null, 0),
      unproven(1, 0),
      unproven(2, 0),
      unproven(1, 1),
      unproven(1, 0, { connected: 1 }),
      unproven(1, 0, { reached: ["10.0.0.2"] }),
      unproven(1, 0, {}, "ended"),
    ],
    [true, true, false, false, false, false, false],
  );
});

test("what undo or redo would take from people is what they gave in the step that it closes", () => {
  const taken = (deed, which, changes, more) => {
    const found = takenFrom({ activity: 2, command: "agenda.go", ...deed }, at(2, changes, more), which);
    return found ? found.what + " " + found.n : "";
  };
  const wrote = { 2: { ...open, count: 4 } };
  assert.deepEqual(
    [
      taken({}, "undo", wrote),
      taken({}, "redo", wrote),
      taken({ activity: 3 }, "redo", wrote),
      taken({ activity: 3 }, "undo", wrote),
      taken({ command: "activity.open" }, "undo", wrote),
      taken({ command: "activity.close" }, "undo", wrote),
      taken({ command: "activity.close" }, "redo", wrote),
      taken({ command: "activity.close", activity: 3 }, "redo", wrote),
      taken({}, "undo", { 2: { state: "closed", count: 4 } }),
      taken({}, "undo", { 2: closing({ count: 4 }) }),
      taken({}, "undo", { 2: { ...open, voted: 3, count: 4 } }),
      taken({}, "undo", { 2: open }, present({ writing: 2 })),
      taken({}, "undo", { 2: open }),
      taken({}, "undo", wrote, { forum: { self_paced: true } }),
    ],
    [
      "written 4",
      "",
      "written 4",
      "",
      "written 4",
      "",
      "written 4",
      "",
      "",
      "written 4",
      "voted 3",
      "writing 2",
      "",
      "",
    ],
  );
});

const WORDS = {
  "idea.hide": "done.one",
  "idea.show": "done.one",
  "idea.enter": "done.one",
  "idea.place": "done.one",
  "idea.leave_out": "done.one",
  "screen.spotlight": "done.one",
  "agenda.go": "done.step",
  "activity.open": "done.step",
  "activity.close": "done.step",
  "activity.reveal": "done.step",
  "activity.time": "done.step",
  "hands.set": "done.step",
  "screen.uncover": "done.step",
  "cluster.add": "done",
  "screen.blank": "done",
  "ideas.hide": "done",
  "ideas.show": "done",
};
Object.keys(WORDS).forEach((command) =>
  test("undo says what " + command + " was about", () => {
    const said = (more) => wordsOf({ n: 1, command, idea: 3, activity: 2, off: false, ...more }, at(2));
    assert.deepEqual(
      [said({}), said({ off: true })],
      [WORDS[command] + "." + command, WORDS[command] + "." + command + ".off"],
    );
    assert.equal(said({ idea: null, activity: 99 }), "done." + command, "of several, and of a step that is gone");
  }),
);

const deed = (n, more) => ({
  n,
  command: "screen.blank",
  idea: null,
  activity: null,
  off: false,
  ends: false,
  by: "",
  ...more,
});

test("undo offers one's own deed first, else the newest of a colleague; redo only one's own", () => {
  const me = { boot: { me: "me" } };
  const seen = at(2, {}, { forum: { undo: { a: deed(4), b: deed(9), c: deed(2) }, redo: { a: deed(7) } } });
  assert.deepEqual([theirs(me, seen).n, offered(me, seen, "undo").n, offered(me, seen, "redo")], [9, 9, null]);
  const own = at(2, {}, { forum: { undo: { a: deed(9), me: deed(1) }, redo: { me: deed(3) } } });
  assert.deepEqual([offered(me, own, "undo").n, offered(me, own, "redo").n, theirs(me, at(2))], [1, 3, null]);
});

test("before the first picture and without a deed nothing is taken back; a question that is old answers nothing", async () => {
  const me = { ...desk(null, { asking: "" }), boot: { me: "me" } };
  assert.deepEqual([takeBack(me), doAgain(me), me.acts], [undefined, undefined, []]);
  me.view = at(2);
  takeBack(me);
  assert.deepEqual(me.acts, ["refusal.nothing_to_undo"]);
  globalThis.document = { activeElement: null, querySelector: () => null };
  for (const now of [{}, { b: deed(9) }]) {
    const old = { ...desk(at(2, {}, { forum: { undo: now } }), { asking: "undo", askedDeed: 4 }), boot: { me: "me" } };
    await answerYes(old);
    assert.deepEqual([old.acts, old.ui.asking], [[], ""]);
  }
});

/** A desk that records its commands. */
function desk(seen, ui = {}, now = NOW) {
  const acts = [];
  return {
    acts,
    view: seen,
    ui,
    live: { now: () => now },
    unseen: unseenCommands(),
    say: (words) => acts.push(words),
    redraw: () => {},
    drawNow: () => {},
    act: (verb, body) => {
      acts.push([verb, body]);
      return Promise.resolve({ ok: true });
    },
  };
}

test("one key closes the step, with time for those who write, or opens it again", () => {
  const pressed = (...of) => {
    const me = desk(at(...of));
    toggleStep(me);
    return me.acts[0];
  };
  const writing = present({ writing: 1 });
  const close = (activity, grace) => ["activity.close", { activity, grace }];
  assert.deepEqual(
    [
      pressed(2, { 2: open }),
      pressed(2, { 2: open }, writing),
      pressed(2, { 2: closing() }, writing),
      pressed(4, { 4: open }, writing),
      pressed(2, { 2: { state: "closed" } }),
      pressed(4, { 4: { state: "closed" } }),
      pressed(4, { 4: shown }),
      pressed(null),
    ],
    [
      close(2, 0),
      close(2, 20),
      close(2, 0),
      close(4, 0),
      ["activity.open", { activity: 2 }],
      ["activity.open", { activity: 4 }],
      "console.unreveal_first",
      undefined,
    ],
  );
});

test("after the grace it goes on, unless the step was opened again, left, or the forum ended", () => {
  const after = (changes, leaving, more, now = NOW) => {
    const me = desk(at(2, changes, more, now), { leaving, asking: "" }, now);
    goOnAfterGrace(me);
    return [me.ui.leaving, ...me.acts];
  };
  const leaving = (met) => ({ from: 2, met });
  assert.deepEqual(after({ 2: closing() }, leaving(false)), [leaving(true)]);
  assert.deepEqual(after({ 2: open }, leaving(false)), [leaving(false)], "the answer comes before the frame");
  assert.deepEqual(after({ 2: open }, leaving(true)), [null]);
  assert.deepEqual(after({ 2: closing() }, { from: 1, met: true }), [null]);
  assert.deepEqual(after({ 2: closing() }, leaving(true), { forum: { state: "ended" } }), [null]);
  assert.deepEqual(after({ 2: closing() }, null), [null]);
  const past = after({ 2: closing() }, leaving(true), {}, NOW + 5000);
  assert.deepEqual(past, [null, ["agenda.go", { activity: 3 }]]);
});

test("people may be in a step that is open or closing", () => {
  const seen = (changes) => at(2, changes);
  const is = (changes) => isOpen(seen(changes), seen(changes).step);
  assert.deepEqual(
    [is({ 2: open }), is({ 2: closing() }), is({ 2: closing({ closes_at: NOW }) }), is({})],
    [true, true, false, false],
  );
});
