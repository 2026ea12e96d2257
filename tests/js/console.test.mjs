// The console's pure functions, without a DOM: its view model, the queue, the board, the last change.
import assert from "node:assert/strict";
import test from "node:test";

import { stateWords } from "../../static/js/console/agenda/state_words.js";
import { columnsOf } from "../../static/js/console/board/columns.js";
import { counted } from "../../static/js/console/board/theme_head.js";
import { stateAt } from "../../static/js/vote/agenda.js";
import {
  asksReview,
  heldIn,
  onBoard,
  connectedLately,
  openings,
  plan,
  read,
  isSettled,
  targets,
  tooMany,
  votesHere,
} from "../../static/js/console/parts/facts.js";
import { queue, seenMark } from "../../static/js/console/parts/waiting.js";
import { leftBehind, leftBehindWords, newCandidates } from "../../static/js/console/parts/candidates.js";
import { showAs, showIdeas } from "../../static/js/console/parts/show_ideas.js";
import { pieces } from "../../static/js/console/parts/search_mark.js";
import { abreast, folds } from "../../static/js/console/board/collapse.js";
import { unfinished, behindVote } from "../../static/js/console/bar/next_duty.js";
import { alsoSaid, sentence, shapesOf } from "../../static/js/console/needs/big_screen.js";
import { picture } from "../../static/js/screen/scene.js";
import { isUnproven } from "../../static/js/console/needs/reachable.js";
import { drawQuestion } from "../../static/js/console/bar/question.js";
import {
  answerOn,
  askCandidates,
  end,
  endOrResume,
  goOn,
  goOnAfterGrace,
  stay,
} from "../../static/js/console/bar/main_action.js";
import { isQuestionStale } from "../../static/js/console/bar/stale_question.js";
import { wordsOfNext } from "../../static/js/console/bar/next_words.js";
import { called, nameOf } from "../../static/js/console/parts/step_names.js";
import { unreviewed } from "../../static/js/console/needs/review.js";
import { notes } from "../../static/js/console/work/hands.js";
import { accept, isDoubtful } from "../../static/js/console/work/hands_check.js";
import { useZone } from "../../static/js/text/format.js";
import { clearSearch, foundWords, matches, searchField } from "../../static/js/console/parts/search.js";
import { author, mayBe, newActors, news } from "../../static/js/console/bar/last_change.js";
import { listen, types } from "../../static/js/console/panels/shortcuts.js";
import { sentCommands } from "../../static/js/console/parts/sent_commands.js";
import { unseenCommands } from "../../static/js/console/parts/unseen_commands.js";
import { newTheme } from "../../static/js/console/board/moves.js";
import { focusName, submitName } from "../../static/js/console/board/theme_name.js";
import { holdsAll, waits } from "../../static/js/console/parts/next_keys.js";
import { askedOf, redo, theirs, undo, undoThis, wordsOf } from "../../static/js/console/bar/undo.js";
import { answerYes, doAgain, takeBack } from "../../static/js/console/bar/undo_question.js";
import { langsOfRoom } from "../../static/js/console/work/words.js";
import { firstWords } from "../../static/js/text/languages.js";
import { setWords } from "../../static/js/text/words.js";
import { KINDS } from "../../static/js/kinds.console.js";
import { fakeDom } from "./fake_dom.mjs";
import { NOW, idea, step, store, view } from "./console_shapes.mjs";
import { like } from "./like.mjs";

test("nothing is drawn before the first picture", () => {
  assert.equal(read({ get: () => undefined, all: () => [] }, 1, NOW), null);
});

test("where we are, what was and what comes", () => {
  const seen = view({});
  assert.deepEqual([seen.at, seen.step.id, seen.next.id, seen.previous.id], [1, 2, 3, 1]);
  assert.equal(seen.presence.connected, 0);
});

test("time to finish ends by itself", () => {
  const closing = step(2, "ideas", { state: "closing", closes_at: NOW });
  assert.equal(stateAt(closing, NOW - 1), "closing");
  assert.equal(stateAt(closing, NOW), "closed");
});

test("the plan counts from the end of the current step, or from now when that has passed", () => {
  const steps = [step(1, "welcome"), step(2, "ideas", { ends_at: NOW + 60000 }), step(3, "clusters"), step(4, "dots")];
  assert.deepEqual(
    [...plan(view({ activity: steps }))],
    [
      [2, NOW - 540000],
      [3, NOW + 60000],
      [4, NOW + 660000],
    ],
  );
  steps[1].ends_at = NOW - 60000;
  assert.equal(plan(view({ activity: steps })).get(3), NOW);
});

test("what waits comes first, then what was flagged; a look is remembered until the words change", () => {
  const flagged = idea(1, { flags: ["phone"], text: "040 123 4567" });
  const seen = view({
    idea: [flagged, idea(2, { state: "waiting" }), idea(3, { state: "hidden", flags: ["email"] }), idea(4)],
  });
  assert.deepEqual(
    queue(seen, new Set()).map((one) => one.id),
    [2, 1],
  );
  assert.deepEqual(
    queue(seen, new Set([seenMark(flagged)])).map((one) => one.id),
    [2],
  );
  for (const text of ["040 123 45678", "040 123 4568", "041 023 4567"]) {
    assert.notEqual(
      seenMark(flagged),
      seenMark({ ...flagged, text }),
      "an edit is to be read, also one of equal length",
    );
  }
  assert.equal(seenMark(flagged).includes("040"), false, "the browser keeps no words");
});

test("the board holds what is or will be shown and is voted on; where nothing is voted on, everything", () => {
  const ideas = [
    idea(1),
    idea(2, { state: "private" }),
    idea(3, { state: "hidden" }),
    idea(4, { activity: 9 }),
    idea(5, { activity: 9, cluster: 7 }),
  ];
  assert.deepEqual(
    onBoard(view({ idea: ideas })).map((one) => one.id),
    [1, 2, 5],
  );
  const steps = [2, 9].map((id) => step(id, "ideas", { settings: { votable: false }, state: "open" }));
  assert.deepEqual(
    onBoard(view({ idea: ideas, activity: steps })).map((one) => one.id),
    [1, 2, 4, 5],
  );
});

test("columns: the pile first, then letters; a card on its way stands where it goes; a vanished theme gives its cards back", () => {
  const clusters = [
    { id: 8, letter: "B", title: "b", version: 1 },
    { id: 7, letter: "A", title: "a", version: 1 },
  ];
  const ideas = [idea(1, { cluster: 8 }), idea(2), idea(3, { cluster: 99 })];
  const columns = columnsOf(view({ idea: ideas, cluster: clusters }), ideas, new Map([[2, 7]]));
  assert.deepEqual(
    columns.map((one) => [one.letter, one.ideas.map((each) => each.id)]),
    [
      ["", [3]],
      ["A", [2]],
      ["B", [1]],
    ],
  );
});

test("a search changes what the board shows, not how many cards it says there are", () => {
  const clusters = [{ id: 7, letter: "A", title: "a", version: 1 }];
  const ideas = [idea(1, { cluster: 7 }), idea(2, { cluster: 7 }), idea(3), idea(4, { text: "sauna" }), idea(5)];
  const sought = columnsOf(view({ idea: ideas, cluster: clusters }), ideas, new Map(), (one) => one.text === "sauna");
  const heads = (find) => sought.map((column) => counted(column, find).replaceAll("\u202f", ""));
  assert.deepEqual(
    sought.map((column) => [column.ideas.map((one) => one.id), column.total]),
    [
      [[4], 3],
      [[], 2],
    ],
  );
  assert.deepEqual(heads("sauna"), ["1/3", "0/2"]);
  assert.deepEqual(heads(" "), ["3", "2"]);
  assert.equal(foundWords("sauna", 1, 5), "console.found");
  assert.equal(foundWords(" ", 5, 5), "", "no search");
});

test("Esc ends a search wherever the focus is, after the selection", (context) => {
  const field = { value: "sauna" };
  const page = { querySelector: (what) => (what.includes("search") ? field : null) };
  const before = globalThis.document;
  globalThis.document = page;
  context.after(() => (globalThis.document = before));
  const desk = { ui: { find: "sauna" }, drawn: 0, redraw: () => (desk.drawn += 1) };
  assert.equal(clearSearch(desk), true);
  assert.deepEqual([desk.ui.find, field.value, desk.drawn], ["", "", 1]);
  assert.equal(clearSearch(desk), false, "nothing was sought");
});

test("Esc leaves the search field, so that the next key is a shortcut and not a letter", (context) => {
  const before = globalThis.document;
  context.after(() => (globalThis.document = before));
  const body = fakeDom("work");
  const desk = { ui: { find: "" }, redraw: () => {} };
  const field = body.appendChild(searchField(desk));
  for (const words of ["sauna", ""]) {
    field.value = words;
    field.focus();
    field.listeners.keydown.forEach((run) => run({ key: "Escape", preventDefault() {}, stopPropagation() {} }));
    assert.equal(document.activeElement.attributes.id, "work", words);
  }
});

test("what a vote is about, and which vote a result tells", () => {
  const seen = view({
    idea: [idea(1), idea(2, { votable: false }), idea(3, { state: "hidden" })],
    cluster: [{ id: 7, letter: "A", title: "a", version: 1 }],
  });
  assert.deepEqual(
    targets(seen, seen.steps[3]).map((one) => one.sign),
    ["1"],
  );
  assert.deepEqual(
    targets(seen, { of: "clusters" }).map((one) => one.sign),
    ["A"],
  );
  const told = (at) => votesHere({ ...seen, step: seen.steps[at] }).map((one) => one.id);
  assert.deepEqual([told(4), told(3), told(0)], [[4], [4], []]);
});

test("the main button says what it does", () => {
  const forum = (more) => [{ ...view({}).forum, ...more }];
  assert.equal(wordsOfNext(view({ forum: forum({ now: null }) })), "console.start");
  assert.equal(wordsOfNext(view({})), "console.next_step");
  assert.equal(wordsOfNext(view({ forum: forum({ now: 5 }) })), "console.end", "the vote was never held");
  assert.equal(wordsOfNext(view({ forum: forum({ state: "ended" }) })), "console.resume");
});

test("a result that waits is shown and uncovered before the forum ends", () => {
  const at = (now, vote, tally) =>
    view({
      forum: [{ ...view({}).forum, now }],
      activity: [step(2, "ideas"), step(4, "dots", vote), step(5, "results")],
      ...tally,
    });
  const tally = {
    tally: [
      {
        id: 4,
        main: "votes",
        facts: { ballots: 1 },
        rows: [
          { target: 1, rank: 1, measures: { votes: 2 } },
          { target: 2, rank: 2, measures: { votes: 1 } },
        ],
      },
    ],
  };
  assert.equal(wordsOfNext(at(5, { state: "closed" })), "console.reveal");
  assert.equal(wordsOfNext(at(5, { state: "closed", revealed: true, uncovered: 1 }, tally)), "console.uncover_next");
  assert.equal(wordsOfNext(at(5, { state: "closed", revealed: true, uncovered: 2 }, tally)), "console.end");
  assert.equal(wordsOfNext(at(4, { state: "closed" })), "console.next_step", "the results step shows it");
});

test("places that are shared open by one press that says how many, and covering them again is told as that", (context) => {
  setWords({
    lang: "en",
    words: { "console.uncover_next": "place {n}", "console.uncover_next.tied": "place {n}: {of} together" },
  });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const rows = [
    [1, 9],
    [2, 5],
    [2, 5],
    [2, 5],
  ].map(([rank, votes], i) => ({ target: i + 1, rank, measures: { votes } }));
  const at = (shown) =>
    view({
      forum: [{ ...view({}).forum, now: 5 }],
      activity: [step(4, "dots", { state: "closed", revealed: true, uncovered: shown }), step(5, "results")],
      tally: [{ id: 4, main: "votes", facts: { ballots: 1 }, rows }],
    });
  assert.deepEqual(
    [0, 1, 2, 3].map((shown) => wordsOfNext(at(shown))),
    ["place 2: 3 together", "place 1", "place 1", "place 1"],
  );
  const told = (before, after) => [news(at(before), at(after)).key, news(at(before), at(after)).facts.n];
  assert.deepEqual(
    [told(0, 3), told(3, 0), told(3, 4)],
    [
      ["place.tied", 2],
      ["covered.tied", 2],
      ["place", 1],
    ],
  );
});

test("an open vote that no coming step tells is closed first, then shown; the forum never ends over it", () => {
  const at = (vote, more) =>
    view({
      forum: [{ ...view({}).forum, now: 4 }],
      activity: [step(2, "ideas"), step(4, "dots", vote), ...(more || [])],
    });
  assert.equal(wordsOfNext(at({ state: "open" })), "console.close");
  assert.equal(wordsOfNext(at({ state: "open" }, [step(5, "welcome")])), "console.close");
  assert.equal(wordsOfNext(at({ state: "open" }, [step(5, "results")])), "console.next_step");
  assert.equal(wordsOfNext(at({ state: "closed" })), "console.reveal");
  assert.equal(wordsOfNext(at({ state: "closed", revealed: true })), "console.end", "nobody voted: nothing to uncover");
});

test("a step that closed by itself is nobody's deed", () => {
  const closing = (more) => view({ activity: [step(2, "ideas", { closes_at: NOW, ...more })] });
  assert.equal(news(closing({ state: "closing" }), closing({ state: "closed" })).key, "ran_out");
  assert.equal(
    news(closing({ state: "open", closes_at: null }), closing({ state: "closing", closes_at: NOW + 9000 })).key,
    "closing",
    "time to finish is no end",
  );
  assert.equal(news(closing({ state: "closing", closes_at: NOW + 9000 }), closing({ state: "closed" })).key, "closed");
});

test("what was found is marked where it stands, whatever stands before it", () => {
  assert.deepEqual(pieces("👍🏽 soita 040 123 4567!", [[9, 21]]), [
    ["👍🏽 soita ", false],
    ["040 123 4567", true],
    ["!", false],
  ]);
  assert.deepEqual(pieces("vittu", [[0, 5]]), [["vittu", true]]);
  assert.deepEqual(pieces("ei mitään", []), [["ei mitään", false]]);
});

test("news is what a facilitator did", () => {
  const before = view({ idea: [idea(1), idea(2)], cluster: [{ id: 7, letter: "A", title: "", version: 1 }] });
  const after = (shapes) =>
    news(
      before,
      view({ idea: [idea(1), idea(2)], cluster: [{ id: 7, letter: "A", title: "", version: 1 }], ...shapes }),
    );
  assert.equal(after({}), null);
  assert.equal(after({ idea: [idea(1), idea(2), idea(3)] }), null);
  assert.deepEqual(after({ idea: [idea(1, { cluster: 7 }), idea(2)] }), {
    key: "moved",
    facts: { theme: "A", number: 1 },
  });
  assert.deepEqual(after({ idea: [idea(1, { cluster: 7 }), idea(2, { cluster: 7 })] }), {
    key: "moved_many",
    facts: { theme: "A" },
    n: 2,
  });
  assert.equal(after({ idea: [idea(1, { state: "hidden" }), idea(2)] }).key, "hidden");
  const together = [idea(1, { merged: [2] }), idea(2, { state: "merged", merged_into: 1 })];
  assert.deepEqual(after({ idea: together }), { key: "merged", facts: { number: 2, into: 1 } });
  const apart = news(view({ idea: together }), view({ idea: [idea(1), idea(2)] }));
  assert.deepEqual(apart, { key: "unmerged", facts: { number: 2 } });
  const words = { text: "clear", original: "idea 1" };
  assert.deepEqual(after({ idea: [idea(1, words), idea(2)] }), { key: "reworded", facts: { number: 1 } });
  assert.equal(after({ cluster: [{ id: 7, letter: "A", title: "Joki", version: 2 }] }).facts.theme, "A Joki");
  assert.equal(after({ forum: [{ ...before.forum, blank: true }] }).key, "blank.on");
  assert.equal(after({ forum: [{ ...before.forum, now: 3 }] }).key, "step");
});

test("a step that one comes back to did not begin", () => {
  const steps = (state) => [
    step(2, "ideas", { state }),
    step(3, "clusters", { state: "open" }),
    step(4, "dots", { state: "closed" }),
  ];
  const at = (now, state) => view({ forum: [{ ...view({}).forum, now }], activity: steps(state) });
  assert.equal(news(at(2, "open"), at(3, "closed")).key, "step");
  assert.equal(news(at(3, "closed"), at(2, "closed")).key, "returned");
  assert.equal(news(at(3, "closed"), at(2, "open")).key, "returned", "it was opened before");
  assert.equal(news(at(3, "open"), at(4, "open")).key, "returned", "it is closed");
});

test("who made a change is known by whose newest command is new; no colleague is named who did nothing", () => {
  const forum = (undo, redo = {}) => ({ undo, redo });
  const deed = (n, by = "") => ({ n, by });
  const me = "account-1";
  const said = (before, after) => {
    const actors = newActors(before, after);
    return [mayBe(me, actors), author(me, after, actors).key];
  };
  assert.equal(said(forum({}), forum({ [me]: deed(5) }))[0], true);
  assert.equal(said(forum({ [me]: deed(5) }), forum({}, { [me]: deed(6) }))[0], true, "an undo");
  assert.deepEqual(said(forum({ [me]: deed(5) }), forum({ [me]: deed(5) })), [true, "news.nobody"]);
  assert.deepEqual(said(forum({ [me]: deed(5) }), forum({ [me]: deed(5), "link-2": deed(6) })), [false, "news.theirs"]);
  const aino = forum({ "link-2": deed(6, "Aino") });
  assert.deepEqual(author(me, aino, newActors(forum({}), aino)), { key: "news.by", name: "Aino" });
  const own = [{ [me]: deed(7, "Kaisa") }, { [me]: deed(5), "link-2": deed(4) }];
  for (const undo of own)
    assert.equal(said(forum({}), forum(undo))[1], "news.own_elsewhere", "from another window of this facilitator");
});

test("a command is this page's own however late its answer or the change is, and not when it was refused", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: NOW });
  const sent = sentCommands();
  sent.begin("screen.blank");
  context.mock.timers.tick(60000);
  assert.equal(sent.take("screen.blank"), "screen.blank", "the answer is late");
  assert.equal(sent.take("screen.blank"), "", "each is used once");
  const answered = sent.begin("agenda.go");
  answered({ ok: true });
  context.mock.timers.tick(9000);
  assert.equal(sent.take("agenda.go"), "agenda.go", "the change is late");
  sent.begin("idea.hide")({ ok: false });
  assert.equal(sent.take("idea.hide"), "");
});

test("keys are text where people write", () => {
  const at = (tagName, type) => ({ tagName, type, isContentEditable: false });
  assert.equal(types(at("TEXTAREA"), "n"), true);
  assert.equal(types(at("INPUT", "text"), "n"), true);
  assert.equal(types(at("INPUT", "radio"), "n"), false);
  assert.equal(types(at("INPUT", "radio"), "ArrowLeft"), true, "an arrow chooses among radio buttons");
  assert.equal(types(at("BUTTON"), "n"), false);
  assert.equal(types(at("BUTTON"), " "), true);
  assert.equal(types(at("ARTICLE"), " "), false);
});

// A desk without a DOM that records what it sends, says and asks.
function deskOf(seen) {
  const desk = {
    ui: { asking: "", answered: new Set(), leaving: null },
    view: seen,
    sent: [],
    said: [],
    live: { now: () => seen.now },
  };
  desk.unseen = unseenCommands();
  desk.act = async (verb, body) => (desk.sent.push([verb, body]), { ok: true });
  desk.say = (words) => desk.said.push(words);
  desk.drawNow = desk.redraw = () => undefined;
  return desk;
}

function withoutPage(context) {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
  globalThis.document = { querySelector: () => null, activeElement: null, body: {} };
  context.after(() => delete globalThis.document);
}

// A page without elements that hears keys: press(key) runs what the console does on it. `at` has the focus.
function keyboard(context, desk) {
  withoutPage(context);
  const heard = [];
  const at = {
    tagName: "BODY",
    closest: () => null,
    dispatchEvent: () => true,
    classList: { toggle: () => undefined },
  };
  Object.assign(globalThis.document, {
    body: at,
    activeElement: at,
    querySelector: (selector) => (selector.startsWith("#work") ? at : null),
    getElementById: () => null,
    addEventListener: (type, run, first) => type === "keydown" && heard[first ? "unshift" : "push"](run),
  });
  listen(desk);
  const keys = (...pressed) => pressed.forEach((key) => press(heard, at, key));
  keys.at = (node, ...pressed) => pressed.forEach((key) => press(heard, node, key));
  return keys;
}

function press(heard, target, key) {
  let over = false;
  const event = {
    key,
    target,
    preventDefault: () => (event.defaultPrevented = true),
    stopPropagation: () => (over = true),
  };
  heard.forEach((run) => over || run(event));
}

test("after G with nothing chosen the next letter is no command; later ones are", (context) => {
  const desk = deskOf(view({}));
  const keys = keyboard(context, desk);
  keys("g", "Shift", "b");
  assert.deepEqual([desk.said, desk.sent], [["console.choose_first"], []]);
  keys("b");
  assert.deepEqual(desk.sent, [["screen.blank", { on: true }]], "one letter is swallowed");
  // Who has turned to something else, or waits until the hint is gone, means a command.
  keys("g", "ArrowDown", "c", "g");
  context.mock.timers.tick(6000);
  keys("f");
  assert.deepEqual(
    desk.sent.map(([verb]) => verb),
    ["screen.blank", "screen.code", "screen.freeze"],
  );
});

test("in a result the space bar uncovers, also on the button that goes on, and never takes the hall to the next step", (context) => {
  const rows = [7, 5].map((votes, i) => ({ target: i + 1, rank: i + 1, measures: { votes } }));
  const at = (uncovered, revealed = true) =>
    view({
      forum: [{ ...view({}).forum, now: 5 }],
      activity: [step(4, "dots", { state: "closed", revealed, uncovered }), step(5, "results")],
      tally: [{ id: 4, method: "sum", main: "votes", facts: { ballots: 1 }, rows }],
    });
  const desk = deskOf(at(1));
  const keys = keyboard(context, desk);
  const next = { tagName: "BUTTON", id: "next", closest: () => null };
  keys.at(next, " ");
  assert.deepEqual(desk.sent, [["screen.uncover", { activity: 4, uncovered: 2 }]]);
  context.mock.timers.tick(2000);
  desk.view = at(2);
  keys.at(next, " ");
  assert.deepEqual([desk.sent.length, desk.said.pop()], [1, "console.places.all"]);
  desk.view = at(0, false);
  keys.at(next, " ");
  assert.equal(desk.said.length + desk.sent.length, 1, "before the result it presses the button that has the focus");
});

test("0 and 9 press their buttons of the board with no card in focus, and nothing elsewhere", (context) => {
  const keys = keyboard(context, deskOf(view({})));
  const pressed = [];
  globalThis.document.getElementById = (id) => ({ click: () => pressed.push(id) });
  keys("0");
  keys.at({ tagName: "DIV", closest: (selector) => selector === "#work" }, "9");
  keys.at({ tagName: "LI", closest: () => null }, "0", "9");
  keys.at({ tagName: "TEXTAREA", closest: () => true }, "0");
  assert.deepEqual(pressed, ["take-read", "guesses"]);
});

test("R says why nothing is revealed: no result here, or one that is shown", (context) => {
  const desk = deskOf(view({}));
  const keys = keyboard(context, desk);
  keys("r");
  assert.deepEqual(desk.said, ["console.nothing_to_reveal"]);
  const tally = [{ id: 4, method: "sum", main: "votes", facts: { ballots: 0 }, rows: [] }];
  const shown = { state: "closed", revealed: true, uncovered: 0 };
  desk.view = view({ forum: [{ ...view({}).forum, now: 4 }], activity: [step(4, "dots", shown)], tally });
  keys("r");
  assert.deepEqual([desk.said.pop(), desk.sent], ["console.already_shown", []]);
});

test("the same for shortcuts that wait for text, where there is no field", (context) => {
  const desk = deskOf(view({}));
  const keys = keyboard(context, desk);
  for (const key of ["t", "i", "/"]) {
    keys(key, ..."Bcf n");
    context.mock.timers.tick(2000);
  }
  assert.deepEqual(desk.sent, []);
  keys("c");
  assert.deepEqual(desk.sent, [["screen.code", { on: true }]], "after a pause keys are commands again");
});

test("what is typed after T is kept until the field is there, however slow the answer", async (context) => {
  const desk = deskOf(view({ activity: [step(2, "clusters", { state: "open" })] }));
  const keys = keyboard(context, desk);
  const field = { value: "", maxLength: 80, form: { sent: 0, requestSubmit: () => (field.form.sent += 1) } };
  Object.assign(field, { closest: () => ({ scrollIntoView: () => undefined }), focus: () => undefined });
  field.select = () => assert.fail("a kept name is not selected");
  const cols = { querySelector: () => field };
  const board = { desk, columns: [], focus: null, naming: null, cols, pop: { hidden: true } };
  desk.ui.chosen = new Set();
  let answer;
  desk.act = (verb) => (desk.sent.push(verb), new Promise((done) => (answer = done)));
  const theme = async () => {
    const made = newTheme(board, []);
    keys(..."Bcf nx", "Backspace");
    context.mock.timers.tick(9000);
    keys("o");
    return made;
  };
  let made = theme();
  answer({ ok: true, made: { cluster: 7 } });
  await made;
  keys("k");
  focusName(board);
  assert.deepEqual([field.value, field.form.sent, desk.sent], ["Bcf nok", 0, ["cluster.add"]]);
  // With Enter behind it the name is saved at once.
  made = theme();
  keys("Enter", "b");
  answer({ ok: true, made: { cluster: 8 } });
  await made;
  board.naming.met = false;
  focusName(board);
  assert.deepEqual([field.value, field.form.sent], ["Bcf no", 1]);
  // Refused: the rest of the name is no command either.
  made = theme();
  answer({ ok: false, code: "offline", facts: {} });
  await made;
  keys(..."bcf");
  assert.deepEqual(desk.sent, ["cluster.add", "cluster.add", "cluster.add"]);
});

// A board with one theme at a time, whose name field is there once its theme was made; `answers` are still to be given.
function namingBoard(desk) {
  const board = { desk, columns: [], focus: null, naming: null, names: [], answers: [], pop: { hidden: true } };
  const field = { value: "", maxLength: 80, focus: () => undefined, select: () => undefined };
  Object.assign(field, { tagName: "INPUT", type: "text", closest: () => ({ scrollIntoView: () => undefined }) });
  const node = { dataset: {}, contains: () => false };
  board.cols = { querySelector: () => field };
  field.form = { requestSubmit: () => board.submitted(board, board.columns[0].id, field) };
  desk.ui.chosen = new Set();
  desk.live.store = { get: () => null };
  desk.act = (verb, body) => {
    if (body && body.title) board.names.push(body.title);
    desk.sent.push([verb, body]);
    return new Promise((done) => board.answers.push(done));
  };
  desk.drawNow = () => {
    if (board.naming) Object.assign(field, { value: "" });
    focusName(board);
  };
  return Object.assign(board, { field, node, submitted: submitName });
}

test("three themes typed faster than the server answers are three names, and no letter is a command", async (context) => {
  const desk = deskOf(view({ activity: [step(2, "clusters", { state: "open" })] }));
  const keys = keyboard(context, desk);
  globalThis.KeyboardEvent = class {
    constructor(_type, facts) {
      Object.assign(this, facts);
    }
  };
  context.after(() => delete globalThis.KeyboardEvent);
  const board = namingBoard(desk);
  document.activeElement.dispatchEvent = (event) => {
    if (event.detail === "theme") newTheme(board, []);
    if (event.key) keys(event.key);
    return true;
  };
  const answer = async (more) => {
    board.answers.shift()({ ok: true, ...more });
    for (let turn = 0; turn < 9; turn += 1) await null;
  };
  keys(..."tKahvila", "Enter", ..."tBussi", "Enter", ..."tEsteettömyys", "Enter", "b");
  for (const cluster of [7, 8, 9]) {
    board.columns = [{ id: cluster, title: "", letter: "A", ideas: [], version: 1 }];
    await answer({ made: { cluster } });
    keys("Shift");
    await answer();
  }
  assert.deepEqual(board.names, ["Kahvila", "Bussi", "Esteettömyys"]);
  assert.deepEqual(desk.sent.at(-1), ["screen.blank", { on: true }], "what follows the last name is a command");
  assert.equal(desk.sent.filter(([verb]) => verb === "forum.emergency").length, 0);
});

test("the keys that follow a name's Enter are kept in its field too, and nothing is played that was refused", async (context) => {
  const desk = deskOf(view({ activity: [step(2, "clusters", { state: "open" })] }));
  const keys = keyboard(context, desk);
  const board = namingBoard(desk);
  board.naming = { id: 7, back: null, version: 1 };
  board.columns = [{ id: 7, title: "", letter: "A", ideas: [], version: 1 }];
  board.field.value = "Kahvila";
  const saved = board.submitted(board, 7, board.field);
  keys.at(board.field, "Enter", "b", "c");
  assert.equal(holdsAll(desk.ui), true);
  board.answers.shift()({ ok: false, code: "offline", facts: {} });
  await saved;
  assert.deepEqual(
    desk.sent.map(([verb]) => verb),
    ["cluster.rename"],
  );
  assert.equal(waits(desk.ui), false, "the field is a field again");
});

test("E in the middle of a word stops nothing, and says so; after a pause it does", (context) => {
  const desk = deskOf(view({}));
  const keys = keyboard(context, desk);
  keys("f");
  context.mock.timers.tick(200);
  keys("e");
  assert.deepEqual([desk.said, desk.sent.map(([verb]) => verb)], [["console.emergency.again"], ["screen.freeze"]]);
  context.mock.timers.tick(400);
  keys("e");
  assert.deepEqual(desk.sent.at(-1), ["forum.emergency", { on: true }]);
});

test("going on never ends a forum, however often, and never opens it again", async (context) => {
  withoutPage(context);
  const steps = [step(2, "ideas", { state: "closed" })];
  const desk = deskOf(view({ activity: steps }));
  for (let n = 0; n < 20; n += 1) {
    await goOn(desk);
    context.mock.timers.tick(700);
  }
  desk.view = view({ activity: steps, forum: [{ ...desk.view.forum, state: "ended" }] });
  await goOn(desk);
  assert.deepEqual(desk.sent, []);
  assert.deepEqual([...new Set(desk.said)], ["console.end.by_button", "console.resume.by_button"]);
});

test("going on in a last step without results leads to places that are still covered, and never reveals a vote", async (context) => {
  withoutPage(context);
  const rows = [1, 2, 3].map((rank) => ({ target: rank, rank, measures: { votes: 4 - rank } }));
  const desk = (dots) =>
    deskOf(
      view({
        activity: [step(2, "dots", { state: "closed", voted: 5, ...dots }), step(4, "welcome", { state: "open" })],
        tally: [{ id: 2, main: "votes", facts: { ballots: 5 }, rows }],
        forum: [{ ...view({}).forum, now: 4 }],
      }),
    );
  const covered = desk({ revealed: true, uncovered: 1 });
  await goOn(covered);
  await goOn(covered);
  assert.deepEqual([covered.sent, covered.said], [[["agenda.go", { activity: 2 }]], []], "once, however often pressed");
  for (const dots of [{ revealed: true, uncovered: 3 }, { revealed: false }]) {
    const other = desk(dots);
    await goOn(other);
    assert.deepEqual([other.sent, other.said], [[], ["console.end.by_button"]]);
  }
});

test("the button of the end asks, and only the answer ends", async (context) => {
  withoutPage(context);
  const desk = deskOf(view({ activity: [step(2, "ideas", { state: "closed" })] }));
  endOrResume(desk);
  assert.equal(desk.ui.asking, "end");
  assert.deepEqual(desk.sent, []);
  end(desk);
  assert.deepEqual(desk.sent, [["forum.end", {}]]);
});

test("an open vote in which people are not done is not closed without a question", async (context) => {
  withoutPage(context);
  const presence = [{ id: 1, connected: 5, active: 5, lost: 0, writing: 0, screens: 1, reached: [] }];
  const at = (more, last) =>
    view({
      presence,
      forum: [{ ...view({}).forum, now: 4 }],
      activity: [step(2, "ideas"), step(4, "dots", { state: "open", done: 3, ...more }), ...last],
    });
  const results = [step(5, "results")];
  assert.deepEqual(unfinished(at({}, results)), { what: "voting", n: 2 });
  assert.deepEqual(unfinished(at({}, [])), { what: "voting", n: 2 }, "also where going on only closes it");
  assert.equal(unfinished(at({ done: 5 }, results)), null);
  assert.equal(unfinished(at({ state: "closed" }, results)), null);
  const desk = deskOf(at({}, results));
  await goOn(desk);
  context.mock.timers.tick(5000);
  await goOn(desk);
  assert.deepEqual([desk.ui.asking, desk.sent], ["people", []], "pressing again is no answer");
  assert.deepEqual(desk.said, ["console.answer_first"], "and the console says so");
  await goOn(desk, "now");
  assert.deepEqual(
    desk.sent,
    [["agenda.go", { activity: 5, grace: 0 }]],
    "in one, so that no page draws what is between",
  );
});

test("a presenter's remote answers the question about people: once more after a pause gives them time, back is no", async (context) => {
  const presence = [{ id: 1, connected: 5, active: 5, lost: 0, writing: 2, screens: 1, reached: [] }];
  const steps = [step(2, "ideas", { state: "open" }), step(3, "clusters")];
  const at = view({ presence, activity: steps, idea: [idea(1)] }, NOW);
  const desk = deskOf(Object.assign(at, { opened: NOW - 60000 }));
  const press = keyboard(context, desk);
  const keys = async (...pressed) => {
    press(...pressed);
    await new Promise((done) => setImmediate(done));
  };
  await keys("PageDown");
  assert.deepEqual([desk.ui.asking, desk.sent, desk.said], ["people", [], ["console.remote.ask"]]);
  context.mock.timers.tick(700);
  await keys("PageDown");
  assert.deepEqual(desk.sent, [], "impatience is no answer");
  await keys("PageUp");
  assert.deepEqual([desk.ui.asking, desk.sent], ["", []]);
  await keys("PageDown");
  context.mock.timers.tick(2500);
  await keys("n");
  assert.deepEqual(desk.sent, [], "N is no answer, however late");
  await keys("PageDown");
  assert.deepEqual(desk.sent, [["activity.close", { activity: 2, grace: 20 }]]);
  assert.ok(desk.ui.leaving, "then it goes on by itself");
  await keys("PageUp");
  assert.equal(desk.ui.leaving, null);
  // It ends no forum.
  desk.ui.asking = "end";
  context.mock.timers.tick(9000);
  await keys("PageDown");
  assert.equal(desk.sent.length, 1);
});

test("a step that has just begun, or in which nobody wrote yet, is not skipped by a hurried key", async (context) => {
  withoutPage(context);
  const presence = [{ id: 1, connected: 5, active: 5, lost: 0, writing: 0, screens: 1, reached: [] }];
  const at = (now, opened, more) =>
    Object.assign(
      view({ presence, activity: [step(2, "ideas", { state: "open" }), step(3, "clusters")], ...more }, now),
      { opened },
    );
  const written = { idea: [idea(1, { state: "waiting" })] };
  assert.deepEqual(unfinished(at(NOW + 700, NOW, written)), { what: "just", n: 5 });
  assert.deepEqual(unfinished(at(NOW + 60000, NOW, {})), { what: "nothing", n: 5 });
  assert.deepEqual(
    unfinished(at(NOW + 60000, NOW, { idea: [idea(1, { activity: 9 })] })),
    { what: "nothing", n: 5 },
    "another step's ideas are none of this one",
  );
  assert.equal(unfinished(at(NOW + 60000, NOW, written)), null, "an idea that waits for review was written");
  assert.equal(unfinished(at(NOW + 700, NOW, { presence: [] })), null, "nobody is here");
  assert.equal(
    unfinished(at(NOW + 700, NOW, { activity: [step(2, "ideas", { state: "open", done: 5 }), step(3, "clusters")] })),
    null,
    "everybody is done",
  );
  assert.equal(
    unfinished(at(NOW + 700, NOW, { activity: [step(2, "ideas", { state: "closed" }), step(3, "clusters")] })),
    null,
    "closed on purpose",
  );
  const desk = deskOf(at(NOW, NOW, {}));
  context.mock.timers.tick(700);
  await goOn(desk);
  assert.deepEqual([desk.ui.asking, desk.sent], ["people", []]);
  await goOn(desk, "now");
  assert.deepEqual(
    desk.sent.map(([verb]) => verb),
    ["agenda.go"],
  );
});

test("a vote is not opened without a word while ideas wait for review", async (context) => {
  withoutPage(context);
  const waiting = [idea(1), idea(2, { state: "waiting" }), idea(3, { state: "waiting" })];
  const memory = idea(4, { state: "waiting", activity: 1 });
  const at = (more) =>
    view({
      forum: [{ ...view({}).forum, now: 3 }],
      activity: [
        step(1, "ideas", { state: "closed", settings: { votable: false } }),
        step(2, "ideas", { state: "closed" }),
        step(3, "clusters", { state: "open" }),
        step(4, "dots", { settings: { of: "ideas" } }),
      ],
      idea: waiting.concat(memory),
      ...more,
    });
  assert.deepEqual(behindVote(at({})), { unread: 2, unshown: 0 }, "a memory is in no vote");
  assert.equal(behindVote(at({ idea: [idea(1), memory] })), null);
  const earlier = at({ forum: [{ ...view({}).forum, now: 2 }] });
  assert.equal(behindVote(earlier), null, "the vote is not next");
  assert.equal(leftBehind(earlier, earlier.steps[3]).unread, 2, "but the agenda can jump to it");
  assert.equal(leftBehind(earlier, earlier.steps[1]).unread, 0, "and this is no vote");
  const themes = [step(3, "clusters", { state: "open" }), step(4, "dots", { settings: { of: "clusters" } })];
  const onThemes = (cluster) =>
    behindVote(at({ activity: [step(2, "ideas", { state: "closed" }), ...themes], cluster }));
  assert.equal(onThemes([{ id: 5, letter: "A", title: "Meri" }]), null);
  const desk = deskOf(at({}));
  await goOn(desk);
  context.mock.timers.tick(5000);
  await goOn(desk);
  assert.deepEqual([desk.ui.asking, desk.sent], ["unread", []], "pressing again is no answer");
  assert.equal(isQuestionStale(desk, at({})), false);
  assert.equal(isQuestionStale(desk, at({ idea: [idea(1)] })), true, "all were read");
  await answerOn(desk, "now");
  assert.deepEqual([desk.ui.asking, desk.sent], ["", [["agenda.go", { activity: 4 }]]]);
});

test("private ideas that were never shown to all are left out of a vote only knowingly", async (context) => {
  withoutPage(context);
  const hidden = { settings: { style: "private" }, keeps_back: true };
  const at = (now, idea) =>
    view({
      forum: [{ ...view({}).forum, now }],
      activity: [
        step(2, "ideas", { state: "closed", ...hidden }),
        step(3, "welcome"),
        step(4, "dots", { of: "ideas" }),
      ],
      idea,
    });
  const secret = [idea(1, { state: "private" }), idea(2, { state: "private" }), idea(3, { state: "hidden" })];
  assert.deepEqual(behindVote(at(3, secret)), { unread: 0, unshown: 2 });
  assert.deepEqual(leftBehind(at(2, secret), at(2, secret).steps[2]), { unread: 0, unshown: 2 }, "nor by the agenda");
  const both = leftBehindWords({ unread: 1, unshown: 2 });
  assert.equal(both, "console.unread_for_vote. console.unshown_for_vote");
  const desk = deskOf(at(3, secret));
  await goOn(desk);
  assert.deepEqual([desk.ui.asking, desk.sent], ["unread", []]);
});

test("one question tells all that is open, and what was answered is not asked again, neither later", async (context) => {
  withoutPage(context);
  const themes = [
    { id: 5, letter: "A", title: "" },
    { id: 6, letter: "B", title: "Meri" },
  ];
  const at = (now, more, cluster = themes) =>
    view({
      forum: [{ ...view({}).forum, now }],
      presence: [{ id: 1, connected: 5, active: 5, lost: 0, writing: now === 2 ? 2 : 0, screens: 1, reached: [] }],
      activity: [
        step(2, "ideas", { state: "open" }),
        step(3, "dots", { of: "ideas", into: "clusters", ...(now === 3 && { state: "closed", revealed: true }) }),
        step(4, "dots", { of: "ideas", into: "clusters" }),
      ],
      idea: [idea(1), idea(2, { state: "waiting" })].concat(more || []),
      cluster,
    });
  const desk = deskOf(at(2));
  const said = () => {
    const node = document.createElement("div");
    drawQuestion(desk, node, desk.view);
    return node.firstChild.textContent;
  };
  await goOn(desk);
  assert.equal(desk.ui.asking, "people");
  fakeDom();
  assert.equal(said(), "grace.console. console.unnamed_left. console.unread_for_vote");
  await answerOn(desk, "now");
  assert.deepEqual([desk.ui.asking, desk.sent.map(([verb]) => verb)], ["", ["agenda.go"]]);
  context.mock.timers.tick(5000);
  desk.view = at(3);
  await goOn(desk);
  assert.deepEqual(
    [desk.ui.asking, desk.sent[1]],
    ["", ["agenda.go", { activity: 4 }]],
    "the same idea and the same theme, two steps later",
  );
  context.mock.timers.tick(5000);
  desk.view = at(3, idea(3, { state: "waiting" }));
  await goOn(desk);
  assert.deepEqual([desk.ui.asking, said()], ["unread", "console.unread_for_vote"], "one more has come since");
});

test("what a presenter's remote passes over without the console is still asked about", async (context) => {
  withoutPage(context);
  const seen = view({
    presence: [{ id: 1, connected: 5, active: 5, lost: 0, writing: 2, screens: 1, reached: [] }],
    activity: [step(2, "ideas", { state: "open" }), step(4, "dots", { settings: { of: "ideas" } })],
    idea: [idea(1), idea(2, { state: "waiting" })],
  });
  const desk = deskOf(seen);
  await goOn(desk);
  await goOn(desk, "wait");
  await goOn(desk, "on");
  assert.equal(desk.ui.asking, "unread");
});

test("a long word in the preview of the screen breaks with a hyphen", () => {
  const title = { fi: "Kaupunginmuseosuunnitelmakokonaisuus" };
  const long = view({ forum: [{ ...view({}).forum, title, now: null }] });
  const said = sentence({ pick: (texts) => texts.fi }, long, { name: "lobby" });
  assert.match(said, /\u00ad/);
  assert.equal(said.replaceAll("\u00ad", ""), long.forum.title.fi);
});

test("the preview says what the hall reads", () => {
  setWords({ lang: "fi", words: {} });
  const at = (more) =>
    picture(
      { forum: { now: 4, here: 9 }, activities: [step(4, "dots", more)], ideas: [], clusters: [], tallies: [] },
      NOW,
      KINDS,
    );
  assert.deepEqual(alsoSaid(at({ state: "closed" })), ["screen.result_next"], "a vote is over");
  assert.deepEqual(alsoSaid(at({ state: "closing", closes_at: NOW - 1 })), ["screen.result_next"], "also by itself");
  assert.deepEqual(alsoSaid(at({ state: "open" })), []);
  const waits = { name: "wall", ideas: [], waiting: 83, paused: true };
  assert.deepEqual(alsoSaid(waits), ["screen.waiting", "screen.paused"]);
  assert.deepEqual(shapesOf(waits), [], "nothing is on the wall");
  assert.equal(shapesOf({ name: "wall", ideas: [1, 2, 3] }).length, 3);
  assert.equal(shapesOf({ name: "wall", ideas: Array(50) }).length, 8);
  assert.equal(sentence({}, view({}), { name: "wait", words: "" }), "screen.result_next");
});

test("a result is not called shown while its places are covered", () => {
  const rows = [7, 5, 2].map((value, i) => ({ target: i + 1, rank: i + 1, measures: { votes: value } }));
  const tally = { id: 4, method: "sum", main: "votes", chart: "bars", facts: {}, rows };
  const said = (uncovered) => {
    const vote = step(4, "dots", { state: "closed", revealed: true, uncovered });
    return stateWords(view({ activity: [vote], tally: [tally] }), vote);
  };
  assert.deepEqual([0, 2, 3].map(said), ["console.uncovered", "console.uncovered", "console.state.vote_over"]);
});

test("since when a step is open is what the page saw, and a detour does not begin it anew", () => {
  let before = null;
  const opened = (now, time, one, two) => {
    const activity = [step(2, "ideas", one), step(4, "dots", { settings: { of: "ideas" }, ...two })];
    const seen = view({ forum: [{ ...view({}).forum, now }], activity }, NOW + time);
    seen.openings = openings(before, seen);
    before = seen;
    return seen.openings.get(now);
  };
  const [open, closed, voted] = [{ state: "open" }, { state: "closed" }, { state: "open", voted: 3 }];
  assert.equal(opened(2, 0, open, {}), 0, "it was open before the page was");
  assert.equal(opened(4, 1, closed, open), NOW + 1);
  assert.equal(opened(2, 2, open, {}), 0, "opened by mistake and taken back");
  assert.equal(opened(4, 60000, closed, open), NOW + 60000, "so this is its beginning");
  assert.equal(opened(4, 90000, closed, voted), NOW + 60000);
  assert.equal(opened(2, 95000, open, { state: "waiting", voted: 3 }), 0, "taken back with votes in it");
  assert.equal(opened(4, 99000, closed, voted), NOW + 60000, "people have had their time");
  assert.equal(opened(2, 100000, open, { state: "closed", voted: 3 }), 0, "gone back for a moment");
  assert.equal(opened(4, 101000, closed, voted), NOW + 60000);
});

test("phones that flicker are waited for as before, and no longer when they stay away", () => {
  const presence = (connected) => [{ id: 1, connected, active: 5, lost: 0, writing: 0, screens: 1, reached: [] }];
  const vote = { forum: [{ ...view({}).forum, now: 4 }], activity: [step(4, "dots", { state: "open", done: 3 })] };
  let seen = null;
  const draw = (connected, now) => {
    const next = view({ ...vote, presence: presence(connected) }, now);
    next.lately = connectedLately(seen, next);
    return (seen = next);
  };
  assert.deepEqual(unfinished(draw(5, NOW)), { what: "voting", n: 2 });
  assert.deepEqual(unfinished(draw(1, NOW + 60000)), { what: "voting", n: 2 }, "they were here until now");
  assert.deepEqual(unfinished(draw(3, NOW + 80000)), { what: "voting", n: 2 });
  assert.equal(unfinished(draw(3, NOW + 90000)), null, "two have gone home");
  assert.deepEqual(unfinished(draw(6, NOW + 91000)), { what: "voting", n: 3 });
});

test("an open step says when its ideas are seen", () => {
  const at = (moderation, settings) => {
    const seen = view({
      forum: [{ ...view({}).forum, moderation }],
      activity: [step(2, "ideas", { state: "open", settings })],
    });
    return stateWords(seen, seen.step);
  };
  assert.equal(at("off", {}), "console.state.ideas");
  assert.equal(at("after", {}), "console.state.ideas");
  assert.equal(at("before", {}), "console.state.ideas_before");
  assert.equal(at("before", { style: "private" }), "console.state.private");
});

test("a text without a name is called by its first words, every other kind by its kind", () => {
  const steps = [
    step(1, "welcome", { prompt: { fi: "Kiitos, että tulitte! Kahvia on tarjolla aulassa." } }),
    step(2, "ideas", { prompt: { fi: "Mitä?" } }),
    step(3, "welcome", { prompt: {} }),
  ];
  assert.deepEqual(steps.map(nameOf), ["Kiitos, että tulitte! Kahvia…", "kind.ideas", "kind.welcome"]);
});

test("after the time to finish it goes on by itself, unless somebody stops it or opens the step again", async (context) => {
  withoutPage(context);
  const presence = [{ id: 1, connected: 5, active: 5, lost: 0, writing: 2, screens: 1, reached: [] }];
  const at = (more, now) =>
    view({ presence, activity: [step(2, "ideas", { state: "open", ...more }), step(3, "clusters")] }, now);
  const begun = async () => {
    const desk = deskOf(at({}));
    await goOn(desk, "wait");
    desk.view = at({ state: "closing", closes_at: NOW + 20000 });
    goOnAfterGrace(desk);
    return desk;
  };
  const later = (desk, more) => {
    desk.view = at(more, NOW + 20001);
    desk.live.now = () => NOW + 20001;
    goOnAfterGrace(desk);
    return desk.sent.slice(1);
  };
  const closing = { state: "closing", closes_at: NOW + 20000 };
  const desk = await begun();
  assert.deepEqual(desk.sent, [["activity.close", { activity: 2, grace: 20 }]], "not before its time");
  assert.deepEqual(later(desk, closing), [["agenda.go", { activity: 3 }]]);
  const stopped = await begun();
  stay(stopped);
  assert.deepEqual(later(stopped, closing), []);
  assert.deepEqual(later(await begun(), { state: "open" }), [], "opened again");
});

test("presses up to 600 ms apart are one", async (context) => {
  withoutPage(context);
  const desk = deskOf(
    view({ activity: [step(2, "welcome", { state: "open" }), step(3, "clusters"), step(4, "welcome")] }),
  );
  await goOn(desk);
  context.mock.timers.tick(590);
  desk.view = view({ forum: [{ ...desk.view.forum, now: 3 }], activity: desk.view.steps });
  await goOn(desk);
  assert.equal(desk.sent.length, 1);
  context.mock.timers.tick(700);
  await goOn(desk);
  assert.equal(desk.sent.length, 2);
});

test("a step is called by its number and its own words, never cut within a word", () => {
  const steps = [
    step(1, "welcome", { name: { fi: "Kahvitauko" } }),
    step(2, "ideas", { prompt: { fi: "Mitä puistoon pitäisi saada, jotta siellä viihtyisi?" } }),
    step(3, "ideas", { prompt: {} }),
  ];
  const seen = view({ activity: steps });
  assert.deepEqual(
    seen.steps.map((one) => called(seen, one)),
    ["1 Kahvitauko", "2 kind.ideas", "3 kind.ideas"],
  );
  seen.steps.forEach((one, i) => assert.equal(called(seen, one), i + 1 + " " + nameOf(one), "one name everywhere"));
  assert.equal(
    firstWords("Puisto-ja-leikkialuesuunnitelmakokonaisuus ja muuta", 10),
    "Puisto-ja-leikkialuesuunnitelmakokonaisuus…",
  );
});

test("review is asked until somebody has said so, and an unread hall of many is pointed out", () => {
  const seen = (more) => view({ forum: [{ ...view({}).forum, ...more }] });
  assert.equal(asksReview(seen({ moderation_chosen: false })), true);
  assert.equal(asksReview(seen({ moderation_chosen: false, now: null })), true, "before the start");
  assert.equal(asksReview(seen({ moderation_chosen: true })), false);
  assert.equal(asksReview(seen({ moderation_chosen: false, now: 3 })), false, "no ideas come any more");
  assert.equal(unreviewed(seen({ here: 31 })), 31);
  assert.equal(unreviewed(seen({ here: 30 })), 0);
  assert.equal(unreviewed(seen({ here: 200, moderation: "before" })), 0);
});

test("what people chose in a result that was shown is known to the console", () => {
  const seen = view({ forum: [{ ...view({}).forum, settled: [3] }] });
  assert.deepEqual([isSettled(seen, 3), isSettled(seen, 4)], [true, false]);
});

test("a vote on more ideas than people can read is pointed out, and what is left out is no target", () => {
  const many = Array.from({ length: 41 }, (_, i) => idea(i + 1));
  const at = (more, ideas) =>
    view({
      forum: [{ ...view({}).forum, now: 3 }],
      idea: ideas || many,
      activity: [step(2, "ideas"), step(3, "clusters"), step(4, "dots", { settings: { of: "ideas" }, ...more })],
    });
  assert.equal(tooMany(at({})), 41);
  assert.equal(
    tooMany(
      at(
        {},
        many.map((one) => (one.id === 1 ? { ...one, votable: false, left_out: true } : one)),
      ),
    ),
    0,
  );
  assert.equal(tooMany(at({ of: "clusters" })), 0);
  assert.equal(tooMany(at({ revealed: true, state: "closed" })), 0);
});

test("a merged idea is one card of the board and one target of a vote", () => {
  const seen = view({
    idea: [idea(1, { merged: [2] }), idea(2, { state: "merged", merged_into: 1, votable: false }), idea(3)],
  });
  assert.deepEqual(
    onBoard(seen).map((one) => one.number),
    [1, 3],
  );
  assert.deepEqual(
    targets(seen, seen.steps[3]).map((one) => [one.sign, one.merged]),
    [
      ["1", 1],
      ["3", 0],
    ],
  );
  assert.deepEqual(
    heldIn(seen, seen.idea(1)).map((one) => one.number),
    [2],
  );
});

test("finding by number or by words", () => {
  assert.equal(matches("7", 7, "Sauna 17"), true);
  assert.equal(matches("7", 17, "Seitsemän"), false, "a number is one idea");
  assert.equal(matches(" SAU", 17, "Uusi sauna"), true);
  assert.equal(matches("a", "A", "Joki"), true);
  assert.equal(matches("", 1, ""), true);
});

test("beyond four themes that do not fit side by side only the heads stand", () => {
  assert.deepEqual([folds(4, 700), folds(5, 838), folds(8, 1000), folds(8, 2000)], [true, true, true, false]);
  assert.equal(folds(4, 998), false, "four have room beside the pile on a laptop");
  assert.equal(folds(4, 998, 1), true, "names of likely themes take the room of another");
  assert.ok(abreast(700) >= 2);
});

test("taking back tells of what was taken, as the answer says, not of what the page last knew", async (context) => {
  setWords({
    lang: "en",
    words: {
      "console.undone": "undone: {action}",
      "console.redone": "redone: {action}",
      "done.screen.blank": "dark",
      "done.one.idea.hide": "{number} hidden",
    },
  });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const known = { "account-1": { n: 7, command: "idea.hide", idea: 3, by: "" } };
  const told = async (deed, made) => {
    const desk = {
      ...deskOf(view({ forum: [{ ...view({}).forum, undo: known, redo: known }] })),
      boot: { me: "account-1" },
    };
    desk.act = async (verb, body) => (desk.sent.push([verb, body]), { ok: true, made });
    await deed(desk);
    return [desk.sent, desk.said];
  };
  // The answer names another idea, or another command: this facilitator's other page sent it a moment before.
  assert.deepEqual(await told(undo, { command: "idea.hide", n: 9, idea: 12 }), [
    [["undo", { n: 7 }]],
    ["undone: 12 hidden"],
  ]);
  assert.deepEqual(await told(undo, { command: "screen.blank", n: 9, idea: null }), [
    [["undo", { n: 7 }]],
    ["undone: dark"],
  ]);
  assert.deepEqual(await told((desk) => undoThis(desk, { n: 5 }), { command: "idea.hide", n: 5, idea: 4 }), [
    [["undo", { n: 5 }]],
    ["undone: 4 hidden"],
  ]);
  assert.deepEqual(await told(redo, { command: "idea.hide", n: 9, idea: 12 }), [[["redo", {}]], ["redone: 12 hidden"]]);
});

test("undo names the deed on its button, once however often it is pressed, and again after it was refused", async () => {
  const deeds = (n) =>
    view({ forum: [{ ...view({}).forum, undo: { "account-1": { n, command: "screen.blank", idea: null, by: "" } } }] });
  const desk = { ...deskOf(deeds(7)), boot: { me: "account-1" } };
  const answers = [
    { ok: false, code: "undo_changed", facts: {} },
    { ok: true, made: { command: "screen.blank", n: 7, idea: null } },
  ];
  desk.act = async (verb, body) => (desk.sent.push(body.n), answers[desk.sent.length - 1] || answers[1]);
  await undo(desk);
  await Promise.all([undo(desk), undo(desk)]);
  await undo(desk);
  assert.deepEqual(desk.sent, [7, 7], "refused, then taken; what was pressed too often took nothing older");
  desk.view = deeds(5);
  await undo(desk);
  assert.deepEqual(desk.sent, [7, 7, 5]);
});

test("another's deed is offered by name, and one more press takes back exactly that", async (context) => {
  withoutPage(context);
  setWords({
    lang: "en",
    words: {
      "console.undo.theirs": "{name}: {action}. Undo it?",
      "console.somebody": "somebody",
      "done.one.idea.hide": "{number} hidden",
      "done.screen.blank": "dark",
    },
  });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const deeds = (more) =>
    view({
      forum: [
        {
          ...view({}).forum,
          undo: {
            "link-2": { n: 7, command: "idea.hide", idea: 3, by: "Aino" },
            "link-4": { n: 5, command: "screen.blank", idea: null, by: "" },
            ...more,
          },
        },
      ],
    });
  const desk = { ...deskOf(deeds({})), boot: { me: "account-1" } };
  await takeBack(desk);
  assert.deepEqual([desk.ui.asking, desk.sent], ["undo", []], "nothing is taken back by the first press");
  assert.equal(askedOf(desk, theirs(desk, desk.view), desk.view), "Aino: 3 hidden. Undo it?");
  desk.act = async (verb, body) => (
    desk.sent.push([verb, body]),
    { ok: true, made: { command: "idea.hide", n: 7, idea: 3 } }
  );
  await answerYes(desk);
  assert.deepEqual(desk.sent, [["undo", { n: 7 }]]);
  await takeBack(desk);
  // Meanwhile this facilitator did something: the question no longer applies, and the key undoes their own command.
  desk.view = deeds({ "account-1": { n: 8, command: "screen.blank", idea: null, by: "" } });
  assert.equal(isQuestionStale(desk, desk.view), true);
});

test("undo's words go by what was done, not by its command alone", (context) => {
  setWords({
    lang: "en",
    words: {
      "done.forum.end.off": "continuing",
      "done.screen.blank": "dark",
      "done.screen.blank.off": "lit",
      "done.one.idea.leave_out.off": "{number} back in",
      "done.step.activity.reveal.off": "{step} covered",
      "done.step.hands.set": "hands in {step}",
      "done.step.screen.uncover.off": "a place of {step} covered",
    },
  });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const said = (command, more) => wordsOf({ n: 7, command, idea: null, activity: null, off: true, ...more }, view({}));
  assert.equal(said("forum.end"), "continuing");
  assert.equal(said("screen.blank"), "lit");
  assert.equal(said("screen.blank", { off: false }), "dark");
  assert.equal(said("idea.leave_out", { idea: 3 }), "3 back in");
  assert.equal(said("activity.reveal", { activity: 4 }), "4 kind.dots covered");
  assert.equal(said("hands.set", { activity: 4, off: false }), "hands in 4 kind.dots");
  assert.equal(said("screen.uncover", { activity: 4 }), "a place of 4 kind.dots covered");
});

test("undo says how many ideas stay as they are", async (context) => {
  withoutPage(context);
  setWords({ lang: "en", words: { "console.undone": "Undone.", "console.undo.left": ["{n} stays", "{n} stay"] } });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const desk = deskOf(view({}));
  const said = [];
  desk.say = (words) => said.push(words);
  for (const left of [0, 2]) {
    desk.act = async () => ({
      ok: true,
      made: { command: "ideas.show", idea: null, activity: null, off: false, left },
    });
    await undoThis(desk, { n: 4 });
  }
  assert.deepEqual(said, ["Undone.", "Undone. 2 stay"]);
});

test("an undo or redo that ends the forum asks first, as ending does, and the answer takes exactly that", async (context) => {
  withoutPage(context);
  const resumed = { n: 9, command: "forum.end", idea: null, activity: null, off: true, ends: true, by: "Aino" };
  const at = (more, state = "live") => view({ forum: [{ ...view({}).forum, state, ...more }] });
  const desk = { ...deskOf(at({ undo: { "account-1": resumed } })), boot: { me: "account-1" } };
  await takeBack(desk);
  context.mock.timers.tick(5000);
  await takeBack(desk);
  assert.deepEqual([desk.ui.asking, desk.sent], ["undo", []], "pressing again is no answer");
  assert.equal(askedOf(desk, resumed, desk.view), "console.end.ask");
  desk.act = async (verb, body) => (desk.sent.push([verb, body]), { ok: true, made: resumed });
  await answerYes(desk);
  assert.deepEqual(desk.sent, [["undo", { n: 9 }]]);
  // Redoing an end, too.
  desk.view = at({ redo: { "account-1": { ...resumed, off: false } } });
  await doAgain(desk);
  assert.deepEqual([desk.ui.asking, desk.sent.length], ["redo", 1]);
  await answerYes(desk);
  assert.deepEqual(desk.sent[1], ["redo", {}]);
  // A colleague's: the question names what they did and says what undoing it does.
  desk.view = at({ undo: { "link-2": resumed } });
  await takeBack(desk);
  assert.equal(askedOf(desk, theirs(desk, desk.view), desk.view), "console.undo.theirs.ends");
  // It has ended meanwhile: nothing is left to ask.
  assert.equal(isQuestionStale(desk, at({ undo: { "link-2": { ...resumed, n: 10 } } })), true);
});

test("what takes an open step away from people who use it is not undone or redone without a question", async (context) => {
  withoutPage(context);
  const went = (activity) => ({ n: 9, command: "agenda.go", idea: null, activity, off: false, ends: false, by: "" });
  const at = (now, voting, more) =>
    view({
      forum: [{ ...view({}).forum, now, undo: { "account-1": went(4) }, redo: { "account-1": went(3) }, ...more }],
      activity: [step(2, "ideas", { state: "open", count: 7 }), step(3, "clusters"), step(4, "dots", voting)],
    });
  const press = async (deed, seen) => {
    const desk = { ...deskOf(seen), boot: { me: "account-1" }, act: async () => ({ ok: true, made: went(4) }) };
    await deed(desk);
    return desk.ui.asking;
  };
  const vote = { state: "open", voted: 183 };
  assert.equal(await press(takeBack, at(4, vote)), "undo", "183 have voted");
  assert.equal(await press(doAgain, at(4, vote)), "redo", "and another step would close their vote");
  assert.equal(await press(takeBack, at(4, { state: "open", voted: 0 })), "", "nobody has: a slip goes back at once");
  assert.equal(await press(takeBack, at(4, { state: "closed", voted: 183 })), "");
  const undone = (command, activity) => ({ undo: { "account-1": { ...went(activity), command } } });
  assert.equal(await press(takeBack, at(2, {}, undone("agenda.go", 2))), "undo", "seven ideas were sent");
  assert.equal(await press(takeBack, at(4, vote, undone("activity.open", 4))), "undo");
  assert.equal(await press(takeBack, at(4, vote, undone("screen.blank", null))), "", "what leaves the vote open");
  assert.equal(await press(takeBack, at(4, vote, undone("activity.time", 4))), "");
  const closes = { redo: { "account-1": { ...went(4), command: "activity.close" } } };
  assert.equal(await press(doAgain, at(4, vote, closes)), "redo");
  const desk = { ...deskOf(at(4, vote)), boot: { me: "account-1" } };
  await takeBack(desk);
  context.mock.timers.tick(5000);
  await takeBack(desk);
  assert.deepEqual(desk.sent, [], "pressing again is no answer");
  assert.equal(isQuestionStale(desk, at(4, { ...vote, voted: 184 })), false);
  assert.equal(
    askedOf(desk, desk.view.forum.undo["account-1"], desk.view, "undo"),
    "console.undo.voted console.undo.own",
  );
  desk.act = async (verb, body) => (desk.sent.push([verb, body]), { ok: true, made: went(4) });
  await answerYes(desk);
  assert.deepEqual(desk.sent, [["undo", { n: 9 }]]);
});

test("an idea does not join an open vote without a question once people have voted", async (context) => {
  withoutPage(context);
  const at = (voted, more, from) =>
    view({
      forum: [{ ...view({}).forum, now: 4 }],
      activity: [
        step(1, "ideas", { state: "closed", settings: { votable: false } }),
        step(2, "ideas", { state: "closed", ...from }),
        step(4, "dots", { state: "open", of: "ideas", voted, ...more }),
      ],
      idea: [1, 2, 3].map((id) => idea(id, { state: "waiting" })).concat(idea(4, { state: "waiting", activity: 1 })),
    });
  const press = async (seen, ids) => {
    const desk = deskOf(seen);
    desk.askCandidates = (which) => askCandidates(desk, which);
    await showIdeas(desk, ids);
    return desk;
  };
  const asked = await press(at(164), [2, 3]);
  assert.deepEqual([asked.ui.asking, asked.sent], ["candidates", []]);
  assert.equal(isQuestionStale(asked, at(165)), false);
  assert.equal(isQuestionStale(asked, at(165, { state: "closed" })), true);
  await showAs(asked, [2, 3], false);
  assert.deepEqual(asked.sent, [
    ["idea.leave_out", { idea: 2, out: true }],
    ["idea.leave_out", { idea: 3, out: true }],
    ["ideas.show", { ideas: [2, 3] }],
  ]);
  const shown = [["idea.show", { idea: 2 }]];
  assert.deepEqual((await press(at(0), [2])).sent, shown, "nobody has voted yet");
  assert.deepEqual((await press(at(164, { of: "clusters" }), [2])).sent, shown, "a vote on themes");
  assert.deepEqual((await press(at(164, { state: "closed" }), [2])).sent, shown);
  assert.deepEqual((await press(at(164), [4])).sent, [["idea.show", { idea: 4 }]], "ideas of this step are in no vote");
  const secret = { keeps_back: true, revealed: false };
  assert.deepEqual((await press(at(164, {}, secret), [2])).sent, shown, "it stays with the other private ones");
});

test("several at once are told by how many", () => {
  const before = view({ idea: [idea(1), idea(2), idea(3)] });
  const after = (more) => news(before, view({ idea: [idea(1, more), idea(2, more), idea(3)] }));
  assert.deepEqual(after({ state: "hidden" }), { key: "hidden_many", facts: {}, n: 2 });
  assert.deepEqual(after({ left_out: true }), { key: "left_out_many.on", facts: {}, n: 2 });
});

test("a text that is in none of the screen's languages falls back to Finnish, then to any", () => {
  const at = (prompt) => langsOfRoom({ prompt }, { screen_languages: ["fi", "sv"] });
  assert.deepEqual(at({ en: "Hello", sv: "Hej" }), ["sv"]);
  assert.deepEqual(langsOfRoom({ prompt: { en: "Hello", fi: "Hei" } }, { screen_languages: ["sv"] }), ["fi"]);
  assert.deepEqual([at({ en: "Hello" }), at({})], [["en"], []]);
});

test("what is taken back about a step is told with the step: its number and what it is called", async (context) => {
  withoutPage(context);
  const commands = ["agenda.go", "activity.open", "activity.close", "activity.reveal", "activity.time"];
  const words = Object.fromEntries(
    commands.flatMap((command) => [
      ["done." + command, "a step"],
      ["done.step." + command, command + " of {step}"],
    ]),
  );
  setWords({
    lang: "fi",
    words: { ...words, "console.undo.theirs": "{name}: {action}", "console.undone": "undone: {action}" },
  });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const steps = [
    step(1, "welcome", { prompt: { fi: "Tervetuloa mukaan" } }),
    step(2, "ideas"),
    step(3, "dots", { name: { fi: "Iltaäänestys" } }),
  ];
  const seen = (deed) =>
    view({
      activity: steps,
      forum: [{ ...view({}).forum, undo: { "link-2": { n: 7, idea: null, by: "Aino", ...deed } } }],
    });
  for (const command of commands) {
    const asked = (activity) => {
      const [desk, at] = [{ boot: { me: "account-1" } }, seen({ command, activity })];
      return askedOf(desk, theirs(desk, at), at);
    };
    assert.equal(asked(3), `Aino: ${command} of 3 Iltaäänestys`);
    assert.equal(asked(1), `Aino: ${command} of 1 Tervetuloa mukaan`);
    assert.equal(asked(99), "Aino: a step", "it was removed since");
  }
  const desk = { ...deskOf(seen({})), boot: { me: "account-1" } };
  desk.act = async () => ({ ok: true, made: { command: "agenda.go", n: 7, idea: null, activity: 3 } });
  await undoThis(desk, { n: 7 });
  assert.deepEqual(desk.said, ["undone: agenda.go of 3 Iltaäänestys"]);
});

test("that no phone can come in, or has, is said until somebody is in, by whatever road", () => {
  const presence = { id: 1, connected: 0, active: 0, lost: 0, writing: 0, screens: 1, reached: [] };
  const said = (forum, people) =>
    isUnproven(
      view({ forum: [{ ...view({}).forum, now: null, here: 0, ...forum }], presence: [{ ...presence, ...people }] }),
    );
  assert.equal(said({}, {}), true);
  assert.equal(said({ here: 1 }, {}), false, "somebody is in");
  assert.equal(said({}, { connected: 1 }), false, "a phone is at the door");
  assert.equal(said({}, { reached: ["museo.fi"] }), false);
  assert.equal(said({ now: 2 }, {}), false, "the forum is under way");
});

test("a break says when it ends, in the time zone of the forum", () => {
  useZone("Europe/Helsinki");
  const words = (ends_at) =>
    stateWords(
      { forum: { state: "live" }, state: () => "open" },
      { ...like("welcome"), settings: { break: true }, ends_at },
    );
  setWords({
    lang: "fi",
    words: { "console.state.break": "Tauko.", "console.state.break_until": "Tauko, jatkatte klo {time}." },
  });
  assert.equal(words(Date.UTC(2026, 0, 5, 10, 39)), "Tauko, jatkatte klo 12.39.");
  assert.equal(words(null), "Tauko.");
});

test("ideas that are kept back from all are seen by nobody, reviewed or not", () => {
  const step = { ...like("ideas", { style: "private" }), revealed: false };
  const forum = { moderation: "off", state: "live", here: 60 };
  assert.equal(unreviewed({ forum, step }), 0);
  assert.equal(unreviewed({ forum, step: { ...step, revealed: true } }), 60);
});

test("more hands than people are asked about, once for numbers up to the one that was right", () => {
  assert.equal(isDoubtful(7, 180, 180), false);
  assert.equal(isDoubtful(7, 250, 180), true);
  assert.equal(isDoubtful(7, 250, 0), false, "nobody knows how many are here");
  accept(7, 250);
  assert.equal(isDoubtful(7, 240, 180), false);
  assert.equal(isDoubtful(7, 251, 180), true);
  assert.equal(isDoubtful(8, 240, 180), true, "another vote");
});

test("whoever enters counts reads how many ballots from paper are in already", (context) => {
  setWords({ lang: "en", words: { "console.hands.papers": ["{n} paper", "{n} papers"] } });
  context.after(() => setWords({ lang: "fi", words: {} }));
  const said = (papers) => notes({ answers: [], hands: [1, 2], papers }, []).join(" ");
  assert.equal(said(0), "console.hands.note_each");
  assert.equal(said(3), "console.hands.note_each 3 papers");
});
