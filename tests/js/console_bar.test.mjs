// The frame of the console: the agenda on the left, and the bar with the clock, the people and the way on.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { leaveAgenda, mountAgenda } from "../../static/js/console/agenda/agenda.js";
import { stateWords } from "../../static/js/console/agenda/state_words.js";
import { counts, mountBar, note } from "../../static/js/console/bar/bar.js";
import { el } from "../../static/js/dom/el.js";
import { useZone } from "../../static/js/text/format.js";
import { setWords } from "../../static/js/text/words.js";
import { NOW, idea, step, store, view } from "./console_shapes.mjs";
import { fakeDom, layOut } from "./fake_dom.mjs";

const MINUTE = 60_000;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
  fakeDom(
    "rehearsal",
    "forum-title",
    "step-title",
    "clock",
    "timer",
    "timer-note",
    "more-time",
    "people",
    "go",
    "work",
  );
  const list = el("ol", { id: "agenda" });
  document.body.appendChild(el("nav", {}, list));
  globalThis.getComputedStyle = () => ({ overflowY: "auto" });
  useZone("Europe/Helsinki");
  setWords({
    lang: "fi",
    words: {
      "idea.count": ["{n} idea", "{n} ideaa"],
      "console.minutes": "{n} min",
      "console.early_now": "Ennakkoon kirjoitetaan nyt: vaihe {n}",
      "console.uncovered": "{n}/{total}",
    },
  });
});

/** A view of a live forum in its second step; `more` are facts of the forum. */
const seen = (more, shapes, now = NOW) => view({ forum: [{ ...store({}).get("forum", 1), ...more }], ...shapes }, now);

/** A desk with one part; what it sends is in `acted`. */
function desk(mount, first) {
  const it = {
    acted: [],
    said: [],
    sent: { take: () => "" },
    ui: {},
    boot: { lang: "fi" },
    kinds: { dots: { told: () => "kolme tarraa" } },
    view: first,
  };
  it.clock = NOW;
  it.live = { now: () => it.clock };
  it.act = async (verb, more) => (it.acted.push([verb, more]), { ok: true });
  it.say = (words) => it.said.push(words);
  it.pick = (texts) => (texts && texts.fi) || "";
  it.question = it.pick;
  it.part = mount(it);
  it.redraw = it.drawNow = () => it.part.draw(it.view);
  it.draws = (now) => ((it.view = now), it.redraw());
  it.redraw();
  return it;
}

// -- the agenda --------------------------------------------------------------------------------------------------------

const rows = () => document.getElementById("agenda").children;
const whens = () => rows().map((row) => row.querySelector(".when").textContent);
const press = (row, name) =>
  rows()
    [row].querySelectorAll("button")
    .find((one) => one.textContent.startsWith(name))
    .hears("click");

test("the steps stand in order, the current one and the next one marked", () => {
  desk(mountAgenda, seen());
  assert.deepEqual(
    rows().map((row) => row.className),
    ["done", "now", "up", "", ""],
  );
  assert.deepEqual(
    rows().map((row) => row.getAttribute("aria-current")),
    [null, "step", null, null, null],
  );
});

test("coming steps say when they begin, passed ones that they are over", () => {
  const steps = [
    step(1, "welcome", { state: "closed" }),
    step(2, "ideas", { state: "open", ends_at: NOW + 5 * MINUTE, minutes: 20 }),
    step(3, "clusters", { minutes: 30 }),
    step(4, "dots"),
  ];
  desk(mountAgenda, seen({}, { activity: steps }));
  assert.deepEqual(whens(), ["console.state.over", "23.58", "0.18", "0.48"]);
});

test("before the start each step says how long it takes", () => {
  desk(
    mountAgenda,
    seen(
      { now: null, state: "planned" },
      { activity: [step(1, "welcome", { minutes: 5 }), step(2, "ideas", { minutes: 0 })] },
    ),
  );
  assert.deepEqual(whens(), ["5 min", ""]);
});

test("a step that was passed over has no time", () => {
  desk(mountAgenda, seen({}, { activity: [step(1, "welcome"), step(2, "ideas", { state: "open" })] }));
  assert.equal(whens()[0], "");
});

test("a step unfolds to offer going to it, and folds after that", () => {
  const it = desk(mountAgenda, seen());
  press(3, "4");
  assert.equal(rows()[3].querySelector("button").getAttribute("aria-expanded"), "true");
  press(3, "console.go_here");
  assert.deepEqual(it.acted, [["agenda.go", { activity: 4 }]]);
  it.redraw();
  assert.equal(rows()[3].querySelectorAll("button").length, 1);
});

test("only one step is unfolded, and none once the hall has gone on", () => {
  const it = desk(mountAgenda, seen());
  const open = () => rows().filter((row) => row.querySelector("[aria-expanded=true]")).length;
  press(2, "3");
  press(3, "4");
  assert.equal(open(), 1);
  it.draws(seen({ now: 3 }));
  it.redraw();
  assert.equal(open(), 0);
});

test("what a vote would leave behind is said before it is opened", () => {
  const waiting = [idea(1, { state: "waiting" }), idea(2)];
  const it = desk(mountAgenda, seen({}, { idea: waiting }));
  press(3, "4");
  assert.equal(rows()[3].querySelector(".warn").textContent, "console.unread_for_vote");
  it.draws(seen({}, { idea: [idea(1), idea(2)] }));
  assert.equal(rows()[3].querySelector(".warn"), null);
});

test("a vote on themes warns while there are none", () => {
  const steps = [
    step(2, "ideas", { state: "open" }),
    step(4, "dots", { settings: { of: "clusters" }, of: "clusters" }),
  ];
  desk(mountAgenda, seen({}, { activity: steps }));
  assert.equal(rows()[1].querySelector(".warn").textContent, "console.no_themes_to_choose");
});

test("each step says in small what there is: ideas, how a vote goes, or how far its result is seen", () => {
  const tally = [{ id: 4, main: "votes", facts: {}, rows: [{ target: 1, rank: 1, measures: { votes: 3 } }] }];
  const steps = (more) => [
    step(2, "ideas", { count: 3 }),
    step(3, "clusters", { state: "open" }),
    step(4, "dots", more),
  ];
  const small = () => rows().map((row) => (row.querySelector("button small") || { textContent: "" }).textContent);
  const it = desk(mountAgenda, seen({ now: 3 }, { activity: steps() }));
  assert.deepEqual(small(), ["3 ideaa", "", "kolme tarraa"]);
  it.draws(seen({ now: 3 }, { activity: steps({ revealed: true, state: "closed" }), tally }));
  assert.equal(small()[2], "0/1");
  const parted = [{ ...tally[0], rows: [...tally[0].rows, { target: 2, rank: 2, measures: { votes: 1 } }] }];
  it.draws(seen({ now: 3 }, { activity: steps({ revealed: true, state: "closed" }), tally: parted }));
  assert.equal(small()[2], "0/2", "counted again, as an idea was taken out of another after the reveal");
  it.draws(seen({ now: 3 }, { activity: steps({ revealed: true, state: "closed", uncovered: 1 }), tally }));
  assert.equal(small()[2], "console.state.revealed");
});

test("a row whose button has the focus keeps it when it is drawn anew", () => {
  const it = desk(mountAgenda, seen());
  rows()[3].querySelector("button").focus();
  it.draws(seen({}, { idea: [idea(1)], activity: it.view.steps.map((one) => ({ ...one, count: 1 })) }));
  assert.equal(document.activeElement === rows()[3].querySelector("button"), true);
  it.draws(seen({ now: 4 }));
  assert.equal(document.activeElement === rows()[3], true, "also that of the step that has begun, which has no button");
});

test("who went on to the board works on there", () => {
  const it = desk(mountAgenda, seen());
  rows()[0].querySelector("button").focus();
  it.draws(seen({ now: 3 }));
  assert.equal(document.activeElement, document.getElementById("work"));
  assert.equal(leaveAgenda(), false);
});

test("the current step scrolls into sight, where the agenda scrolls by itself", () => {
  const box = document.getElementById("agenda").parentNode;
  box.scrollTop = box.scrollLeft = 0;
  layOut((node) => ({ box: node === box ? { top: 0, bottom: 100 } : { top: 150, bottom: 180 } }));
  desk(mountAgenda, seen());
  assert.ok(box.scrollTop > 0);
  globalThis.getComputedStyle = () => ({ overflowY: "visible" });
  box.scrollTop = 0;
  desk(mountAgenda, seen({ now: 3 }));
  assert.equal(box.scrollTop, 0);
});

test("in a self-paced forum each step is opened and closed from its row", () => {
  const steps = [
    step(1, "ideas", { state: "open", count: 4 }),
    step(2, "dots"),
    step(3, "dots", { state: "closed", revealed: true }),
  ];
  const it = desk(mountAgenda, seen({ self_paced: true, now: null }, { activity: steps }));
  const switches = rows().map((row) => row.querySelector(".switch"));
  assert.deepEqual(
    switches.map((one) => one && one.dataset.do),
    ["close", "open", null],
  );
  switches[0].hears("click");
  switches[1].hears("click");
  assert.deepEqual(it.acted, [
    ["activity.close", { activity: 1, grace: 20 }],
    ["activity.open", { activity: 2 }],
  ]);
  assert.equal(rows()[0].querySelector("small").textContent, "console.self.is_open · 4 ideaa");
  it.draws(seen({ self_paced: true, now: null, state: "ended" }, { activity: steps }));
  assert.deepEqual(
    rows().filter((row) => row.querySelector(".switch")),
    [],
  );
});

for (const [name, more, forum, words] of [
  ["open ideas", { kind: "ideas" }, {}, "console.state.ideas"],
  ["ideas that are reviewed first", { kind: "ideas" }, { moderation: "before" }, "console.state.ideas_before"],
  ["a closing step", { kind: "ideas", state: "closing", closes_at: NOW + 1 }, {}, "console.state.closing"],
  ["a step whose grace has passed", { kind: "ideas", state: "closing", closes_at: NOW }, {}, "console.state.closed"],
  ["a waiting step", { kind: "ideas", state: "waiting" }, {}, "console.state.waiting"],
  ["an open vote", { kind: "dots" }, {}, "console.state.dots"],
  ["a break without an end", { kind: "welcome", settings: { break: true } }, {}, "console.state.break"],
  ["a break", { kind: "welcome", settings: { break: true }, ends_at: NOW }, {}, "console.state.break_until"],
  ["a forum that is over", { kind: "ideas" }, { state: "ended" }, "console.state.over"],
])
  test(`the state of ${name} is said as ${words}`, () => {
    const { kind, ...rest } = more;
    const one = step(2, kind, { state: "open", ...rest });
    assert.equal(stateWords(seen(forum, { activity: [one] }), one), words);
  });

// -- early entry -------------------------------------------------------------------------------------------------------

test("the bar says in which step people write beforehand and how many ideas there are, by the clock", () => {
  const early = { activity: 2, opens_at: NOW - MINUTE, due_at: NOW + MINUTE };
  const shapes = { activity: [step(1, "welcome"), step(2, "ideas", { count: 2 })] };
  const planned = { now: null, state: "planned", early };
  const it = desk(mountBar, seen(planned, shapes));
  assert.equal(text("step-title").replaceAll("\u00ad", ""), "Ennakkoon kirjoitetaan nyt: vaihe 2");
  assert.deepEqual(people().slice(-1), ["ideas 2"]);
  it.redraw = () => it.part.draw((it.view = seen(planned, shapes, it.clock)));
  it.clock = NOW + MINUTE;
  it.part.tick();
  assert.equal(text("step-title"), "console.not_started");
  assert.ok(!people().some((one) => one.startsWith("ideas")));
});

// -- the bar -----------------------------------------------------------------------------------------------------------

const text = (id) => document.getElementById(id).textContent;
const people = () =>
  document.getElementById("people").children.map((one) => one.className + " " + one.firstChild.textContent);

for (const [name, forum, title] of [
  ["before the start", { now: null, state: "planned" }, "console.not_started"],
  ["in a self-paced forum before its first step", { now: null, state: "live" }, "console.self.lobby"],
  ["in a step", {}, "2/5 kind.ideas"],
  ["after the end", { state: "ended" }, "console.ended"],
])
  test(`the bar says where the forum is: ${name}`, () => {
    desk(mountBar, seen({ title: { fi: "Ilta" }, ...forum }));
    assert.deepEqual([text("forum-title"), text("step-title")], ["Ilta", title]);
  });

test("a rehearsal is marked", () => {
  desk(mountBar, seen({ rehearsal: true }));
  assert.equal(document.getElementById("rehearsal").hidden, false);
  desk(mountBar, seen());
  assert.equal(document.getElementById("rehearsal").hidden, true);
});

const timed = (more, forum) => seen(forum, { activity: [step(2, "ideas", { state: "open", ...more })] });

for (const [more, forum, timer, hidden, last] of [
  [{ ends_at: NOW + 90_000 }, {}, "1:30", false, false],
  [{ ends_at: NOW + 59_000 }, {}, "0:59", false, true],
  [{ ends_at: NOW - 5000 }, {}, "0:00", false, true],
  [{ ends_at: null }, {}, "", false, false],
  [{ ends_at: NOW + 90_000, state: "closed" }, {}, "1:30", true, false],
  [{ ends_at: NOW + 90_000 }, { state: "ended" }, "", true, false],
  [{ ends_at: NOW + 90_000, state: "closing", closes_at: NOW + 12_000 }, {}, "0:12", false, true],
])
  test(`the clock of a step ${JSON.stringify(more).slice(0, 60)} shows '${timer}'`, () => {
    desk(mountBar, timed(more, forum));
    const clock = document.getElementById("clock");
    assert.deepEqual(
      [text("timer"), clock.hidden, document.getElementById("timer").classList.contains("last")],
      [timer, hidden, last],
    );
  });

test("the clock goes on between two frames, and the end of the grace is drawn", () => {
  const it = desk(mountBar, timed({ state: "closing", closes_at: NOW + 2000 }));
  it.clock = NOW + 1000;
  it.part.tick();
  assert.equal(text("timer"), "0:01");
  let drawn = 0;
  it.redraw = () => (drawn += 1);
  it.clock = NOW + 2000;
  it.part.tick();
  assert.equal(drawn, 1);
});

for (const [left, state, writing, words] of [
  [5000, "open", 0, ""],
  [0, "open", 0, "timer.up"],
  [5000, "closing", 3, "grace.console"],
  [5000, "closing", 0, "screen.grace"],
])
  test(`with ${left} ms left in a step that is ${state} and ${writing} writing the clock says '${words}'`, () => {
    assert.equal(note({ presence: { writing } }, step(2, "ideas", { state }), left), words);
  });

test("a minute more is one press", async () => {
  const it = desk(mountBar, seen());
  document.getElementById("more-time").hears("click");
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual([it.acted, it.said], [[["activity.time", { activity: 2, seconds: 60 }]], ["timer.more"]]);
});

const here = (more) => [{ id: 1, connected: 38, active: 30, lost: 0, writing: 4, screens: 1, reached: [], ...more }];

for (const [name, shapes, now, keys] of [
  ["before the start", {}, null, ["here 41", "connected 38"]],
  ["while some have lost their line", { presence: here({ lost: 2 }) }, null, ["here 41", "connected 38", "lost 2"]],
  [
    "while people write",
    { activity: [step(2, "ideas", { state: "open", count: 2 })] },
    2,
    ["here 41", "connected 38", "writing 4", "ideas 2"],
  ],
  [
    "once some say that they are done",
    { activity: [step(2, "ideas", { state: "open", done: 5 })] },
    2,
    ["here 41", "connected 38", "writing 4", "done 5\u202f/\u202f41"],
  ],
  ["after writing", { activity: [step(2, "ideas", { state: "closed" })] }, 2, ["here 41", "connected 38", "ideas 0"]],
  [
    "in a vote",
    { activity: [step(4, "dots", { state: "open", voted: 7, papers: 2 })] },
    4,
    ["here 41", "connected 38", "voted 7\u202f/\u202f43"],
  ],
  ["in a text", {}, 1, ["here 41", "connected 38"]],
])
  test(`people are counted ${name}`, () => {
    desk(mountBar, seen({ here: 41, now }, { presence: here(), ...shapes }));
    assert.deepEqual(people(), keys);
  });

test("the counts of the bar are facts without words", () => {
  const made = counts(
    seen({ here: 41, now: 4 }, { activity: [step(4, "dots", { words: "rating", voted: 7 })], presence: here() }),
  );
  assert.deepEqual(made[2], { key: "voted", words: ".rating", n: 7, of: 41 });
});
