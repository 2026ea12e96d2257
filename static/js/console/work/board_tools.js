// The row above the board: what can be done with the selected cards, else with the board.

import { replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { openMove } from "../board/move_menu.js";
import { newTheme } from "../board/moves.js";
import { openHide } from "../board/popup.js";
import { atHand, isTooSoon, subject } from "../board/selection.js";
import { founded, suggestButton } from "../board/suggestions.js";
import { counted } from "../board/theme_head.js";
import { toggleStep } from "../bar/main_action.js";
import { button } from "../parts/button.js";
import { ideasStep, isSettled } from "../parts/facts.js";
import { boardHeading } from "./board_heading.js";
import { outOf, wish } from "./board_wishes.js";
import { toggleWords } from "./tools.js";

/** Draws the row when anything in it changed. */
export function drawBoardTools(board, view) {
  const { chosen } = board.desk.ui;
  const open = ["open", "closing"].includes(view.state(view.step));
  const one = chosen.size === 1 ? view.idea([...chosen][0]) : null;
  const lit = Boolean(one) && view.forum.spotlight === one.id;
  const out = outOf(board, view);
  const stamp = [
    [...chosen].join(),
    JSON.stringify(atHand(board)),
    open,
    lit,
    out,
    Boolean(one) && isSettled(view, one.id),
    board.columns.map((column) => counted(column, board.desk.ui.find)).join(),
    view.clusters.length,
    view.ideas.length,
    view.forum.state,
    founded(board),
  ].join("/");
  if (board.tools.dataset.stamp === stamp) return;
  board.tools.dataset.stamp = stamp;
  const held = board.tools.contains(document.activeElement) ? document.activeElement.id : "";
  replaceContent(
    board.tools,
    boardHeading(board, view),
    ...(chosen.size ? withChosen(board, one, lit, out) : withNone(board)),
  );
  const again = held && (document.getElementById(held) || board.tools.querySelector("button"));
  if (again) again.focus();
}

function withChosen(board, one, lit, out) {
  const acts = [
    button(t("console.move.short"), () => openMove(board), { id: "move", key: "g" }),
    button(t("console.new_theme"), () => isTooSoon(board, Date.now()) || newTheme(board, subject(board)), {
      id: "new-theme",
      key: "t",
      icon: "plus",
    }),
  ];
  // What is merged into an idea can be taken out at any time.
  if (!one || one.merged.length || !isSettled(board.view, one.id))
    acts.push(
      button(t(one ? "console.wording" : "console.merge"), () => wish(board, "merge"), {
        id: "merge",
        key: "m",
        icon: one ? "edit" : "merge",
      }),
    );
  if (one && one.state === "shown") acts.push(spotButton(board, lit));
  if (out !== null) acts.push(leaveOutButton(board, out));
  return acts.concat(
    button(t("mod.hide"), () => openHide(board), { id: "hide", key: "h", icon: "hide" }),
    button(t("console.choose_none"), () => wish(board, "none"), { id: "none", bare: true }),
  );
}

function spotButton(board, lit) {
  const words = t(lit ? "console.spotlight.stop" : "console.spotlight");
  return button(words, () => wish(board, "spot"), { id: "spot", key: "s", icon: "spot", on: lit });
}

function leaveOutButton(board, out) {
  const words = t(out ? "console.take_in" : "console.leave_out");
  return button(words, () => wish(board, "leave_out"), { id: "leave-out", key: "v" });
}

function withNone(board) {
  return [
    // An idea can be entered here, too, for a late paper or a person whose time ran out.
    ideasStep(board.view) &&
      button(t("console.helper.short"), () => board.entry.open(), {
        id: "enter-idea",
        key: "i",
        icon: "edit",
        title: t("console.helper"),
      }),
    button(t("console.new_theme"), () => newTheme(board, []), { id: "new-theme", key: "t", icon: "plus" }),
    suggestButton(board),
    button(toggleWords(board.view), () => toggleStep(board.desk), { id: "toggle-step", key: "x" }),
  ];
}
