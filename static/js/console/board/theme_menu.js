// The menu of one theme: everything that can be done with it as a whole, each with one tap, and the colours that it may
// be marked with.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { COLOURS } from "../../wire/contract.js";
import { showTheme } from "../parts/screen_commands.js";
import { focusAgain } from "./focus.js";
import { newTheme } from "./moves.js";
import { calledOn } from "./nameless.js";
import { closePop, openPop } from "./popup.js";
import { chooseAll } from "./selection.js";
import { chooseTarget, listOf, row } from "./targets.js";
import { nameOf, rename } from "./theme_name.js";
import { moveTheme } from "./theme_order.js";

/**
 * Opens the menu of a theme; of the pile (null) it says that a theme must have the focus. What had the focus gets it
 * back where the menu is closed without a choice; a choice is followed by the theme's head.
 */
export function openThemeMenu(board, id) {
  const column = board.columns.find((one) => one.id === id);
  if (!column || id === null) return board.desk.say(t("console.theme.first"), "hint");
  const name = t("console.theme.menu", { theme: fullName(board, column) });
  const list = listOf(rows(board, column));
  openPop(board, name, el("p", { dir: "auto" }, fullName(board, column)), list, colours(board, column));
}

// A theme without a name is called by its first idea here, too.
function fullName(board, column) {
  return column.letter + " " + calledOn(board, column);
}

function rows(board, column) {
  const { id } = column;
  const does = (sign, key, run) => row(sign, t(key), () => (take(board, id), run()));
  const themes = board.view.clusters;
  const lit = board.view.forum.cluster === id;
  const split = column.ideas.map((idea) => idea.id).filter((one) => board.desk.ui.chosen.has(one));
  return [
    does(icon("edit"), "console.rename", () => rename(board, id)),
    does(icon("spot"), lit ? "console.spotlight.end" : "console.show_theme.short", () =>
      showTheme(board.desk, lit ? null : id),
    ),
    column.ideas.length && does(icon("check"), "console.theme.choose", () => chooseAll(board, column)),
    split.length &&
      row(icon("plus"), t("console.theme.split", {}, split.length), () => (closePop(board), newTheme(board, split))),
    themes.length > 1 && row(icon("merge"), t("console.theme.merge"), () => openMergeTheme(board, id)),
    id !== themes[0].id && does("←", "console.theme.earlier", () => moveTheme(board, id, -1)),
    id !== themes[themes.length - 1].id && does("→", "console.theme.later", () => moveTheme(board, id, 1)),
    does("×", "console.remove_theme", () => board.desk.act("cluster.remove", { cluster: id })),
  ].filter(Boolean);
}

function take(board, id) {
  board.focus = { head: id };
  focusAgain(board, false);
  closePop(board);
}

/** Asks for the theme into which this one is merged. */
export function openMergeTheme(board, id) {
  const column = board.columns.find((one) => one.id === id);
  const others = board.columns.filter((one) => one.id !== null && one.id !== id);
  if (!others.length) return;
  chooseTarget(board, t("console.theme.merge.where", { theme: fullName(board, column) }), others, (into) =>
    mergeThemes(board, column, into),
  );
}

async function mergeThemes(board, column, into) {
  board.focus = { head: into.id };
  const answer = await board.desk.act("cluster.merge", { cluster: column.id, into: into.id });
  if (answer.ok) board.desk.say(t("console.theme.merged", { theme: column.letter, into: nameOf(into) }));
}

function colours(board, column) {
  const buttons = COLOURS.map((colour) => swatch(board, column, colour));
  return el("div", { class: "swatches", role: "group", "aria-label": t("console.colour") }, ...buttons);
}

function swatch(board, column, colour) {
  const name = t("console.colour." + (colour || "none"));
  const press = () => {
    take(board, column.id);
    board.desk.act("cluster.colour", { cluster: column.id, colour });
  };
  const attrs = { class: "swatch", type: "button", "aria-pressed": String(column.colour === colour), click: press };
  return el("button", { ...attrs, "data-colour": colour }, el("i", {}), el("span", {}, name));
}
