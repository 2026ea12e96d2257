// A self-paced forum on the pages: the phone stays in what its person chose, and the console's going on closes nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { openSwitch, openWords } from "../../static/js/console/agenda/switch.js";
import { wordsOfNext } from "../../static/js/console/bar/next_words.js";
import { news } from "../../static/js/console/bar/last_change.js";
import { behindVote, mainAction, unfinished } from "../../static/js/console/bar/next_duty.js";
import { takenFrom } from "../../static/js/console/bar/undo.js";
import { asksReview, plan, read } from "../../static/js/console/parts/facts.js";
import { queue } from "../../static/js/console/parts/waiting.js";
import { chosenOf } from "../../static/js/phone/choose.js";
import { modeOf, resultOf, shownStep } from "../../static/js/phone/view.js";
import { steps } from "../../static/js/screen/scene.js";
import { setWords } from "../../static/js/text/words.js";
import * as reduce from "../../static/js/wire/store.js";

const NOW = 1700000000000;
const golden = JSON.parse(
  readFileSync(new URL("../golden/activity.reveal.facilitators.json", import.meta.url), "utf8"),
);
const [IDEAS, VOTE] = [3, 8];
setWords({
  lang: "fi",
  words: {
    "console.self.next": "Isolle näytölle: {name}",
    "console.self.is_open": "Auki",
    "console.state.closing": "Viimeistellään",
    "idea.count": ["{n} idea", "{n} ideaa"],
    "results.voters": ["{n} äänesti", "{n} äänesti"],
  },
});

/** A self-paced forum with an ideas step and a vote open, as the server's shapes say it; `change` edits them. */
function shapes(change = () => {}) {
  const put = JSON.parse(JSON.stringify(golden.before));
  const forum = Object.values(put.forum)[0];
  Object.assign(forum, { self_paced: true, state: "live", now: IDEAS });
  Object.values(put.activity).forEach((one) =>
    Object.assign(one, { state: "waiting", revealed: false, closes_at: null }),
  );
  put.activity[IDEAS].state = put.activity[VOTE].state = "open";
  change(put, forum);
  return put;
}

function store(put) {
  const kept = reduce.empty();
  reduce.apply(kept, { put });
  return { get: (kind, id) => reduce.get(kept, kind, id), all: (kind) => reduce.all(kept, kind) };
}

function console_(change) {
  const put = shapes(change);
  const view = read(store(put), Number(Object.keys(put.forum)[0]), NOW);
  view.lately = { n: 5, at: NOW };
  return view;
}

function phone(chosen, change) {
  const texts = {};
  return {
    chosen,
    finishing: 0,
    live: { store: store(shapes(change)), now: () => NOW },
    drafts: { get: (id) => texts[id] },
  };
}

test("a phone shows what its person chose, wherever the hall looks", () => {
  const [none, vote] = [phone(0), phone(VOTE)];
  assert.deepEqual([shownStep(none), modeOf(none, null)], [null, "choose"]);
  assert.equal(shownStep(vote).id, VOTE);
  assert.equal(shownStep(phone(VOTE, (put, forum) => (forum.now = null))).id, VOTE);
});

test("an activity that closes stays on the page, one that has not begun is not entered", () => {
  const closed = phone(VOTE, (put) => (put.activity[VOTE].state = "closed"));
  assert.equal(shownStep(closed).id, VOTE);
  assert.equal(shownStep(phone(VOTE, (put) => (put.activity[VOTE].state = "waiting"))), null);
  assert.equal(shownStep(phone(999)), null);
});

test("a led forum follows the hall, whatever the address says", () => {
  const led = phone(VOTE, (put, forum) => (forum.self_paced = false));
  assert.equal(shownStep(led).id, IDEAS);
});

test("before the start and after the end there is nothing to choose", () => {
  const planned = phone(0, (put, forum) => (forum.state = "planned"));
  const ended = phone(VOTE, (put, forum) => (forum.state = "ended"));
  assert.deepEqual([modeOf(planned, null), modeOf(ended, shownStep(ended))], ["before", "ended"]);
});

test("a result that is revealed waits for no screen", () => {
  const after = (self) => (put, forum) => {
    forum.self_paced = self;
    put.activity[VOTE] = { ...golden.after.activity[VOTE], uncovered: 0 };
    put.tally = golden.after.tally;
  };
  const seen = (page) => resultOf(page, page.live.store.get("activity", VOTE));
  assert.ok(seen(phone(VOTE, after(true))));
  assert.equal(seen(phone(VOTE, after(false))), null);
});

test("the address names the activity", () => {
  assert.deepEqual(
    ["", "?activity=5", "?all=1&activity=7", "?activity=x", "?activity=" + "9".repeat(30), "?noactivity=5"].map(
      chosenOf,
    ),
    [0, 5, 7, 0, 0, 0],
  );
});

test("going on only turns the hall to another activity: it asks about nobody and closes no vote", () => {
  const seen = console_((put, forum) => (forum.now = VOTE));
  assert.equal(mainAction(seen), "step");
  assert.equal(unfinished(seen), null);
  assert.equal(behindVote(seen), null);
  assert.equal(wordsOfNext(console_()), "Isolle näytölle: 4 kind.ideas");
  assert.equal(wordsOfNext(console_((put, forum) => (forum.now = null))), "Isolle näytölle: 1 Kysymys 1");
});

test("there is no timetable, and ideas may come at any time", () => {
  assert.deepEqual([...plan(console_())], []);
  assert.equal(asksReview(console_((put, forum) => Object.assign(forum, { now: 9, moderation_chosen: false }))), true);
});

test("what waits for review is one queue, by number", () => {
  const idea = (id, activity, state) => ({ id, number: id, activity, state, text: "x", flags: [], cluster: null });
  const waiting = (self) => (put, forum) => {
    forum.self_paced = self;
    put.idea = { 1: idea(1, 4, "waiting"), 2: idea(2, IDEAS, "waiting"), 3: idea(3, 4, "waiting") };
  };
  const order = (self) => queue(console_(waiting(self)), new Set()).map((one) => one.id);
  assert.deepEqual(
    [order(true), order(false)],
    [
      [1, 2, 3],
      [2, 1, 3],
    ],
  );
});

test("each row says how much was given in it, and offers to open or close it", () => {
  const seen = console_((put) => Object.assign(put.activity[IDEAS], { count: 2 }));
  const [ideas, vote] = [IDEAS, VOTE].map((id) => seen.steps.find((one) => one.id === id));
  assert.deepEqual([openWords(seen, ideas), openWords(seen, vote)], ["Auki · 2 ideaa", "Auki · 1 äänesti"]);
  const led = console_((put, forum) => (forum.self_paced = false));
  const over = console_((put, forum) => (forum.state = "ended"));
  assert.deepEqual([openSwitch({}, led, led.step), openSwitch({}, over, over.step)], [null, null]);
});

test("undo asks about the people in the activity that it would close", () => {
  const seen = console_((put) => Object.assign(put.activity[VOTE], { voted: 4 }));
  const deed = (command) => ({ command, activity: VOTE });
  assert.deepEqual(takenFrom(deed("activity.open"), seen, "undo"), { what: "voted", n: 4 });
  assert.equal(takenFrom(deed("agenda.go"), seen, "undo"), null);
});

test("the line at the bottom says what the hall looks at", () => {
  const before = console_();
  assert.equal(
    news(
      before,
      console_((put, forum) => (forum.now = VOTE)),
    ).key,
    "pointed",
  );
});

test("on the screen those are done that are closed, wherever the hall looks", () => {
  const seen = console_((put, forum) => {
    forum.now = VOTE;
    put.activity[IDEAS].state = "closed";
  });
  const marks = steps({ forum: seen.forum, activities: seen.steps });
  assert.deepEqual(marks.map((mark, i) => mark && [seen.steps[i].id, mark]).filter(Boolean), [
    [IDEAS, "done"],
    [VOTE, "now"],
  ]);
});
