// Taking back and doing again: one's own newest deed, named on the button. Without one, the newest of somebody else's is offered by name.

import { t } from "../../text/words.js";
import { called } from "../parts/step_names.js";

// Commands about one idea are told with its number.
const ONE = ["idea.hide", "idea.show", "idea.enter", "idea.place", "idea.leave_out", "screen.spotlight"];
// Commands about one step with its number and name.
const STEP = ["agenda.go", "activity.open", "activity.close", "activity.reveal", "activity.time"];

/** What undo would take back: the newest of this facilitator's own deeds, or nothing. */
export function mine(desk, view) {
  return view.forum.undo[desk.boot.me] || null;
}

/** The newest deed of anybody else: {n, command, idea, activity, by}, or null. */
export function theirs(desk, view) {
  const others = Object.keys(view.forum.undo).filter((actor) => actor !== desk.boot.me);
  return others.map((actor) => view.forum.undo[actor]).sort((a, b) => b.n - a.n)[0] || null;
}

/** A deed in words: "idean 7 piilotus", "siirtyminen vaiheeseen 4 Mitä puistoon…". Of a step that is no longer there only what was done. */
export function wordsOf(deed, view) {
  const step = STEP.includes(deed.command) && view.steps.find((one) => one.id === deed.activity);
  if (step) return t("done.step." + deed.command, { step: called(view, step) });
  return deed.idea !== null && ONE.includes(deed.command)
    ? t("done.one." + deed.command, { number: deed.idea })
    : t("done." + deed.command);
}

/** Who did it, in words. */
function doer(deed) {
  return deed.by || t("console.somebody");
}

/** What is asked before another's deed is taken back. */
export function askedOf(deed, view) {
  return t("console.undo.theirs", { name: doer(deed), action: wordsOf(deed, view) });
}

/** Take back what the button names, and nothing else. Pressed again before the picture is new it is still that deed, which goes once. */
export async function undo(desk) {
  const deed = mine(desk, desk.view);
  if (!deed || desk.ui.taking === deed.n) return;
  desk.ui.taking = deed.n;
  const answer = await undoThis(desk, deed);
  if (!answer.ok) desk.ui.taking = null;
}

/** Take back exactly this deed, whoever did it. */
export function undoThis(desk, deed) {
  return again(desk, "undo", { n: deed.n }, "console.undone");
}

/** Do again what was last taken back. */
export function redo(desk) {
  return again(desk, "redo", {}, "console.redone");
}

// What was taken is what the answer says: the picture may be older than what a colleague, or the other hand, did meanwhile.
async function again(desk, verb, body, key) {
  const answer = await desk.act(verb, body);
  if (answer.ok) desk.say(t(key, { action: wordsOf(answer.made, desk.view) }));
  return answer;
}
