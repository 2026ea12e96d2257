// The next card once one was placed: one rule for mouse, finger and keys. A selection by a press moves on, and never places
// anything by itself.
import assert from "node:assert/strict";
import test from "node:test";

import { newNamed, newTheme, place, placeSeveral } from "../../static/js/console/board/moves.js";
import { followHand } from "../../static/js/console/board/next_card.js";
import { closeLast } from "../../static/js/console/board/popup.js";
import {
  add,
  atHand,
  isOwn,
  isTooSoon,
  keepChosen,
  leaveHand,
  press,
  toggle,
} from "../../static/js/console/board/selection.js";
import { offersRead, READ_MS } from "../../static/js/console/board/take_read.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";
import { idea } from "./console_shapes.mjs";

/** A board with the loose cards 1 to 4, the card 5 in the theme 7, and the empty theme 8. `draw()` applies what was sent. */
function board(answer = { ok: true, made: { cluster: 9, placed: 2 } }) {
  fakeDom();
  setWords({ lang: "fi", words: { "a11y.card.moved": ["→ {theme}", "→ {theme}"], "cluster.none": "–" } });
  const at = { 1: null, 2: null, 3: null, 4: null, 5: 7 };
  const sent = [];
  const ui = { chosen: new Set(), moving: new Map(), next: null, taking: null };
  const desk = { ui, say: () => {}, redraw: () => {}, drawNow: () => {} };
  const here = { desk, sent, at, focus: null, pop: { hidden: true, contains: () => false, replaceChildren: () => {} } };
  const column = (id, ideas) => ({ id, letter: "", title: "", ideas: ideas.filter((one) => one.cluster === id) });
  here.draw = () => {
    const ideas = Object.keys(at).map((id) => idea(Number(id), { cluster: at[id] }));
    here.view = {
      idea: (id) => ideas.find((one) => one.id === id),
      clusters: [7, 8].map((id) => ({ id, letter: "" })),
    };
    if (here.columns) followHand(here, here.view);
    here.columns = [null, 7, 8].map((id) => column(id, ideas));
  };
  desk.act = async (verb, body) => {
    sent.push([verb, body]);
    if (answer.ok && verb === "idea.place") body.ideas.forEach((id) => (at[id] = body.cluster));
    if (answer.ok && verb === "ideas.place")
      body.places.forEach((one) => one.ideas.forEach((id) => (at[id] = one.cluster)));
    return answer;
  };
  here.draw();
  return here;
}

const chosen = (here) => [...here.desk.ui.chosen];

/** Places cards, as a person sees it in the end. */
async function placed(here, ids, cluster) {
  await place(here, ids, cluster);
  here.desk.ui.moving.clear();
  here.draw();
}

test("one press on the name of a likely theme makes it of the card at hand, and the next card is at hand", async () => {
  const here = board();
  here.asked = new Set();
  press(here, 2);
  await newNamed(here, chosen(here), "Sauna");
  assert.deepEqual(here.sent, [["cluster.add", { title: "Sauna", ideas: [2] }]]);
  assert.deepEqual([chosen(here), atHand(here)], [[3], { card: 3, moved: true }]);
  const refused = board({ ok: false, code: "rights" });
  refused.asked = new Set();
  press(refused, 2);
  await newNamed(refused, [2], "Sauna");
  assert.deepEqual(
    [chosen(refused), refused.asked.size],
    [[2], 0],
    "it is at hand again, and the name is offered again",
  );
});

test("where a press has selected one card of the pile, the next one is selected and has the focus", async () => {
  const here = board();
  press(here, 2);
  assert.deepEqual(atHand(here), { card: 2, moved: false });
  await placed(here, [2], 7);
  assert.deepEqual([chosen(here), here.focus, here.shows], [[3], { card: 3 }, 3]);
  assert.deepEqual(atHand(here), { card: 3, moved: true });
  await placed(here, [3], 8);
  await placed(here, [4], 8);
  assert.deepEqual(chosen(here), [1], "after the last one the one above");
  await placed(here, [1], 7);
  assert.deepEqual([chosen(here), here.sent.length], [[], 4], "the pile is empty; nothing was placed by itself");
});

test("a new theme from the card at hand goes on as well", async () => {
  const here = board();
  press(here, 1);
  await newTheme(here, [1]);
  assert.deepEqual([chosen(here), here.naming.back], [[2], { card: 2 }], "where the focus is after the name");
});

test("what keys have selected goes on with the focus alone, several cards end, and so does a card of a theme", async () => {
  const here = board();
  here.focus = { card: 1 };
  toggle(here, 1);
  await placed(here, [1], 7);
  assert.deepEqual([chosen(here), here.focus], [[], { card: 2 }]);
  press(here, 2);
  press(here, 3);
  assert.equal(atHand(here), null);
  await placed(here, [2, 3], 7);
  assert.deepEqual(chosen(here), []);
  press(here, 5);
  await placed(here, [5], 8);
  assert.deepEqual(chosen(here), [], "the others of the theme stand where they belong");
});

test("a card to which the selection came by itself gives way: to a press, to Shift, to who walks on by keys", async () => {
  const reached = async () => {
    const here = board();
    press(here, 1);
    await placed(here, [1], 7);
    assert.deepEqual(chosen(here), [2]);
    return here;
  };
  let here = await reached();
  press(here, 4);
  assert.deepEqual(chosen(here), [4]);
  press(here, 3);
  assert.deepEqual(chosen(here), [4, 3], "what a person selected stays selected");
  here = await reached();
  press(here, 2);
  assert.deepEqual(chosen(here), [], "pressed itself, it ends");
  here = await reached();
  add(here, 2, 3);
  assert.equal(atHand(here), null);
  here = await reached();
  leaveHand(here);
  assert.deepEqual(chosen(here), []);
  here = await reached();
  await placed(here, [4], 8);
  assert.deepEqual(chosen(here), [3], "after another card was placed, the selection goes on from there");
});

test("the second press of a double press places no card that nobody has read", async () => {
  const here = board();
  press(here, 1);
  assert.equal(isTooSoon(here, Date.now()), false, "this one a person has chosen");
  await placed(here, [1], 7);
  assert.equal(isTooSoon(here, Date.now()), true);
  assert.equal(isTooSoon(here, Date.now() + 700), false);
});

test("a refusal and an undo give the card back to the hand; what a colleague has placed is left", async () => {
  const here = board({ ok: false });
  press(here, 1);
  await placed(here, [1], 7);
  assert.deepEqual(chosen(here), [1]);
  const other = board();
  press(other, 1);
  await placed(other, [1], 7);
  other.desk.ui.taking = 12;
  other.at[1] = null;
  other.draw();
  assert.deepEqual(chosen(other), [1], "undone here");
  await placed(other, [1], 8);
  other.at[1] = null;
  other.draw();
  assert.deepEqual(chosen(other), [2], "a colleague has taken it out of its theme");
  other.at[2] = 7;
  other.draw();
  assert.deepEqual(chosen(other), [3], "a colleague has placed it");
});

test("the button below the pile takes what was read, also while a card is reached, and goes on after it", async () => {
  const here = board();
  const theme = (id, cluster) => ({ idea: id, cluster, near: [], words: [], sure: false, offered: true, others: [] });
  here.suggestions = { found: { themes: [theme(2, 7), theme(3, 8)] }, answered: new Set() };
  here.reading = { isInView: () => true, isRead: () => true, acted: () => {} };
  press(here, 1);
  assert.deepEqual(offersRead(here, READ_MS), [], "a card that a person has selected is answered otherwise");
  await placed(here, [1], 7);
  assert.deepEqual([chosen(here), isOwn(here)], [[2], false]);
  await placeSeveral(here, offersRead(here, READ_MS));
  assert.deepEqual([chosen(here), here.sent.pop()[0]], [[4], "ideas.place"]);
  here.desk.ui.moving.clear();
  here.at[2] = null;
  here.draw();
  await placeSeveral(here, [{ idea: 2, cluster: 7 }]);
  assert.deepEqual(chosen(here), [4], "it stays in the hand where it was not among them");
});

test("Escape closes what was opened last, and nothing else", () => {
  const here = board();
  const opens = () =>
    Object.assign(here, { pop: { ...here.pop, hidden: false }, chosenBefore: chosen(here).length > 0 });
  const state = () => [here.pop.hidden, chosen(here)];
  press(here, 1);
  opens();
  assert.equal(closeLast(here), true);
  assert.deepEqual(state(), [true, [1]], "the panel of who has selected a card before");
  closeLast(here);
  opens();
  press(here, 2);
  closeLast(here);
  assert.deepEqual(state(), [false, []], "the selection while the panel stood open");
  closeLast(here);
  assert.deepEqual(state(), [true, []]);
  assert.equal(closeLast(here), false);
});

test("a selected card that a colleague has moved meanwhile leaves the selection, and the others stay in it", () => {
  const here = board();
  const drawn = () => {
    here.draw();
    return keepChosen(
      here,
      here.columns.flatMap((column) => column.ideas),
    );
  };
  press(here, 2);
  add(here, 3);
  assert.deepEqual([drawn(), chosen(here)], [0, [2, 3]]);
  here.at[2] = 8;
  assert.deepEqual([drawn(), chosen(here)], [1, [3]], "the next press on a theme would have taken it from there");
  here.at[3] = 7;
  assert.deepEqual([drawn(), chosen(here)], [1, []]);
  press(here, 2);
  assert.deepEqual([drawn(), chosen(here)], [0, [2]], "whoever selects it where it is now may move it");
});
