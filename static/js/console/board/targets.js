// A list in the panel from which one row is chosen: by letter, by arrows and Enter, or by a tap.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { calledOn } from "./nameless.js";
import { closePop, openPop } from "./popup.js";
import { nameOf } from "./theme_name.js";
import { meant, typedOn } from "./typed_letter.js";

/** Asks for one of these columns and calls `choose(column)`; further rows may follow. */
export function chooseTarget(board, question, columns, choose, more = []) {
  const rows = columns.map((column) => rowOf(board, column, choose));
  const list = listOf(rows.concat(more), columns);
  openPop(board, question, el("p", { dir: "auto" }, question), list);
  return list;
}

/** A list of rows; those of `columns`, which come first, are also chosen by their letters. */
export function listOf(rows, columns = []) {
  const list = el("div", { class: "targets" }, ...rows);
  list.addEventListener("keydown", (event) => keys(list, columns, event));
  return list;
}

/** One row: a sign (text or icon), its words, and what it does. */
export function row(sign, words, run, facts = {}) {
  // The name of a button has its words as they are drawn: who speaks to the page says what is seen.
  const label = facts.label && soften(facts.label);
  const attrs = { class: "target", type: "button", click: run, "aria-label": label, "data-colour": facts.colour };
  return el("button", attrs, el("b", { class: "no" }, sign), " ", el("span", { dir: "auto" }, soften(words)));
}

function rowOf(board, column, choose) {
  const words = column.id === null ? column.title : calledOn(board, column);
  const press = () => {
    closePop(board);
    choose(column);
  };
  return row(column.letter || "–", words, press, { label: nameOf(column), colour: column.colour });
}

function keys(list, columns, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...list.children];
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step && event.key.length > 1) return;
  event.stopPropagation();
  if (event.key === " ") return;
  event.preventDefault();
  const at = rows.indexOf(document.activeElement);
  if (step) rows[(at + step + rows.length) % rows.length].focus();
  else if (event.key === "-" || event.key === "0") press(rows[columns.findIndex((one) => one.id === null)]);
  else if (event.key === "+") press(rows.find((one) => one.dataset.new === ""));
  else byLetter(list, rows, columns, event.key);
}

function press(row) {
  if (row) row.click();
}

// Where A may still become AA, the row has the focus, and Enter takes it.
function byLetter(list, rows, columns, key) {
  const typed = typedOn(columns, list.dataset.typed, key);
  const { found, more } = meant(columns, typed);
  list.dataset.typed = typed;
  if (!found) return;
  const chosen = rows[columns.indexOf(found)];
  if (more) chosen.focus();
  else chosen.click();
}
