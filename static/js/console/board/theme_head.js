// The head of a column. A theme's has two lines: its letter and name, below them its count and its menu. The pile's has
// its count, the order of the cards and the search.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { text } from "../parts/keyed_list.js";
import { showTheme } from "../parts/screen_commands.js";
import { foldButton, isFolded } from "./collapse.js";
import { openThemeMenu } from "./theme_menu.js";
import { drawName, nameOf } from "./theme_name.js";

/** The head of the pile (the column without an id) or of a theme. */
export function makeHead(board, { id }) {
  const name = el("div", { class: "name" });
  if (id === null) {
    const count = el("span", { class: "num quiet" });
    return el("header", {}, el("span", { class: "no" }, "–"), name, count, board.order, board.seek);
  }
  const line = el("div", { class: "line" }, foldButton(board, id), showButton(board, id), menuButton(board, id));
  return el("header", {}, el("span", { class: "no" }), name, line);
}

/** Draws the head of a column whose element is `node`. */
export function drawHead(board, node, column) {
  const [no, name, line] = node.children[0].children;
  const count = counted(column, board.desk.ui.find);
  drawName(board, name, column);
  if (column.id === null) return text(line, count);
  const lit = board.view.forum.cluster === column.id;
  node.classList.toggle("folded", isFolded(board, column.id));
  node.classList.toggle("lit", lit);
  node.dataset.colour = column.colour || "";
  text(no, column.letter);
  drawLine(board, line, column, { count, lit });
}

/** The number of cards in a column's head; during a search how many of them were found: "1 / 12". */
export function counted(column, find) {
  return find.trim() ? column.ideas.length + "\u202f/\u202f" + column.total : String(column.total);
}

// Where themes are folded the count shows their cards here; all cards of any theme can be shown to the hall.
function drawLine(board, line, column, { count, lit }) {
  const [fold, show, menu] = line.children;
  const theme = nameOf(column);
  text(fold.lastChild, count);
  // Where all cards are in sight it is only a number.
  fold.disabled = !board.folded;
  fold.setAttribute("aria-expanded", String(!isFolded(board, column.id)));
  fold.setAttribute("aria-label", t("console.cards_of", { theme }, column.total));
  show.setAttribute("aria-pressed", String(lit));
  show.setAttribute("aria-label", t(lit ? "console.unshow_theme" : "console.show_theme", { theme }));
  show.title = t(lit ? "console.spotlight.end" : "console.show_theme.short");
  menu.setAttribute("aria-label", t("console.theme.menu", { theme }));
}

function showButton(board, id) {
  const press = () => showTheme(board.desk, board.view.forum.cluster === id ? null : id);
  return headButton("spot", { "data-show": id, click: press });
}

function menuButton(board, id) {
  const attrs = { "aria-haspopup": "true", title: t("console.theme.more") };
  const press = () => {
    board.focus = { head: id };
    openThemeMenu(board, id);
  };
  return headButton("more", { ...attrs, "data-menu": id, click: press });
}

function headButton(sign, attrs) {
  return el("button", { class: "btn bare head", type: "button", tabindex: "-1", ...attrs }, icon(sign));
}
