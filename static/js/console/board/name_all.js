// All themes without a name are named together: a panel with a field for each, in which the best name proposed for it
// stands, and the other ones below. Somebody reads and corrects them, then one press makes names of what stands in the
// fields, by one command, so one undo takes all back. An empty field leaves its theme without a name.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { themeKey } from "../../text/theme_key.js";
import { t } from "../../text/words.js";
import { MOST_THEMES_AT_ONCE } from "../../wire/contract.js";
import { button } from "../parts/button.js";
import { longest } from "../parts/longest.js";
import { text } from "../parts/keyed_list.js";
import { NARROW, proposedNames } from "./name_proposal.js";
import { calledOn } from "./nameless.js";
import { closePop, openPop } from "./popup.js";

/** The themes of the board that have no name. */
export function unnamed(board) {
  return board.columns.filter((column) => column.id !== null && !column.title);
}

/** The button that opens the panel. */
export function nameAllButton(board, facts = {}) {
  return button(nameAllWords(unnamed(board).length), (event) => openNameAll(board, !event.detail), facts);
}

/** The words of that button. */
export function nameAllWords(n) {
  return t("console.name_all", {}, n) + "…";
}

/** Opens the panel. By key the first field gets the focus; by a finger it would raise the keyboard over the names. */
export function openNameAll(board, byKey = false) {
  const columns = unnamed(board).slice(0, MOST_THEMES_AT_ONCE);
  if (!columns.length) return (closePop(board), board.desk.say(t("console.name_all.none"), "hint"));
  const names = distinctNames(board, columns);
  const rows = columns.map((column, at) => rowOf(board, column, names[at]));
  const press = button("", () => take(board, rows), { main: true });
  const words = press.firstChild;
  const count = () => {
    const n = rows.filter((row) => row.name().title).length;
    text(words, t("console.name_all.take", {}, n));
    press.disabled = !n;
  };
  count();
  const list = el("ul", { class: "name-all", input: count, click: count }, ...rows.map((row) => row.node));
  list.addEventListener("keydown", (event) => walk(event, [...rows.map((row) => row.field), press]));
  openPop(
    board,
    nameAllWords(columns.length),
    el(
      "header",
      { class: "suggest-head" },
      el("b", {}, t("console.name_all.note")),
      button(t("common.close"), () => closePop(board), { bare: true }),
    ),
    list,
    el("div", { class: "acts piles-take" }, press),
  );
  if (byKey) rows[0].field.select();
}

/**
 * For each of these columns the best of its proposed names that no theme has and none before it was given, or "": two
 * themes of one name could not be told apart.
 */
export function distinctNames(board, columns) {
  const taken = new Set(board.view.clusters.map((one) => themeKey(one.title)));
  return columns.map((column) => {
    const name = proposedNames(board, column).find((one) => !taken.has(themeKey(one))) || "";
    taken.add(themeKey(name));
    return name;
  });
}

function rowOf(board, column, name) {
  const { id, letter, version, colour } = column;
  const field = fieldWith(name);
  const others = proposedNames(board, column).filter((one) => one !== name);
  const which = el("span", { dir: "auto" }, calledOn(board, column));
  const label = el("label", {}, el("b", { class: "no" }, letter), " ", which, field);
  const chips = el("div", { class: "acts" }, ...others.map((one) => otherName(field, letter, one)));
  return {
    field,
    node: el("li", { "data-colour": colour || null }, label, chips),
    name: () => ({ cluster: id, title: field.value.trim(), version }),
  };
}

// The press that enters a field selects the name in it, as Enter does: what is typed stands in its place.
function fieldWith(name) {
  let isEntered = false;
  const field = el("input", {
    type: "text",
    dir: "auto",
    value: name,
    autocomplete: "off",
    enterkeyhint: "next",
    pointerdown: () => void (isEntered = document.activeElement !== field),
    click: () => isEntered && field.select(),
  });
  return field;
}

// Pressed, it changes places with what stands in the field, so that it can be taken back.
function otherName(field, letter, name) {
  const words = el("span", { dir: "auto" }, soften(name, NARROW));
  const node = el("button", { class: "btn proposed", type: "button", click: () => swap() }, words);
  const say = () =>
    node.setAttribute("aria-label", t("console.proposed_name.take", { letter, name: soften(name, NARROW) }));
  const swap = () => {
    [field.value, name] = [name, field.value.trim()];
    text(words, soften(name, NARROW));
    node.hidden = !name;
    say();
  };
  say();
  return node;
}

// Enter and the arrows lead from field to field, and from the last one to the button, which one more Enter presses.
function walk(event, stops) {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = step && !event.isComposing && stops[stops.indexOf(event.target) + step];
  if (!next || !stops.includes(event.target)) return;
  event.preventDefault();
  if (next.select) next.select();
  else next.focus();
}

async function take(board, rows) {
  const names = rows.map((row) => row.name()).filter((one) => one.title);
  const answer = await board.desk.act("clusters.rename", { names });
  // A colleague has named all of them meanwhile: those that are left are shown anew.
  if (["changed", "gone"].includes(answer.code)) return openNameAll(board);
  if (answer.code === "theme_long") longest(rows.map((row) => row.field)).select();
  if (!answer.ok) return;
  closePop(board);
  const { named } = answer.made;
  const kept = names.length - named;
  const said = [t("console.name_all.done", {}, named), kept > 0 && t("console.name_all.kept", {}, kept)];
  board.desk.say(said.filter(Boolean).join(" "));
}
