// What a phone says of each of one's own ideas, and what it does when an answer comes: in every state of idea, line and
// outbox.
import assert from "node:assert/strict";
import test from "node:test";

import { actions, followUps, tellWriting } from "../../static/js/phone/actions.js";
import { arrivedIds, isSaving, isSending, ownIdeas, waitingCount } from "../../static/js/phone/own_ideas.js";
import { takeBack, takenCards } from "../../static/js/phone/take_back.js";
import { isPassing, pauseAfter } from "../../static/js/wire/retry.js";
import { grouped } from "../../static/js/text/receipt.js";
import { setWords } from "../../static/js/text/words.js";

setWords({ lang: "fi", words: {} });

const NOW = 100_000;
const STEPS = {
  2: { id: 2, position: 2, kind: "ideas", collects: "ideas", state: "open", ends_at: null, closes_at: null },
  3: { id: 3, position: 3, kind: "ideas", collects: "ideas", state: "waiting", ends_at: null, closes_at: null },
};

/** A phone with these stored ideas, items of the outbox and answered items. */
function phone({ mine = [], items = [], arrived = [], forum = {}, ...more } = {}) {
  const put = { forum: [{ id: 1, paused: false, spotlight: null, ...forum }], activity: Object.values(STEPS), mine };
  const signals = [];
  return {
    signals,
    ready: true,
    taken: null,
    notice: () => {},
    lasting: () => true,
    drafts: { get: () => "", ...more.drafts },
    outbox: {
      items: () => items,
      arrived: () => arrived,
      busy: () => more.busy || null,
      drop: (key) => signals.push(["drop", key]),
      add: (entry) => signals.push(["add", entry.verb, entry.slot, entry.body]),
      change: (key, body) => signals.push(["change", key, body]),
      forget: (key) => signals.push(["forget", key]),
    },
    live: {
      now: () => NOW,
      online: () => more.online !== false,
      signal: (fact) => signals.push(fact),
      store: {
        all: (kind) => put[kind] || [],
        get: (kind, id) => (put[kind] || []).find((one) => one.id === id),
      },
    },
    ...more,
  };
}

const stored = (number, more) => ({
  id: number,
  number,
  key: "s" + number,
  text: "idea " + number,
  lang: "fi",
  activity: 2,
  state: "shown",
  reason: null,
  cluster: null,
  ...more,
});
const item = (key, more) => ({
  key,
  verb: "idea.add",
  state: "waiting",
  code: "",
  facts: {},
  gone: false,
  at: NOW,
  body: { activity: 2, text: "text " + key },
  ...more,
});
const edit = (idea, more) => item("e" + idea, { verb: "idea.edit", body: { idea, text: "changed" }, ...more });
const phase = (about) => ownIdeas(phone(about), STEPS[2]).map((card) => card.phase)[0];
const unsent = (more, page = {}) => phase({ items: [item("k", more)], ...page });
const OLD = { at: NOW - 601 };

const PHASES = [
  ["saved", phase({ mine: [stored(1)] })],
  ["saved", phase({ mine: [stored(1, { state: "private" })] })],
  ["waiting", phase({ mine: [stored(1, { state: "waiting" })] })],
  ["hidden", phase({ mine: [stored(1, { state: "hidden" })] })],
  ["spot", phase({ mine: [stored(1)], forum: { spotlight: 1 } })],
  ["hidden", phase({ mine: [stored(1, { state: "hidden" })], forum: { spotlight: 1 } })],
  ["saved", phase({ mine: [stored(1)], forum: { spotlight: 2 } })],
  [undefined, phase({ mine: [stored(1, { state: "withdrawn" })] })],
  ["new", unsent({}, { busy: "k" })],
  ["new", unsent({ at: NOW - 600 }, { busy: "k" })],
  ["saving", unsent(OLD, { busy: "k" })],
  ["saving", unsent(OLD)],
  ["new", unsent({})],
  ["kept", unsent({}, { online: false })],
  ["kept", unsent({}, { online: false, busy: "k" })],
  ["open", unsent({}, { online: false, lasting: () => false })],
  ["kept", unsent({ code: "server" })],
  ["saving", unsent({ code: "server", ...OLD }, { busy: "k" })],
  ["slow", unsent({ code: "too_fast" })],
  ["paused", unsent({ code: "ideas_paused" })],
  ["paused", unsent(OLD, { forum: { paused: true } })],
  ["new", unsent({}, { forum: { paused: true }, busy: "k" })],
  ["refused", unsent({ state: "refused", code: "too_long" })],
  ["saved", phase({ mine: [stored(1)], items: [edit(1)] })],
  ["saving", phase({ mine: [stored(1)], items: [edit(1, OLD)] })],
  ["saving", phase({ mine: [stored(1)], items: [edit(1, OLD)], forum: { paused: true } })],
  ["kept", phase({ mine: [stored(1)], items: [edit(1)], online: false })],
  ["saved", phase({ arrived: [item("k", { made: { idea: 7, number: 7 } })] })],
];

test("each card says how far its idea has come", () => {
  const said = PHASES.map(([, seen]) => seen);
  assert.deepEqual(
    said,
    PHASES.map(([wanted]) => wanted),
  );
});

const list = (about, step = STEPS[2]) => ownIdeas(phone(about), step).map((card) => card.key);

test("unsent ideas come first, the newest on top; then by number", () => {
  const about = {
    mine: [stored(3), stored(9), stored(4)],
    items: [item("k1"), item("k2")],
    arrived: [item("k0", { made: { idea: 5, number: 5 } })],
  };
  assert.deepEqual(list(about), ["k2", "k1", "s9", "k0", "s4", "s3"]);
});

test("an idea has one card, wherever it is known", () => {
  const both = { key: "s1", made: { idea: 1, number: 1 } };
  assert.deepEqual(list({ mine: [stored(1)], items: [item("s1")], arrived: [item("s1", both)] }), ["s1"]);
});

test("ideas of earlier steps stay below, those of later ones and refused ones do not", () => {
  const about = {
    mine: [stored(1), stored(2, { activity: 3 })],
    items: [item("k1", { state: "refused" }), item("k2", { body: { activity: 3, text: "x" } })],
  };
  assert.deepEqual(list(about, STEPS[3]), ["k2", "s2", "s1"]);
  assert.deepEqual(list(about, STEPS[2]), ["k1", "s1"]);
  assert.deepEqual(list(about, null), ["k2", "k1", "s2", "s1"]);
});

test("what was taken back has no card, while the server does not know it yet and after", () => {
  const withdraw = (more) => item("w", { verb: "idea.withdraw", body: { idea: 1 }, ...more });
  assert.deepEqual(list({ mine: [stored(1)], items: [withdraw()] }), []);
  assert.deepEqual(list({ mine: [stored(1)], items: [withdraw({ state: "refused" })] }), ["s1"]);
  assert.deepEqual(list({ mine: [stored(1)], items: [withdraw({ gone: true })] }), ["s1"]);
  assert.deepEqual(list({ mine: [stored(1)], items: [withdraw({ body: { idea: 2 } })] }), ["s1"]);
  assert.deepEqual(list({ items: [item("k", { gone: true })] }), []);
  assert.deepEqual(list({ arrived: [item("k", { gone: true, made: { idea: 1, number: 1 } })] }), []);
});

test("what comes back has its card at once", () => {
  const back = (more) => item("r", { verb: "idea.restore", body: { idea: 1 }, ...more });
  const gone = { mine: [stored(1, { state: "withdrawn" })] };
  assert.deepEqual(list({ ...gone, items: [back()] }), ["s1"]);
  assert.deepEqual(list({ ...gone, arrived: [back({ made: {} })] }), ["s1"]);
  assert.deepEqual(list({ ...gone, items: [back({ state: "refused" })] }), []);
  assert.deepEqual(list({ ...gone, items: [back({ body: { idea: 2 } })] }), []);
});

test("a changed text is shown at once; its language is not known yet", () => {
  const [card] = ownIdeas(phone({ mine: [stored(1)], items: [edit(1)] }), STEPS[2]);
  assert.deepEqual([card.text, card.lang, card.id, card.number], ["changed", "", 1, 1]);
  const [other] = ownIdeas(phone({ mine: [stored(1)], items: [edit(2)] }), STEPS[2]);
  assert.deepEqual([other.text, other.lang], ["idea 1", "fi"]);
});

test("a saved idea has its receipt, which people read in groups of four", () => {
  const [saved, unsent] = ownIdeas(phone({ mine: [stored(1, { receipt: "ACDEFGHJKMNP" })], items: [item("a")] }), null)
    .slice()
    .reverse();
  assert.deepEqual([saved.receipt, unsent.receipt], ["ACDEFGHJKMNP", undefined]);
  assert.equal(grouped(saved.receipt), "ACDE-FGHJ-KMNP");
});

test("what takes long is counted: ideas that wait, and anything that is being saved", () => {
  const items = [
    item("a", OLD),
    item("b"),
    item("c", { ...OLD, state: "refused" }),
    item("d", { ...OLD, gone: true }),
    item("e", { ...OLD, verb: "ballot.set" }),
  ];
  assert.equal(waitingCount(phone({ items })), 1);
  assert.deepEqual(
    [
      isSaving(phone({ items })),
      isSaving(phone({ items: [items[4]] })),
      isSaving(phone({ items: [items[1], items[2]] })),
    ],
    [true, true, false],
  );
  assert.deepEqual(
    [isSending(phone({ items, busy: "a" })), isSending(phone({ items, busy: "e" })), isSending(phone({ items }))],
    [true, false, false],
  );
});

test("answered ideas are one's own before a frame says so", () => {
  const arrived = [item("a", { made: { idea: 5 } }), item("b", { verb: "idea.edit", made: { idea: 6 } })];
  assert.deepEqual(arrivedIds(phone({ arrived })), { 5: true });
});

test("a change goes to the server's idea, or into what has not left", () => {
  const page = phone({ mine: [stored(1)], arrived: [item("k", { made: { idea: 5 } })] });
  const { changeIdea } = actions(page);
  changeIdea({ key: "s1", id: 0 }, "new");
  changeIdea({ key: "k", id: 0 }, "new");
  changeIdea({ key: "z", id: 0 }, "new");
  assert.deepEqual(page.signals, [
    ["add", "idea.edit", "edit-1", { idea: 1, text: "new" }],
    ["add", "idea.edit", "edit-5", { idea: 5, text: "new" }],
    ["change", "z", { text: "new" }],
  ]);
});

test("taking an idea back drops its changes that wait, and no other's", () => {
  const page = phone({ mine: [stored(1)], items: [edit(1), edit(2), item("k")] });
  takeBack(page, { key: "s1", id: 1, editing: true, cluster: 4 });
  assert.deepEqual(page.signals, [
    ["drop", "e1"],
    ["add", "idea.withdraw", "withdraw-1", { idea: 1 }],
  ]);
  assert.deepEqual(
    takenCards(page).map((card) => [card.id, card.phase, card.editing, card.cluster]),
    [[1, "taken", false, null]],
  );
});

const FOLLOW = [
  ["nothing was changed", {}, []],
  ["it was changed meanwhile", { body: { text: "new" } }, [["idea.edit", { idea: 5, text: "new" }]]],
  ["it was taken back meanwhile", { gone: true, body: { text: "new" } }, [["idea.withdraw", { idea: 5 }]]],
  ["an edit", { verb: "idea.edit", body: { text: "new" } }, []],
  ["a withdrawal", { verb: "idea.withdraw", body: { idea: 4 } }, []],
  [
    "a withdrawal of what is wanted again",
    { verb: "idea.withdraw", body: { idea: 4 }, gone: true },
    [["idea.restore", { idea: 4 }]],
  ],
];
FOLLOW.forEach(([what, more, wanted]) =>
  test("after the answer: " + what, () => {
    const sent = { verb: "idea.add", first: { text: "old" }, body: { text: "old" }, ...more };
    const follows = followUps(sent, { ok: true, made: { idea: 5 } });
    assert.deepEqual(
      follows.map((one) => [one.verb, one.body]),
      wanted,
    );
  }),
);

test("an answer that names no idea is followed by nothing", () => {
  const sent = { verb: "idea.add", first: { text: "old" }, body: { text: "new" } };
  assert.deepEqual([followUps(sent, { ok: true }), followUps(sent, { ok: true, made: {} })], [[], []]);
});

test("an answered command is forgotten once the store shows its effect, not before", () => {
  const arrived = [
    item("s1", { made: { idea: 1 } }),
    item("k2", { made: { idea: 2 } }),
    item("r1", { verb: "idea.restore", body: { idea: 1 } }),
    item("r3", { verb: "idea.restore", body: { idea: 3 } }),
    item("x1", { verb: "idea.edit", body: { idea: 1 } }),
  ];
  const page = phone({ mine: [stored(1), stored(3, { state: "withdrawn" })], arrived });
  actions(page).tidy();
  assert.deepEqual(
    page.signals.map(([, key]) => key),
    ["s1", "r1", "x1"],
  );
});

test("a ballot is forgotten once the store has it, or a newer one", () => {
  const ballots = [4, 5, 6].map((n) => item("b" + n, { verb: "ballot.set", body: { activity: 9, n } }));
  const page = phone({ arrived: ballots });
  page.live.store.get = (kind, id) => (kind === "ballot" && id === 9 ? { n: 5 } : undefined);
  actions(page).tidy();
  assert.deepEqual(
    page.signals.map(([, key]) => key),
    ["b4", "b5"],
  );
  const bare = phone({ arrived: ballots });
  actions(bare).tidy();
  assert.deepEqual(bare.signals, []);
});

test("the console hears that somebody writes: words in the field of an open step, changed within a minute", () => {
  const writes = (more, step = STEPS[2]) => {
    const page = phone({ drafts: { get: () => "words" }, typedAt: Date.now(), writing: false, ...more });
    tellWriting(page, step);
    return page.signals.concat(page.writing);
  };
  assert.deepEqual(writes({}), [{ writing: true }, true]);
  assert.deepEqual(writes({ writing: true }), [true], "is said once");
  assert.deepEqual(writes({ online: false }), [false]);
  assert.deepEqual(writes({ writing: true, drafts: { get: () => " " } }), [{ writing: false }, false]);
  assert.deepEqual(writes({ writing: true, typedAt: Date.now() - 60000 }), [{ writing: false }, false]);
  assert.deepEqual(writes({ typedAt: Date.now() - 50000 }), [{ writing: true }, true]);
  assert.deepEqual(writes({}, { ...STEPS[2], state: "closing", closes_at: NOW + 1 }), [{ writing: true }, true]);
  assert.deepEqual(writes({}, { ...STEPS[2], state: "closing", closes_at: NOW }), [false]);
  assert.deepEqual(writes({}, { ...STEPS[2], state: "closed" }), [false]);
  assert.deepEqual(writes({}, { ...STEPS[2], collects: "votes" }), [false]);
  assert.deepEqual(writes({}, null), [false]);
});

// Refusal → pauses in ms before the second, third, fourth and tenth try.
const PAUSES = {
  offline: [1000, 1600, 2560, 15000],
  server: [3000, 4800, 7680, 15000],
  disk_full: [5000, 8000, 12800, 15000],
  form_stale: [5000, 8000, 12800, 15000],
  signed_out: [2000, 3200, 5120, 15000],
  not_joined: [5000, 8000, 12800, 15000],
  too_fast: [5200, 5200, 5200, 5200],
  slow_down: [2000, 3200, 5120, 15000],
  ideas_paused: [3000, 3000, 3000, 3000],
};
Object.keys(PAUSES).forEach((code) =>
  test("what was refused as " + code + " is tried again, later and later", () => {
    assert.equal(isPassing(code), true);
    assert.deepEqual(
      [1, 2, 3, 9].map((tries) => Math.round(pauseAfter(code, tries))),
      PAUSES[code],
    );
  }),
);

test("what the server refuses for good is not tried again", () => {
  const final = [
    "too_long",
    "empty",
    "ideas_closed",
    "not_open",
    "vote_closed",
    "no_dots",
    "voting_started",
    "idea_gone",
  ];
  assert.deepEqual([...final, "malformed", "too_large", "forum_ended", "key_used", ""].filter(isPassing), []);
});
