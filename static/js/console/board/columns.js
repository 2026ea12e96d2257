// The columns and cards of the board: the pile of ideas without a theme, then the themes in their order. Draws only what
// changed.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { marks } from "../parts/idea_badges.js";
import { patch, text } from "../parts/keyed_list.js";
import { showTheme } from "../parts/screen_commands.js";
import { words } from "../parts/written.js";
import { sorted } from "./card_order.js";
import { foldButton, isFolded, layOut } from "./collapse.js";
import { offerLines, offersSign } from "./suggested.js";
import { openThemeMenu } from "./theme_menu.js";
import { drawName, nameOf } from "./theme_name.js";

/**
 * The columns of the board: [{id (null: no theme), letter, title, ideas, total}]. `moving` holds the target of cards
 * whose move was not answered yet. A search (`isFound(idea)`) leaves only some of the `total` cards in `ideas`, which
 * stand in an order of card_order.js.
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
    if (isFound(idea)) its.ideas.push(idea);
  });
  return columns;
}

/** Draws the board's columns from board.columns. */
export function drawColumns(board) {
  layOut(board);
  board.cols.classList.toggle("choosing", board.desk.ui.chosen.size > 0);
  patch(board.cols, board.columns.concat({ id: "new" }), {
    keyOf: (column) => String(column.id),
    make: (column) => (column.id === "new" ? addColumn() : makeColumn(board, column)),
    update: (node, column) => column.id !== "new" && drawColumn(board, node, column),
  });
}

function addColumn() {
  return el(
    "div",
    { class: "col add", "data-col": "new", "aria-hidden": "true" },
    el("p", {}, icon("plus"), t("console.new_theme")),
  );
}

function makeColumn(board, column) {
  const count = column.id === null ? el("span", { class: "num quiet" }) : foldButton(board, column.id);
  const sign = column.id === null ? el("span", { class: "no" }, "–") : menuButton(board, column.id);
  const head = el("header", {}, sign, el("div", { class: "name" }), count);
  head.append(...(column.id === null ? [board.order, board.seek] : [showButton(board, column.id)]));
  const cards = el("div", { class: "cards", role: "listbox", "aria-multiselectable": "true", tabindex: "-1" });
  return el(
    "section",
    { class: "col" + (column.id === null ? " loose" : ""), "data-col": String(column.id) },
    head,
    cards,
  );
}

function drawColumn(board, node, column) {
  const [head, cards] = node.children;
  drawName(board, head.children[1], column);
  text(head.children[2].lastChild || head.children[2], counted(column, board.desk.ui.find));
  if (column.id !== null) drawHead(board, node, column);
  node.classList.toggle("aim", Boolean(board.lift) && board.lift.to === column.id);
  cards.setAttribute("aria-label", nameOf(column));
  cards.classList.toggle("bare", !column.ideas.length);
  if (!column.ideas.length) cards.dataset.empty = whyEmpty(board, column);
  patch(cards, column.ideas, {
    keyOf: (idea) => idea.id,
    stamp: (idea) => stamp(board, idea),
    make: (idea) => el("div", { class: "idea", role: "option", tabindex: "-1", "data-id": idea.id }),
    update: (card, idea) => drawCard(board, card, idea),
  });
}

/** The number of cards in a column's head; during a search how many of them were found: "1 / 12". */
export function counted(column, find) {
  return find.trim() ? column.ideas.length + "\u202f/\u202f" + column.total : String(column.total);
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

// Shapes are never changed, only replaced, so the shape's number, the page's own state and what is offered tell whether a
// card is up to date.
function stamp(board, idea) {
  if (!numbers.has(idea)) numbers.set(idea, (last += 1));
  const { desk, view, lift } = board;
  const held = Boolean(lift) && lift.ids.includes(idea.id);
  const own =
    numbers.get(idea) * 8 +
    (desk.ui.chosen.has(idea.id) ? 1 : 0) +
    (view.forum.spotlight === idea.id ? 2 : 0) +
    (held ? 4 : 0);
  return own + " " + offersSign(board, idea);
}

// A theme can be shown large to the hall, and where themes are folded its cards can be shown here.
function drawHead(board, node, column) {
  const [menu, , fold, show] = node.children[0].children;
  const lit = board.view.forum.cluster === column.id;
  const folded = isFolded(board, column.id);
  node.classList.toggle("folded", folded);
  node.classList.toggle("lit", lit);
  node.dataset.colour = column.colour || "";
  text(menu, column.letter);
  menu.setAttribute("aria-label", t("console.theme.menu", { theme: nameOf(column) }));
  // Where all cards are in sight it is only a number.
  fold.disabled = !board.folded;
  fold.setAttribute("aria-expanded", String(!folded));
  fold.setAttribute("aria-label", t("console.cards_of", { theme: nameOf(column) }, column.total));
  show.setAttribute("aria-pressed", String(lit));
  show.setAttribute("aria-label", t(lit ? "console.unshow_theme" : "console.show_theme", { theme: nameOf(column) }));
  show.title = t(lit ? "console.spotlight.end" : "console.show_theme.short");
}

// The letter opens the menu of the theme.
function menuButton(board, id) {
  const attrs = {
    class: "no",
    type: "button",
    tabindex: "-1",
    "aria-haspopup": "true",
    title: t("console.theme.more"),
  };
  return el("button", { ...attrs, "data-menu": id, click: () => openThemeMenu(board, id) });
}

function showButton(board, id) {
  const press = () => showTheme(board.desk, board.view.forum.cluster === id ? null : id);
  return el(
    "button",
    { class: "btn bare head", type: "button", tabindex: "-1", "data-show": id, click: press },
    icon("spot"),
  );
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
    offersSign(board, idea);
  if (card.dataset.words === said) return;
  card.dataset.words = said;
  card.replaceChildren(
    el("span", { class: "no" }, String(idea.number)),
    " ",
    words(idea),
    ...marks(idea, null),
    ...offerLines(board, idea),
  );
}
