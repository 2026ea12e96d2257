// Undo and redo by button and key: at once, or after a question about a colleague's command, about what would end the
// forum, and about what would take an open step away from people who use it.

import { t } from "../../text/words.js";
import { ask } from "./main_action.js";
import { asksFirst, mine, offered, redo, undo, undoThis } from "./undo.js";

/**
 * Undoes this facilitator's newest command, also one that the view does not show yet. Without one, a colleague's
 * command is offered by name and needs a second press, as does an undo that would end the forum.
 */
export function takeBack(desk) {
  return desk.unseen.whenSeen((row) => takeNewest(desk, row));
}

// `row`: of the command after which undo was pressed, where it waited for that one. A later one stays.
function takeNewest(desk, row) {
  const { view } = desk;
  if (!view) return;
  const own = mine(desk, view);
  if (row && own && own.n > row) return undoThis(desk, { n: row });
  const deed = offered(desk, view, "undo");
  if (!deed) return desk.say(t("refusal.nothing_to_undo"), "hint");
  return asksFirst(desk, deed, view, "undo") ? askAbout(desk, "undo", deed) : undo(desk);
}

/** Redoes what this facilitator undid last; asks before it ends the forum. */
export function doAgain(desk) {
  const { view } = desk;
  if (!view) return;
  const deed = offered(desk, view, "redo");
  return deed && asksFirst(desk, deed, view, "redo") ? askAbout(desk, "redo", deed) : redo(desk);
}

/** The answer yes: undoes or redoes exactly what the question was about. */
export function answerYes(desk) {
  const { asking, askedDeed } = desk.ui;
  const deed = offered(desk, desk.view, asking);
  ask(desk, "");
  if (!deed || deed.n !== askedDeed) return;
  return asking === "redo" ? redo(desk) : undoThis(desk, deed);
}

// The second click of a double click is no answer (go.js: meant).
function askAbout(desk, what, deed) {
  desk.ui.wentAt = Date.now();
  desk.ui.askedDeed = deed.n;
  ask(desk, what);
}
