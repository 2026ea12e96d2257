// The columns and cards of the board: the pile of ideas without a theme, then the themes in their order. Draws only
// what changed.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { marks } from "../parts/idea_badges.js";
import { patch } from "../parts/keyed_list.js";
import { numbered } from "../parts/written.js";
import { sorted } from "./card_order.js";
import { layOut } from "./collapse.js";
import { drawLikely, makeLikely } from "./likely_names.js";
import { likelyLeft } from "./likely_left.js";
import { isOwn } from "./selection.js";
import { offerLines, offersSign } from "./suggested.js";
import { drawHead, makeHead } from "./theme_head.js";
import { firstIn } from "./nameless.js";
import { takeReadButton } from "./take_read.js";
import { nameOf } from "./theme_name.js";

/**
 * The columns of the board: [{id (null: no theme), letter, title, ideas, total, first}]. `moving` holds the target of
 * cards whose move was not answered yet. A search (`isFound(idea)`) leaves only some of the `total` cards in `ideas`,
 * which stand in an order of card_order.js. `first` came into the theme before all others that are in it.
 */
export function columnsOf(view, ideas, moving, isFound = () => true, order = "number") {
  const column = (facts) => ({ ...facts, ideas: [], total: 0 });
  const columns = [column({ id: null, letter: "", title: t("cluster.none") })].concat(
    view.clusters.map(({ id, letter, title, version, colour }) => column({ id, letter, title, version, colour })),
  );
  const at = new Map(columns.map((column) => [column.id, column]));
  sorted(ideas, order).forEach((idea) => {
    const cluster = moving.has(idea.id) ? moving.get(idea.id) : idea.cluster;
    const its = at.get(cluster) || columns[0];
    its.total += 1;
    if (idea.cluster === its.id) its.first = firstIn(its.first, idea);
    if (isFound(idea)) its.ideas.push(idea);
  });
  return columns;
}

/** Draws the board's columns from board.columns. */
export function drawColumns(board) {
  layOut(board);
  board.offersLeft = OFFERS_AT_ONCE;
  board.offersShown = board.offersShown || new Map();
  board.cols.classList.toggle("choosing", board.desk.ui.chosen.size > 0);
  board.cols.classList.toggle("own", isOwn(board));
  const behind = [{ id: "new" }].concat(likelyLeft(board).length ? { id: "likely" } : []);
  patch(board.cols, board.columns.concat(behind), {
    keyOf: (column) => String(column.id),
    make: (column) => (MAKE[column.id] || makeColumn)(board, column),
    update: (node, column) => (DRAW[column.id] || drawColumn)(board, node, column),
  });
}

// Cards out of sight on which new offers are drawn in one frame; on hundreds of cards they are drawn in several.
export const OFFERS_AT_ONCE = 16;

// What stands behind the columns: the place for a new theme, and the names of likely ones.
const MAKE = { new: addColumn, likely: makeLikely };
const DRAW = { new: () => {}, likely: drawLikely };

function addColumn() {
  return el(
    "div",
    { class: "col add", "data-col": "new", "aria-hidden": "true" },
    el("p", {}, icon("plus"), t("console.new_theme")),
  );
}

function makeColumn(board, column) {
  const cards = el("div", { class: "cards", role: "listbox", "aria-multiselectable": "true", tabindex: "-1" });
  const kind = "col" + (column.id === null ? " loose" : "");
  board.takeRead = board.takeRead || takeReadButton(board);
  const foot = column.id === null && board.takeRead.node;
  return el("section", { class: kind, "data-col": String(column.id) }, makeHead(board, column), cards, foot);
}

function drawColumn(board, node, column) {
  const cards = node.children[1];
  drawHead(board, node, column);
  node.classList.toggle("aim", Boolean(board.lift) && board.lift.to === column.id);
  cards.setAttribute("aria-label", nameOf(column));
  cards.classList.toggle("bare", !column.ideas.length);
  if (!column.ideas.length) cards.dataset.empty = whyEmpty(board, column);
  patch(cards, column.ideas, {
    keyOf: (idea) => idea.id,
    stamp: (idea) => stamp(board, idea),
    make: (idea) => makeCard(board, column, idea),
    update: (card, idea) => drawCard(board, card, idea),
  });
  if (column.id === null) board.takeRead.draw();
}

function makeCard(board, column, idea) {
  const card = el("div", { class: "idea", role: "option", tabindex: "-1", "data-id": idea.id });
  if (column.id === null) board.takeRead.watch(card);
  return card;
}

/** What stands in a column without ideas. A search that has found its ideas elsewhere has found something. */
export function whyEmpty(board, column) {
  const found = board.columns.reduce((sum, one) => sum + one.ideas.length, 0);
  if (board.desk.ui.find.trim() && found && column.id === null) return t("console.empty.elsewhere", {}, found);
  if (column.total) return t("console.empty.found");
  if (column.id !== null) return t("console.empty.theme");
  return t("console.empty." + (board.columns.some((one) => one.total) ? "pile" : "ideas"));
}

const numbers = new WeakMap();
let last = 0;

// Shapes are never changed, only replaced, so the shape's number, the page's own state and what is offered tell whether
// a card is up to date.
function stamp(board, idea) {
  if (!numbers.has(idea)) numbers.set(idea, (last += 1));
  const { desk, view, lift } = board;
  const held = Boolean(lift) && lift.ids.includes(idea.id);
  const itself =
    numbers.get(idea) * 8 +
    (desk.ui.chosen.has(idea.id) ? 1 : 0) +
    (view.forum.spotlight === idea.id ? 2 : 0) +
    (held ? 4 : 0);
  return itself + " " + offersNow(board, idea, offersSign(board, idea));
}

/**
 * The sign of the offers that a card shows from now on: the newest, or while they wait for a later frame, which is
 * asked for, those that it shows. What is of the card itself, such as that it is selected, waits for nothing.
 */
export function offersNow(board, idea, newest) {
  const shown = board.offersShown.get(idea.id);
  if (shown !== undefined && shown !== newest && isForLater(board, idea)) return shown;
  board.offersShown.set(idea.id, newest);
  return newest;
}

function isForLater(board, idea) {
  if (board.reading.isInView(idea)) return false;
  board.offersLeft -= 1;
  if (board.offersLeft >= 0) return false;
  board.desk.redraw();
  return true;
}

function drawCard(board, card, idea) {
  const { desk, view, lift } = board;
  const chosen = desk.ui.chosen.has(idea.id);
  card.className =
    "idea" +
    (chosen ? " on" : "") +
    (view.forum.spotlight === idea.id ? " lit" : "") +
    (lift && lift.ids.includes(idea.id) ? " held" : "");
  card.setAttribute("aria-selected", String(chosen));
  const said =
    [idea.number, idea.text, idea.state, idea.source, idea.left_out, idea.merged, idea.original].join(" ") +
    board.offersShown.get(idea.id);
  if (card.dataset.words === said) return;
  card.dataset.words = said;
  card.replaceChildren(numbered(idea.number, idea), ...marks(idea, null), ...offerLines(board, idea));
}
