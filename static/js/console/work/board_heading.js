// The sentence above the board: what is selected, what a search has found, else how many ideas have no theme yet.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { stateWords } from "../agenda/state_words.js";
import { atHand, chooseAll, columnsInSight } from "../board/selection.js";
import { button } from "../parts/button.js";
import { clearButton, foundWords } from "../parts/search.js";

/** The sentence as an element. */
export function boardHeading(board, view) {
  const { chosen, find } = board.desk.ui;
  if (chosen.size) return el("p", {}, ...selected(board, view));
  const found = foundWords(
    find,
    sum(board.columns, (column) => column.ideas.length),
    sum(board.columns, totalOf),
  );
  if (found) return el("p", {}, el("b", {}, found), unseen(board), chooseFound(board), clearButton(board.desk));
  const loose = board.columns[0].total;
  // The sentence keeps its length in all states, so that selecting a card does not move the board.
  const how = loose > 0 && view.clusters.length > 0 && el("span", { class: "how" }, t("console.loose.how"));
  return el("p", {}, el("b", {}, state(view, loose)), how);
}

// How many cards are selected; which one it is where the selection has moved on, and how it does.
function selected(board, view) {
  const hand = atHand(board);
  const idea = hand && view.idea(hand.card);
  const words = hand && hand.moved ? t("console.at_hand", { number: idea.number }) : null;
  const how = idea && idea.cluster === null && view.clusters.length > 0;
  return [
    el("b", {}, words || t("console.selected", {}, board.desk.ui.chosen.size)),
    how && el("span", { class: "onward" }, t("console.at_hand.how")),
    board.desk.ui.find.trim() !== "" && unseen(board),
  ];
}

// How many of the found cards are in folded themes: they are not in sight, and are not selected with the others.
function unseen(board) {
  const seen = columnsInSight(board);
  const n = sum(
    board.columns.filter((column) => !seen.includes(column)),
    (column) => column.ideas.length,
  );
  return n > 0 && el("span", { class: "quiet" }, t("console.found.folded", {}, n));
}

function chooseFound(board) {
  const found = columnsInSight(board).some((column) => column.ideas.length);
  return found && button(t("console.find.choose"), () => chooseAll(board), { id: "choose-found", key: "a" });
}

function state(view, loose) {
  if (view.state(view.step) !== "open" || !loose) return stateWords(view, view.step);
  return view.clusters.length ? t("console.loose", {}, loose) : t("console.pile.help");
}

function totalOf(column) {
  return column.total;
}

function sum(columns, of) {
  return columns.reduce((all, column) => all + of(column), 0);
}
