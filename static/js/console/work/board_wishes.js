// What is done on the board when a key or a button asks for it.

import { t } from "../../text/words.js";
import { openMove } from "../board/move_menu.js";
import { newTheme } from "../board/moves.js";
import { closeLast, closePop, openHide } from "../board/popup.js";
import { chooseAll, chooseNone, columnOfFocus, subject } from "../board/selection.js";
import { openMergeTheme, openThemeMenu } from "../board/theme_menu.js";
import { merge, openWording } from "../board/wording.js";
import { canBeLeftOut } from "../parts/facts.js";
import { showTheme, spotlight } from "../parts/screen_commands.js";

/**
 * Does what a shortcut or a button asks: with the board, with the theme whose head has the focus, or with cards. To
 * "close" it says whether there was something.
 */
export function wish(board, what) {
  if (WITH_BOARD[what]) return WITH_BOARD[what](board);
  const head = board.focus && !board.desk.ui.chosen.size ? board.focus.head : null;
  if (head && WITH_THEME[what]) return WITH_THEME[what](board, head);
  const ids = subject(board);
  if (ids.length) withCards(board, what, ids);
  else board.desk.say(t("console.choose_first"), "hint");
}

const WITH_BOARD = {
  none: (board) => (closePop(board), chooseNone(board)),
  close: closeLast,
  theme: (board) => newTheme(board, forTheme(board)),
  all: (board) => chooseAll(board),
  menu: (board) => openThemeMenu(board, columnOfFocus(board).id),
};
const WITH_THEME = {
  spot: (board, id) => showTheme(board.desk, board.view.forum.cluster === id ? null : id),
  move: openMergeTheme,
  merge: openMergeTheme,
};

// A card that only has the focus goes into the new theme, as it would move by G; not one where the focus was before.
function forTheme(board) {
  return board.cols.contains(document.activeElement) ? subject(board) : [...board.desk.ui.chosen];
}

function withCards(board, what, ids) {
  if (what === "move") openMove(board);
  if (what === "hide") openHide(board);
  if (what === "leave_out") leaveOut(board, ids);
  if (what === "merge" && ids.length > 1) merge(board, ids);
  else if (what === "merge") openWording(board, ids[0]);
  if (what === "spot") spotlight(board.desk, board.view.forum.spotlight === ids[0] ? null : ids[0]);
}

/** Whether all selected ideas are left out of votes (true) or can be (false); null where they are not voted on. */
export function outOf(board, view) {
  const ideas = subject(board)
    .map((id) => view.idea(id))
    .filter((idea) => idea && canBeLeftOut(view, idea));
  return ideas.length ? ideas.every((idea) => idea.left_out) : null;
}

async function leaveOut(board, ids) {
  const out = outOf(board, board.view);
  if (out === null) return board.desk.say(t("console.not_votable"), "hint");
  for (const idea of ids) await board.desk.act("idea.leave_out", { idea, out: !out });
}
