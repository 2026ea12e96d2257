// The line that says what changed last: which change it names, and by which command it knows its own.
import assert from "node:assert/strict";
import test, { mock } from "node:test";

import { mountLastChange } from "../../static/js/console/bar/last_change.js";
import { setWords } from "../../static/js/text/words.js";
import { idea, step, view } from "./console_shapes.mjs";

mock.timers.enable({ apis: ["setTimeout"] });

const FORUM = {
  slow: 0,
  emergency: false,
  id: 1,
  title: {},
  state: "live",
  now: 2,
  frozen: false,
  blank: false,
  paused: false,
  big_code: false,
  moderation: "off",
  spotlight: null,
  cluster: null,
  undo: {},
  redo: {},
};
const forum = (more) => ({ forum: [{ ...FORUM, ...more }] });
const steps = (more, now = 2) => ({
  ...forum({ now }),
  activity: [step(1, "welcome", { state: "closed" }), step(2, "ideas", { state: "open", ...more }), step(3, "dots")],
});
const ideas = (...changed) => ({
  cluster: [theme()],
  idea: [1, 2, 3].map((number) => idea(number, changed[number - 1])),
});
const theme = (more) => ({ id: 7, letter: "A", title: "", position: 1, ...more });
const [ON, OUT, HIDDEN, HELD] = [{ cluster: 7 }, { left_out: true }, { state: "hidden" }, { state: "waiting" }];

/** What happens when `after` follows `before`: {verb, shown, said}, of which `verb` is what is looked for in the commands sent. */
function told(before, after) {
  const [line, said] = [{ textContent: "" }, { textContent: "" }];
  globalThis.document = { getElementById: (id) => (id === "news" ? line : said) };
  globalThis.requestAnimationFrame = (run) => run();
  let asked = null;
  const take = (verb) => {
    asked = verb;
    return [].concat(verb)[0];
  };
  const desk = { boot: { me: "me", lang: "fi" }, pick: () => "", sent: { take } };
  mountLastChange(desk).draw(view(after), view(before));
  return { verb: asked, shown: line.textContent, said: said.textContent };
}

const CHANGES = [
  ["ended", "forum.end", forum(), forum({ state: "ended" })],
  ["resumed", "forum.end", forum({ state: "ended" }), forum()],
  ["step", "agenda.go", forum(), forum({ now: 3 })],
  ["returned", "agenda.go", forum({ now: 3 }), forum({ now: 2 })],
  ["pointed", "agenda.go", forum({ self_paced: true }), forum({ self_paced: true, now: 3 })],
  ["opened", "activity.open", steps({ state: "closed" }), steps({ state: "open" })],
  ["closing", "activity.close", steps(), steps({ state: "closing", closes_at: 1700000009000 })],
  ["closed", "activity.close", steps(), steps({ state: "closed" })],
  ["revealed", "activity.reveal", steps(), steps({ revealed: true })],
  ["unrevealed", "activity.reveal", steps({ revealed: true }), steps()],
  ["time", "activity.time", steps(), steps({ ends_at: 1700000060000 })],
  ["place", "screen.uncover", steps({ uncovered: 1 }), steps({ uncovered: 2 })],
  ["covered", "screen.uncover", steps({ uncovered: 2 }), steps({ uncovered: 1 })],
  ["theme", "cluster.add clusters.add proposal.take", {}, { cluster: [theme()] }],
  ["removed", "cluster.remove", { cluster: [theme()] }, {}],
  ["named", "cluster.rename clusters.rename", { cluster: [theme()] }, { cluster: [theme({ title: "Puisto" })] }],
  [
    "named_many",
    "cluster.rename clusters.rename",
    { cluster: [theme(), theme({ id: 8 })] },
    { cluster: [theme({ title: "Puisto" }), theme({ id: 8, title: "Ranta" })] },
  ],
  ["moved", "idea.place ideas.place", ideas(), ideas(ON)],
  ["freed", "idea.place", ideas(ON), ideas()],
  ["moved_many", "idea.place ideas.place", ideas(), ideas(ON, ON)],
  ["freed_many", "idea.place", ideas(ON, ON), ideas()],
  ["hidden", "idea.hide ideas.hide author.hide", ideas(), ideas(HIDDEN)],
  ["hidden_many", "idea.hide ideas.hide author.hide", ideas(), ideas(HIDDEN, HIDDEN)],
  ["shown", "idea.show ideas.show idea.mask", ideas(HELD), ideas()],
  ["shown", "idea.show ideas.show idea.mask", ideas(HIDDEN), ideas()],
  ["shown_many", "idea.show ideas.show idea.mask", ideas(HELD, HIDDEN), ideas()],
  ["left_out.on", "idea.leave_out", ideas(), ideas(OUT)],
  ["left_out.off", "idea.leave_out", ideas(OUT), ideas()],
  ["left_out_many.on", "idea.leave_out", ideas(), ideas(OUT, OUT)],
  ["left_out_many.off", "idea.leave_out", ideas(OUT, OUT), ideas()],
  ["frozen.on", "screen.freeze", forum(), forum({ frozen: true })],
  ["blank.on", "screen.blank", forum(), forum({ blank: true })],
  ["big_code.off", "screen.code", forum({ big_code: true }), forum()],
  ["paused.on", "ideas.pause", forum(), forum({ paused: true })],
  ["slow.on", "ideas.slow", forum({ slow: 0 }), forum({ slow: 30 })],
  ["emergency.on", "forum.emergency", forum(), forum({ emergency: true, blank: true })],
  ["emergency.off", "forum.emergency", forum({ emergency: true, blank: true }), forum()],
  ["moderation.on", "moderation.set", forum(), forum({ moderation: "after" })],
  ["moderation.off", "moderation.set", forum({ moderation: "before" }), forum()],
  ["spotlight.on", "screen.spotlight", forum(), forum({ spotlight: 1 })],
  ["cluster.off", "screen.cluster", forum({ cluster: 7 }), forum()],
];

CHANGES.forEach(([key, verb, before, after]) =>
  test("a change that is " + key + " is known as one's own by " + verb, () => {
    setWords({
      lang: "fi",
      words: { ["news." + key]: "N", "news.mine": "{what} mine", "news.nobody": "{what} nobody" },
    });
    const { verb: asked, shown } = told(before, after);
    assert.equal([].concat(asked).join(" "), verb);
    assert.equal(shown, "N mine");
  }),
);

test("what is said names the place, the pause of slow mode and what is covered of an idea", () => {
  const words = {
    "news.place": "P{n}",
    "news.place.tied": "P{n}: {of}",
    "news.covered": "C{n}",
    "news.slow.on": "S{n}",
    "news.masked": "M{number}",
  };
  setWords({ lang: "fi", words: { ...words, "news.covered.tied": "C{n}: {of}", "news.mine": "{what}" } });
  const rows = [1, 2, 2].map((rank, at) => ({ target: at, rank, measures: { points: 9 - rank } }));
  const shows = (n) => ({
    ...steps({ uncovered: n, revealed: true }),
    tally: [{ id: 2, rows, main: "points", facts: {} }],
  });
  const said = (before, after) => told(before, after).shown;
  assert.equal(said(shows(0), shows(2)), "P2: 2", "a tie is one press, and is said as what it is");
  assert.equal(said(shows(2), shows(0)), "C2: 2");
  assert.equal(said(shows(2), shows(3)), "P1");
  assert.equal(said(shows(3), shows(2)), "C1");
  assert.equal(said(forum({ slow: 0 }), forum({ slow: 30 })), "S30");
  assert.equal(said(ideas(HELD), ideas({ unmasked: "040 123 4567" })), "M1");
  assert.equal(said(ideas(), ideas({ unmasked: "040 123 4567" })), "M1");
});

test("an end of the time to finish is nobody's", () => {
  setWords({ lang: "fi", words: { "news.ran_out": "N", "news.nobody": "{what} nobody" } });
  const ends = (state) => steps({ state, closes_at: 1700000000000 });
  assert.deepEqual(told(ends("closing"), ends("closed")), { verb: null, shown: "N nobody", said: "" });
});

test("an idea that its author changes, and one that is new, are no news of a facilitator", () => {
  assert.equal(told(ideas(), ideas({ text: "other words" })).shown, "");
  assert.equal(told({ idea: [idea(1)] }, { idea: [idea(1), idea(2, HELD)] }).shown, "");
  assert.equal(told(ideas({ state: "private" }), ideas()).shown, "");
});
