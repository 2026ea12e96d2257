// The board of the console by hand and by keys: dragging, walking with arrows, the organiser's likely themes, the
// language of an idea, words that are not saved yet, and the drawer on narrow pages.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { walk, whereAmI } from "../../static/js/console/board/arrow_keys.js";
import { cardDrag } from "../../static/js/console/board/card_drag.js";
import { watchDrag } from "../../static/js/console/board/drag.js";
import { drawLanguage, languageChoice } from "../../static/js/console/board/idea_language.js";
import { likelyLeft } from "../../static/js/console/board/likely_left.js";
import { drawLikely, makeLikely } from "../../static/js/console/board/likely_names.js";
import {
  atHand,
  chooseAll,
  isOwn,
  isTooSoon,
  leaveHand,
  press,
  range,
  subject,
} from "../../static/js/console/board/selection.js";
import { wordingDrafts } from "../../static/js/console/board/wording_drafts.js";
import { closeDrawer, isShut, mountDrawer, openDrawer } from "../../static/js/console/parts/drawer.js";
import { outOf } from "../../static/js/console/work/board_wishes.js";
import { el } from "../../static/js/dom/el.js";
import { setWords } from "../../static/js/text/words.js";
import { NOW, idea, step, store, view } from "./console_shapes.mjs";
import { fakeDom, layOut } from "./fake_dom.mjs";

let body = null;
let frames = [];
let heard = {};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
  body = fakeDom("needs", "drawer", "drawer-count", "work");
  frames = [];
  heard = {};
  globalThis.requestAnimationFrame = (run) => frames.push(run);
  globalThis.cancelAnimationFrame = () => (frames = []);
  globalThis.addEventListener = (name, run) => (heard[name] = run);
  globalThis.getComputedStyle = () => ({ gridTemplateColumns: "100px 100px" });
  setWords({ lang: "fi", words: { "console.likely_names.take": "Tee teema {name}" } });
});

/**
 * A board whose pile has these ideas, and a theme for each further list: columns of cards, the pile two cards wide.
 * `did` notes what the server was asked for.
 */
function board(...lists) {
  const did = [];
  const columns = lists.map((ids, at) => ({
    id: at || null,
    ideas: ids.map((id) => idea(id, { cluster: at || null })),
  }));
  const cols = el(
    "div",
    { class: "cols" },
    ...columns.map((column, at) =>
      el(
        "section",
        { class: at ? "col" : "col loose", "data-col": String(column.id) },
        at > 0 && el("h3", { "data-head": column.id, tabindex: -1 }),
        el(
          "div",
          { class: "cards" },
          ...column.ideas.map(({ id }) => el("article", { class: "idea", "data-id": id, tabindex: -1 })),
        ),
      ),
    ),
  );
  body.appendChild(cols);
  cols.setPointerCapture = (pointer) => did.push("capture " + pointer);
  const made = { did, cols, columns, asked: new Set(), folded: false, open: new Set(), hand: null, focus: null };
  made.view = view({ idea: columns.flatMap((column) => column.ideas), cluster: [] });
  made.desk = {
    ui: { chosen: new Set(), moving: new Map(), find: "" },
    view: made.view,
    redraw: () => undefined,
    say: (words) => did.push(words),
    act: async (verb, more) => (did.push([verb, more]), { ok: true, made: { cluster: 9 } }),
  };
  return made;
}

const card = (its, id) => its.cols.querySelector(`[data-id="${id}"]`);

// -- dragging ----------------------------------------------------------------------------------------------------------

/** A board on which things can be dragged, and what the kind of thing is asked for. */
function draggable() {
  const its = board([1, 2], [3]);
  const calls = [];
  its.under = null;
  document.elementFromPoint = () => its.under;
  watchDrag(its, [
    {
      grip: (target) => target.closest(".idea"),
      lift: (drag) => (calls.push("lift " + drag.node.dataset.id), el("div", { class: "ghost" })),
      aim: (drag, col) => calls.push("aim " + (col && col.dataset.col)),
      drop: () => calls.push("drop"),
      end: () => calls.push("end"),
    },
  ]);
  const at = (x, y, more) => ({
    clientX: x,
    clientY: y,
    pointerId: 1,
    button: 0,
    isPrimary: true,
    pointerType: "mouse",
    target: card(its, 1),
    ...more,
  });
  its.send = (name, x = 0, y = 0, more = {}) => its.cols.hears(name, at(x, y, more));
  its.take = () => calls.splice(0);
  return its;
}

const ghost = () => body.querySelector(".ghost");

test("a card is lifted once the mouse has gone some way, follows it, and is put down", () => {
  const its = draggable();
  its.send("pointerdown", 100, 100);
  its.send("pointermove", 104, 103);
  assert.deepEqual([its.take(), ghost()], [[], null]);
  its.under = its.cols.children[1];
  its.send("pointermove", 110, 100);
  assert.deepEqual([its.take()[0], its.dragged, its.cols.classList.contains("dragging")], ["lift 1", true, true]);
  assert.equal(ghost().style.transform, "translate(10px,0px)");
  its.send("pointerup", 110, 100);
  assert.deepEqual([its.take(), ghost(), its.cols.classList.contains("dragging")], [["drop", "end"], null, false]);
});

test("a finger must hold for a moment, and a swipe still scrolls", () => {
  const its = draggable();
  const touch = { pointerType: "touch" };
  its.send("pointerdown", 100, 100, touch);
  its.send("pointermove", 100, 111, touch);
  mock.timers.tick(500);
  assert.deepEqual(its.take(), [], "it was a swipe");
  its.send("pointerdown", 100, 100, touch);
  mock.timers.tick(149);
  assert.deepEqual(its.take(), []);
  mock.timers.tick(1);
  assert.equal(its.take()[0], "lift 1");
  assert.equal(its.cols.hears("touchmove", { cancelable: true }).prevented, true, "now the page must not scroll");
  assert.equal(its.cols.hears("contextmenu").prevented, true);
});

for (const [name, more] of [
  ["another button", { button: 2 }],
  ["a second finger", { isPrimary: false }],
  ["what is no card", { target: el }],
])
  test(`${name} drags nothing`, () => {
    const its = draggable();
    its.send("pointerdown", 0, 0, more.target ? { target: its.cols } : more);
    its.send("pointermove", 50, 0);
    assert.deepEqual(its.take(), []);
  });

for (const [name, end] of [
  ["Escape", () => body.hears("keydown", { key: "Escape" })],
  ["a cancelled pointer", (its) => its.send("pointercancel")],
  ["a lost pointer", (its) => its.cols.hears("lostpointercapture", { target: its.cols })],
])
  test(`${name} puts a card back where it was`, () => {
    const its = draggable();
    its.send("pointerdown", 0, 0);
    its.send("pointermove", 50, 0);
    its.take();
    end(its);
    its.send("pointerup", 50, 0);
    assert.deepEqual([its.take(), ghost()], [["end"], null]);
  });

test("another pointer, and the board's own first capture of a finger, change nothing", () => {
  const its = draggable();
  its.send("pointerdown", 0, 0);
  its.send("pointermove", 50, 0);
  its.take();
  its.send("pointermove", 90, 0, { pointerId: 2 });
  its.send("pointerup", 90, 0, { pointerId: 2 });
  its.cols.hears("lostpointercapture", { target: card(its, 1) });
  assert.deepEqual(its.take(), []);
  assert.equal(ghost().style.transform, "translate(50px,0px)");
});

test("near an edge the board scrolls, and the cards under the pointer", () => {
  const its = draggable();
  layOut(() => ({ box: { left: 0, right: 1000, top: 0, bottom: 500 } }));
  its.cols.scrollLeft = 0;
  its.under = its.cols.children[1];
  const cards = its.under.querySelector(".cards");
  cards.scrollTop = 0;
  its.send("pointerdown", 500, 250);
  its.send("pointermove", 990, 480);
  frames.splice(0).forEach((run) => run());
  assert.ok(its.cols.scrollLeft > 0 && cards.scrollTop > 0);
  const [right, down] = [its.cols.scrollLeft, cards.scrollTop];
  its.send("pointermove", 500, 250);
  frames.splice(0).forEach((run) => run());
  assert.deepEqual([its.cols.scrollLeft, cards.scrollTop], [right, down], "not in the middle");
});

/** What the server is asked for when card 1 is dropped on a column; `chosen` are selected. */
async function dropped(data, chosen = []) {
  const its = board([1, 2], [3]);
  its.desk.ui.chosen = new Set(chosen);
  const kind = cardDrag(its);
  const drag = { board: its, node: card(its, 1) };
  const made = kind.lift(drag);
  const col = el("section", data);
  kind.aim(drag, col);
  const marked = col.classList.contains("over");
  kind.drop(drag);
  kind.end(drag);
  for (let n = 0; n < 4; n += 1) await Promise.resolve();
  return {
    did: its.did.filter(Array.isArray)[0],
    marked,
    after: col.classList.contains("over"),
    many: made.querySelector(".many"),
  };
}

test("a card goes into the theme on which it is dropped, or out of all themes", async () => {
  const into = await dropped({ "data-col": "1" });
  assert.deepEqual([into.did, into.marked, into.after], [["idea.place", { ideas: [1], cluster: 1 }], true, false]);
});

test("all selected cards go along if one of them is dragged, and only then", async () => {
  const both = await dropped({ "data-col": "1" }, [1, 2]);
  assert.deepEqual([both.did[1].ideas, both.many.textContent], [[1, 2], "2"]);
  const one = await dropped({ "data-col": "1" }, [2]);
  assert.deepEqual([one.did[1].ideas, one.many], [[1], null]);
});

test("dropped on no column a card stays", () => {
  const its = board([1]);
  const kind = cardDrag(its);
  const drag = { board: its, node: card(its, 1) };
  kind.lift(drag);
  kind.aim(drag, null);
  kind.drop(drag);
  assert.deepEqual(its.did, []);
});

// -- arrows ------------------------------------------------------------------------------------------------------------

/** Where the focus is after these keys from card `from` on a board of a pile 1-5 and the themes 6-7, 8 and none. */
function walked(from, ...keys) {
  const its = board([1, 2, 3, 4, 5], [6, 7], [8], []);
  let at = typeof from === "string" ? its.cols.querySelector(from) : card(its, from);
  at.focus();
  for (const key of keys) {
    const shiftKey = key.startsWith("+");
    walk(its, { key: key.replace("+", ""), target: at, shiftKey }, Number(at.dataset.id));
    at = document.activeElement;
  }
  return {
    at: at.dataset.id ? Number(at.dataset.id) : "head " + at.dataset.head,
    chosen: [...its.desk.ui.chosen],
    its,
  };
}

for (const [from, keys, to] of [
  [1, ["ArrowRight"], 2],
  [2, ["ArrowLeft"], 1],
  [1, ["ArrowDown"], 3],
  [3, ["ArrowUp"], 1],
  [4, ["ArrowDown"], 5],
  [2, ["ArrowRight"], 6],
  [4, ["ArrowRight"], 7],
  [6, ["ArrowLeft"], 2],
  [6, ["ArrowDown"], 7],
  [7, ["ArrowDown"], 7],
  [6, ["ArrowUp"], "head 1"],
  ["[data-head='1']", ["ArrowDown"], 6],
  ["[data-head='1']", ["ArrowRight"], "head 2"],
  [7, ["ArrowRight"], 8],
  [8, ["ArrowRight"], "head 3"],
  [1, ["End"], 5],
  [5, ["Home"], 1],
  [1, ["ArrowUp"], 1],
])
  test(`from ${from} ${keys.join(", ")} goes to ${to}`, () => {
    assert.equal(walked(from, ...keys).at, to);
  });

test("with Shift the cards on the way are selected", () => {
  assert.deepEqual(walked(1, "+ArrowRight", "+ArrowDown").chosen.sort(), [1, 2, 4]);
});

test("a place on the board is a column and a row, -1 for its head", () => {
  const its = board([1, 2], [3, 4]);
  assert.deepEqual(
    [whereAmI(its, card(its, 4)), whereAmI(its, its.cols.querySelector("[data-head]"))],
    [
      [1, 1],
      [1, -1],
    ],
  );
});

// -- selection ---------------------------------------------------------------------------------------------------------

test("a command is about the selected cards, else about the one with the focus", () => {
  const its = board([1, 2, 3]);
  assert.deepEqual(subject(its), []);
  its.focus = { card: 3 };
  assert.deepEqual(subject(its), [3]);
  press(its, 1);
  press(its, 2);
  assert.deepEqual(subject(its), [1, 2]);
  press(its, 1);
  assert.deepEqual(subject(its), [2]);
});

test("a range goes from the card that was pressed last to this one, either way", () => {
  const its = board([1, 2, 3, 4]);
  press(its, 3);
  range(its, 1);
  assert.deepEqual([...its.desk.ui.chosen].sort(), [1, 2, 3]);
});

test("a range into another column is a press", () => {
  const its = board([1, 2], [3]);
  press(its, 1);
  range(its, 3);
  assert.deepEqual([...its.desk.ui.chosen], [1, 3]);
});

test("all cards of the column with the focus are selected, and none when all of them were", () => {
  const its = board([1, 2], [3, 4]);
  its.focus = { card: 4 };
  chooseAll(its);
  assert.deepEqual([...its.desk.ui.chosen], [3, 4]);
  chooseAll(its);
  assert.deepEqual([...its.desk.ui.chosen], []);
  its.desk.ui.find = "idea";
  chooseAll(its);
  assert.equal(its.desk.ui.chosen.size, 4, "all that a search has found");
});

test("a card that was only reached by moving on gives way to a pressed one, and to a double press", () => {
  const its = board([1, 2]);
  its.desk.ui.chosen = new Set([1]);
  its.hand = { moved: true, since: NOW - 100 };
  assert.deepEqual(
    [atHand(its), isOwn(its), isTooSoon(its, NOW), isTooSoon(its, NOW + 600)],
    [{ card: 1, moved: true }, false, true, false],
  );
  press(its, 2);
  assert.deepEqual([[...its.desk.ui.chosen], isOwn(its)], [[2], true]);
  leaveHand(its);
  assert.deepEqual([...its.desk.ui.chosen], [2], "an own selection stays while one walks");
});

for (const [states, out] of [
  [[{}], false],
  [[{ left_out: true }], true],
  [[{ left_out: true }, {}], false],
  [[{ state: "waiting" }], null],
])
  test(`whether cards ${JSON.stringify(states)} are left out: ${out}`, () => {
    const its = board([1]);
    const ideas = states.map((more, at) => idea(at + 1, more));
    its.desk.ui.chosen = new Set(ideas.map((one) => one.id));
    assert.equal(outOf(its, view({ idea: ideas, activity: [step(2, "ideas")] })), out);
  });

// -- likely themes -----------------------------------------------------------------------------------------------------

/** A board with these likely themes, and themes of these names. */
function likely(names, themes = []) {
  const its = board([1]);
  its.titled = new Set();
  its.view = { ...its.view, likelyThemes: names, clusters: themes.map((title, at) => ({ id: at, title })) };
  const node = body.appendChild(makeLikely());
  drawLikely(its, node);
  return { its, node, chips: () => node.querySelectorAll(".likely-name") };
}

test("names stand until there are themes of them, in whatever case", () => {
  const { its, chips, node } = likely(["Piha", "Ranta", "Talo"], ["RANTA"]);
  assert.deepEqual(
    chips().map((one) => one.dataset.name),
    ["Piha", "Talo"],
  );
  assert.equal(chips()[0].getAttribute("aria-label"), "Tee teema Piha");
  its.asked.add("Piha");
  assert.deepEqual(likelyLeft(its), ["Talo"], "it is being made");
  its.view.clusters.push({ id: 9, title: "Piha" });
  assert.deepEqual([likelyLeft(its), [...its.asked]], [["Talo"], []]);
  drawLikely(its, node);
  assert.equal(node.querySelectorAll("button").length, 1, "for one name there is no button for all");
});

test("a name stands again once the naming of its theme was undone, and not when the theme got a better one", () => {
  const { its } = likely(["Piha"], ["Piha"]);
  assert.deepEqual(likelyLeft(its), []);
  its.view.clusters[0].title = "Piha ja puisto";
  assert.deepEqual(likelyLeft(its), []);
  its.view.clusters[0].title = "";
  assert.deepEqual(likelyLeft(its), ["Piha"]);
});

test("the names are one stop of the Tab key, and arrows go from name to name", () => {
  const { node, chips } = likely(["Piha", "Ranta"]);
  assert.deepEqual(
    chips().map((one) => one.getAttribute("tabindex")),
    [null, "-1"],
  );
  const walks = (at, key) => {
    let stopped = false;
    const { prevented } = node.hears("keydown", { key, target: at, stopPropagation: () => (stopped = true) });
    return [prevented, stopped];
  };
  assert.deepEqual(walks(chips()[0], "ArrowRight"), [true, true]);
  assert.equal(document.activeElement === chips()[1], true);
  assert.deepEqual(walks(chips()[0], "ArrowLeft"), [false, false], "before the first name is the board");
  assert.deepEqual(walks(chips()[0], "x"), [false, false]);
});

test("a press on a name makes a theme of the selected cards, and leaves the focus where it is", async () => {
  const { its, chips } = likely(["Piha"]);
  its.desk.ui.chosen = new Set([1]);
  assert.equal(chips()[0].hears("mousedown").prevented, true);
  chips()[0].hears("click");
  await Promise.resolve();
  const [verb, more] = its.did.find(Array.isArray);
  assert.deepEqual([verb, more.title, more.ideas], ["cluster.add", "Piha", [1]]);
});

// -- the language of an idea, drafts -----------------------------------------------------------------------------------

test("a facilitator corrects the language of an idea, and hears that it is done", async () => {
  const its = board([1]);
  const choice = languageChoice(its, its.view.idea(1));
  drawLanguage(choice, { lang: "sv" });
  assert.deepEqual(
    choice.querySelectorAll("button").map((one) => one.getAttribute("aria-pressed")),
    ["false", "true", "false", "false"],
  );
  choice.querySelectorAll("button")[3].hears("click");
  for (let n = 0; n < 3; n += 1) await Promise.resolve();
  assert.deepEqual(its.did, [["idea.language", { idea: 1, lang: "" }], "a11y.card.language"]);
  its.desk.act = async () => ({ ok: false });
  its.did.length = 0;
  choice.querySelectorAll("button")[0].hears("click");
  for (let n = 0; n < 3; n += 1) await Promise.resolve();
  assert.deepEqual(its.did, []);
});

test("words that are not saved yet outlast a reload, by forum", () => {
  const kept = {};
  globalThis.sessionStorage = { getItem: (name) => kept[name] ?? null, setItem: (name, value) => (kept[name] = value) };
  wordingDrafts(1).keep(7, "uudet", "vanhat");
  assert.deepEqual(wordingDrafts(1).get(7), { text: "uudet", seen: "vanhat" });
  assert.equal(wordingDrafts(2).get(7), undefined);
  wordingDrafts(1).drop(7);
  assert.equal(wordingDrafts(1).get(7), undefined);
});

test("without storage they last as long as the page", () => {
  globalThis.sessionStorage = {
    getItem: () => assert.fail(),
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  };
  const drafts = wordingDrafts(1);
  drafts.keep(7, "uudet", "vanhat");
  assert.equal(drafts.get(7).text, "uudet");
});

// -- the drawer --------------------------------------------------------------------------------------------------------

/** The drawer of a page; `narrow` is its width. */
function drawer(narrow) {
  const its = { narrow, ui: { panel: "" }, view: null };
  document.getElementById("drawer").getClientRects = () => (its.narrow ? [1] : []);
  const part = mountDrawer(its);
  const forum = (more) => ({ forum: [{ ...store({}).get("forum", 1), moderation_chosen: true, ...more }] });
  its.draw = (now, before) => {
    its.view = view(forum(now));
    part.draw(its.view, before && view(forum(before)));
  };
  its.open = () => document.getElementById("needs").classList.contains("open");
  return its;
}

test("a tap opens the drawer of a narrow page, a tap beside it closes it", () => {
  const its = drawer(true);
  assert.equal(isShut(), true);
  document.getElementById("drawer").hears("click");
  assert.deepEqual(
    [its.open(), isShut(), document.getElementById("drawer").getAttribute("aria-expanded")],
    [true, false, "true"],
  );
  body.hears("pointerdown", { target: document.getElementById("needs") });
  assert.equal(its.open(), true, "a tap inside");
  body.hears("pointerdown", { target: document.getElementById("work") });
  assert.equal(its.open(), false);
});

test("a wide page always shows what is in it", () => {
  drawer(false);
  openDrawer(false);
  assert.deepEqual([isShut(), closeDrawer()], [false, false]);
});

test("a focus inside goes to the line when it closes", () => {
  drawer(true);
  openDrawer(true);
  const inside = document.getElementById("needs").appendChild(el("button", {}));
  inside.focus();
  assert.equal(closeDrawer(), true);
  assert.equal(document.activeElement === document.getElementById("drawer"), true);
});

test("a choice that must be made opens it once, where no board is covered", () => {
  const its = drawer(true);
  its.draw({ moderation_chosen: false });
  assert.deepEqual([its.open(), document.getElementById("drawer").classList.contains("waits")], [true, true]);
  closeDrawer();
  its.draw({ moderation_chosen: false });
  assert.equal(its.open(), false);
  its.draw({}, { moderation_chosen: false });
  assert.equal(document.getElementById("drawer").classList.contains("waits"), false);
});

test("it closes when the question is answered, and when the board needs the room", () => {
  const its = drawer(true);
  openDrawer(true);
  its.draw({}, { moderation_chosen: false });
  assert.equal(its.open(), false);
  openDrawer(true);
  its.draw({ now: 3 }, { now: 2 });
  assert.equal(its.open(), false);
  openDrawer(true);
  its.draw({ now: 3 }, { now: 3 });
  assert.equal(its.open(), true, "who opened it beside the board keeps it");
});

test("a window that becomes narrow beside the board closes it, unless a panel is open", () => {
  for (const [panel, open] of [
    ["", false],
    ["join", true],
  ]) {
    const its = drawer(false);
    its.draw({ now: 3 });
    its.ui.panel = panel;
    openDrawer(true);
    its.narrow = true;
    heard.resize();
    assert.equal(its.open(), open);
  }
});
