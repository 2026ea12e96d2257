// Undo and redo. The button names this facilitator's newest command; without one, the newest of a colleague is offered
// by name.

import { t } from "../../text/words.js";
import { called } from "../parts/step_names.js";

// Commands about one idea are named with its number.
const ONE = ["idea.hide", "idea.show", "idea.enter", "idea.place", "idea.leave_out", "screen.spotlight"];
// Commands about one step are named with its number and name.
const STEP = ["agenda.go", "activity.open", "activity.close", "activity.reveal", "activity.time"];

/** What undo would take back: this facilitator's newest command, or nothing. */
export function ownCommand(desk, view) {
  return view.forum.undo[desk.boot.me] || null;
}

/** The newest command of a colleague: {n, command, idea, activity, by}, or null. */
export function colleaguesCommand(desk, view) {
  const others = Object.keys(view.forum.undo).filter((actor) => actor !== desk.boot.me);
  return others.map((actor) => view.forum.undo[actor]).sort((a, b) => b.n - a.n)[0] || null;
}

/**
 * A command in words, such as "idean 7 piilotus" or "siirtyminen vaiheeseen 4 Mitä puistoon…". Of a step that no longer
 * exists only the command is named.
 */
export function wordsOf(deed, view) {
  const step = STEP.includes(deed.command) && view.steps.find((one) => one.id === deed.activity);
  if (step) return t("done.step." + deed.command, { step: called(view, step) });
  return deed.idea !== null && ONE.includes(deed.command)
    ? t("done.one." + deed.command, { number: deed.idea })
    : t("done." + deed.command);
}

/** The name of the facilitator who sent it. */
function senderName(deed) {
  return deed.by || t("console.somebody");
}

/** The question before a colleague's command is undone. */
export function askedOf(deed, view) {
  return t("console.undo.theirs", { name: senderName(deed), action: wordsOf(deed, view) });
}

/**
 * Undoes exactly the command that the button names. A second press before the next frame names the same command, which
 * is undone only once.
 */
export async function undo(desk) {
  const deed = ownCommand(desk, desk.view);
  if (!deed || desk.ui.taking === deed.n) return;
  desk.ui.taking = deed.n;
  const answer = await undoThis(desk, deed);
  if (!answer.ok) desk.ui.taking = null;
}

/** Undoes exactly this command, whoever sent it. */
export function undoThis(desk, deed) {
  return runUndo(desk, "undo", { n: deed.n }, "console.undone");
}

/** Redoes what was undone last. */
export function redo(desk) {
  return runUndo(desk, "redo", {}, "console.redone");
}

// Announces what the answer says was undone: the view may be older than a colleague's last change.
async function runUndo(desk, verb, body, key) {
  const answer = await desk.act(verb, body);
  if (answer.ok) desk.say(t(key, { action: wordsOf(answer.made, desk.view) }));
  return answer;
}
