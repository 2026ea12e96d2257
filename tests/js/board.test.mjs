// The rules of the board: the order of themes and of cards, letters that are typed, what "select all" selects, and where a
// theme goes that is moved by one place.
import assert from "node:assert/strict";
import test from "node:test";

import { cardDrag } from "../../static/js/console/board/card_drag.js";
import { sorted } from "../../static/js/console/board/card_order.js";
import { headsOn } from "../../static/js/console/board/collapse.js";
import { OFFERS_AT_ONCE, offersNow, whyEmpty } from "../../static/js/console/board/columns.js";
import { fromSearch } from "../../static/js/console/board/focus.js";
import { chooseAll } from "../../static/js/console/board/selection.js";
import { themeDrag } from "../../static/js/console/board/theme_drag.js";
import { behind, dropped } from "../../static/js/console/board/theme_order.js";
import { meant, typedOn } from "../../static/js/console/board/typed_letter.js";
import { news } from "../../static/js/console/bar/last_change.js";
import { boardHeading } from "../../static/js/console/work/board_heading.js";
import { inOrder } from "../../static/js/vote/theme_order.js";
import { setWords } from "../../static/js/text/words.js";
import { patch } from "../../static/js/console/parts/keyed_list.js";
import { idea, view } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

const theme = (id, letter, position = id) => ({ id, letter, position, title: "", colour: "", version: 1 });
const letters = (themes) => themes.map((one) => one.letter).join(" ");

test("themes stand where they were put; of those that nobody put anywhere Z comes before AA", () => {
  const unplaced = ["AA", "B", "Z", "A"].map((letter, id) => theme(id, letter, 0));
  assert.equal(letters(inOrder(unplaced)), "A B Z AA");
  assert.equal(letters(inOrder([theme(1, "A", 3), theme(2, "B", 1), theme(3, "C", 2)])), "B C A");
});

test("a letter means its theme at once, unless another letter may follow", () => {
  const few = [theme(1, "A"), theme(2, "B")];
  assert.deepEqual(meant(few, "b"), { found: few[1], more: false });
  assert.deepEqual(meant(few, "c"), { found: null, more: false });
  const many = few.concat(theme(27, "AA"), theme(28, "AB"));
  assert.deepEqual(meant(many, "a"), { found: many[0], more: true });
  assert.deepEqual(meant(many, typedOn(many, "a", "b")), { found: many[3], more: false });
  assert.equal(typedOn(many, "a", "x"), "x", "no such theme: the key begins anew");
  assert.deepEqual(meant(many.slice(2), "a"), { found: many[2], more: true }, "A itself is gone");
});

test("cards come by number, the newest first, or the longest first", () => {
  const ideas = ["aa", "a", "aaa", "bb"].map((text, id) => idea(id + 1, { text }));
  const numbers = (order) => sorted(ideas, order).map((one) => one.number);
  assert.deepEqual(numbers("number"), [1, 2, 3, 4]);
  assert.deepEqual(numbers("newest"), [4, 3, 2, 1]);
  assert.deepEqual(numbers("longest"), [3, 1, 4, 2]);
});

test("a theme moves by one place, and no further than the ends", () => {
  const three = [theme(1, "A"), theme(2, "B"), theme(3, "C")];
  assert.equal(behind(three, 3, -1), 1);
  assert.equal(behind(three, 2, -1), null, "to the first place");
  assert.equal(behind(three, 1, -1), undefined);
  assert.equal(behind(three, 1, 1), 2);
  assert.equal(behind(three, 3, 1), undefined);
  assert.equal(behind(three, 9, 1), undefined, "gone meanwhile");
});

test("a theme that is dropped before or after another goes there, and nowhere if it stands there already", () => {
  const four = ["A", "B", "C", "D"].map((letter, at) => theme(at + 1, letter));
  assert.equal(dropped(four, 4, 1, false), null, "to the first place");
  assert.equal(dropped(four, 4, 2, false), 1);
  assert.equal(dropped(four, 1, 3, true), 3);
  assert.equal(dropped(four, 1, 4, true), 4, "to the last place");
  assert.equal(dropped(four, 2, 1, true), undefined, "where it stands");
  assert.equal(dropped(four, 2, 3, false), undefined, "where it stands");
  assert.equal(dropped(four, 2, 2, true), undefined, "on itself");
  assert.equal(dropped(four, 2, 9, true), undefined, "on a theme that is gone");
  assert.equal(dropped(four, 9, 2, true), undefined, "gone itself");
});

test("the head of a theme is carried before another: the place is marked, and one command puts it there", async () => {
  const sent = [];
  const clusters = ["A", "B", "C"].map((letter, at) => theme(at + 1, letter));
  const cols = Object.fromEntries(["null", "1", "2", "3", "new"].map((id) => [id, column(id)]));
  const desk = { act: async (verb, body) => (sent.push([verb, body]), { ok: true }), say: () => undefined };
  const kind = themeDrag({ desk, view: { clusters }, columns: clusters });
  const drag = { theme: 3, node: { parentNode: cols[3] }, at: { x: 10 } };
  const carried = (id, x) => (Object.assign(drag.at, { x }), kind.aim(drag, cols[id] || null), kind.drop(drag));
  carried("1", 10);
  assert.deepEqual([...cols[1].marks], ["before"]);
  carried("null", 10);
  assert.deepEqual([...cols[1].marks], [], "the pile is no place for a theme");
  carried("2", 90);
  carried("new", 10);
  drag.theme = 1;
  carried("new", 10);
  assert.deepEqual([...cols.new.marks], ["before"]);
  kind.end(drag);
  assert.deepEqual([...cols.new.marks], []);
  assert.deepEqual(
    sent.map(([verb, body]) => [verb, body.cluster, body.behind]),
    [
      ["cluster.order", 3, null],
      ["cluster.order", 1, 3],
    ],
  );
});

// A column of the board from x = 0 to 100.
function column(id) {
  const marks = new Set();
  const classList = {
    add: (name) => marks.add(name),
    remove: (...names) => names.forEach((name) => marks.delete(name)),
  };
  return { dataset: { col: id }, marks, classList, getBoundingClientRect: () => ({ left: 0, width: 100 }) };
}

test("a search whose hits are all in themes says so in the pile, and Enter goes there, into a folded theme too", () => {
  const empty = (found) => {
    const cols = {};
    const desk = { ui: { chosen: new Set(), find: "bussi" } };
    const pile = { id: null, letter: "", title: "", ideas: [], total: 3 };
    const themes = { id: 7, letter: "A", title: "", ideas: found, total: 2 };
    const made = { cols, desk, columns: [pile, themes], folded: true };
    desk.drawNow = () => undefined;
    return made;
  };
  const made = empty([idea(3), idea(4)]);
  const focused = [];
  made.cols.querySelector = (selector) => ({ focus: () => focused.push(selector, made.open) });
  assert.equal(whyEmpty(made, made.columns[0]), "console.empty.elsewhere");
  assert.equal(fromSearch(made, { key: "Enter" }), true);
  assert.deepEqual(focused, ['.idea[data-id="3"]', 7]);
  const none = empty([]);
  assert.equal(whyEmpty(none, none.columns[0]), "console.empty.found");
  assert.equal(fromSearch(none, { key: "Enter" }), false);
});

test("heads of folded themes have two lines while all of them are in sight so, and one line beyond", () => {
  assert.deepEqual(headsOn(8, 998, 558), { small: false, wide: 2 });
  assert.deepEqual(headsOn(30, 998, 558), { small: true, wide: 3 });
  assert.deepEqual(headsOn(30, 1024, 540), { small: true, wide: 3 });
  assert.deepEqual(headsOn(12, 1290, 900), { small: false, wide: 3 });
});

function board(find, focus) {
  const columns = [
    { id: null, ideas: [idea(1), idea(2)] },
    { id: 7, ideas: [idea(3)] },
  ];
  const desk = { ui: { chosen: new Set(), find }, redraw: () => undefined };
  return { desk, columns, focus };
}

test("select all takes everything that a search has found, else the column with the focus; once more takes it back", () => {
  const chosen = (made, column) => (chooseAll(made, column), [...made.desk.ui.chosen]);
  assert.deepEqual(chosen(board("sauna", { head: 7 })), [1, 2, 3]);
  assert.deepEqual(chosen(board(" ", { card: 3 })), [3]);
  assert.deepEqual(chosen(board("", { head: 7 })), [3]);
  assert.deepEqual(chosen(board("", null)), [1, 2], "the pile");
  const made = board("", null);
  assert.deepEqual(chosen(made, made.columns[1]), [3]);
  assert.deepEqual(chosen(made, made.columns[1]), []);
});

test("what a search has found in folded themes is not selected, so that no press takes it from there unseen", () => {
  const made = (open) => ({ ...board("sauna", null), folded: true, open });
  const chosen = (its) => (chooseAll(its), [...its.desk.ui.chosen]);
  assert.deepEqual(
    [chosen(made(null)), chosen(made(7))],
    [
      [1, 2],
      [1, 2, 3],
    ],
  );
});

test("a search says how many of its hits are in folded themes", () => {
  setWords({ lang: "fi", words: { "console.found.folded": ["{n} suljetussa", "{n} suljetuissa"] } });
  fakeDom();
  const made = { ...board("sauna", null), folded: true, open: null };
  const said = (its) =>
    boardHeading(its, { clusters: [] })
      .querySelectorAll(".quiet")
      .map((one) => one.textContent);
  made.columns.forEach((column) => (column.total = 5));
  assert.deepEqual(said(made), ["1 suljetussa"]);
  made.desk.ui.chosen.add(1);
  assert.deepEqual(said(made), ["1 suljetussa"], "also once the others are selected");
  assert.deepEqual(said({ ...made, open: 7 }), []);
});

test("the last change says that themes were joined, arranged or marked", () => {
  const before = view({ idea: [idea(1, { cluster: 2 })], cluster: [theme(1, "A"), theme(2, "B")] });
  const after = (clusters, cluster) => news(before, view({ idea: [idea(1, { cluster })], cluster: clusters }));
  assert.deepEqual(after([theme(1, "A")], 1), { key: "joined", facts: { theme: "B", into: "A" } });
  assert.deepEqual(after([theme(1, "A")], null), { key: "removed", facts: { theme: "B" } });
  assert.deepEqual(after([theme(1, "A", 2), theme(2, "B", 1)], 2), { key: "arranged" });
  assert.deepEqual(after([theme(1, "A"), { ...theme(2, "B"), colour: "red" }], 2), {
    key: "coloured",
    facts: { theme: "B" },
  });
});

for (const [place, verb, body] of [
  [{ col: "new", name: "Kahvila" }, "cluster.add", { title: "Kahvila", ideas: [1] }],
  [{ col: "new" }, "cluster.add", { title: "", ideas: [1] }],
  [{ col: "8" }, "idea.place", { ideas: [1], cluster: 8 }],
  [{ col: "null" }, "idea.place", { ideas: [1], cluster: null }],
])
  test(`a card dropped on ${JSON.stringify(place)} goes there, and a likely name is the name of its theme`, () => {
    const sent = [];
    const ui = { chosen: new Set(), moving: new Map(), next: null };
    const desk = { ui, act: async (...asked) => (sent.push(asked), { ok: false }), say: () => {}, redraw: () => {} };
    const columns = [7, 8].map((id) => ({ id, ideas: id === 7 ? [idea(1)] : [] }));
    const kind = cardDrag({ desk, columns, view: view(), asked: new Set(), pop: { hidden: true }, focus: null });
    kind.aim({}, { dataset: place, classList: new Set() });
    kind.drop({ ids: [1] });
    assert.deepEqual(sent, [[verb, body]]);
  });

test("new offers on hundreds of cards are drawn in several frames, at once on those in sight", () => {
  fakeDom();
  const parent = document.createElement("div");
  let asked = 0;
  const reading = { isInView: (one) => one.id === 100 };
  const board = { desk: { redraw: () => (asked += 1) }, reading, offersShown: new Map() };
  const cards = Array.from({ length: 100 }, (_, at) => ({ id: at + 1 }));
  const draw = (offer, itself = "") => {
    const drawn = [];
    board.offersLeft = OFFERS_AT_ONCE;
    patch(parent, cards, {
      keyOf: (one) => one.id,
      stamp: (one) => itself + " " + offersNow(board, one, offer),
      make: () => document.createElement("p"),
      update: (node, one) => drawn.push(one.id),
    });
    return drawn;
  };
  assert.equal(draw("A").length, 100, "cards that are new stand there at once");
  assert.deepEqual([draw("B").length, draw("B").length], [OFFERS_AT_ONCE + 1, OFFERS_AT_ONCE]);
  for (let frames = 0; draw("B").length; frames += 1) assert.ok(frames < 100 / OFFERS_AT_ONCE);
  assert.ok(asked > 0, "another frame is asked for");
  asked = 0;
  assert.deepEqual([draw("B").length, asked], [0, 0]);
  assert.ok(draw("C").includes(100), "in sight");
  assert.equal(draw("D", "selected").length, 100, "what is of the card itself waits for nothing");
  assert.ok(board.offersShown.get(1) !== "D" || board.offersShown.get(99) !== "D", "but its offers do");
});
