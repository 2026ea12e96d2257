// Undo and redo. The button names this facilitator's newest command; without one, the newest of a colleague is offered
// by name.

import { isWriting } from "../../vote/agenda.js";
import { t } from "../../text/words.js";
import { called } from "../parts/step_names.js";
import { RESUMING, takesPageDown } from "../parts/resuming.js";

// Commands about one idea are named with its number.
const ONE = [
  "idea.hide",
  "idea.show",
  "idea.mask",
  "idea.enter",
  "idea.place",
  "idea.language",
  "idea.leave_out",
  "idea.merge",
  "idea.unmerge",
  "idea.reword",
  "placement.dismiss",
  "screen.spotlight",
];
// Commands about one step are named with its number and name.
const STEP = [
  "agenda.go",
  "activity.open",
  "activity.close",
  "activity.reveal",
  "activity.time",
  "ballot.enter",
  "hands.set",
  "screen.uncover",
];

/** What undo would take back: this facilitator's newest command, or nothing. */
export function mine(desk, view) {
  return view.forum.undo[desk.boot.me] || null;
}

/** The newest command of a colleague: a Deed (contract/shapes/deed.py), or null. */
export function theirs(desk, view) {
  const others = Object.keys(view.forum.undo).filter((actor) => actor !== desk.boot.me);
  return others.map((actor) => view.forum.undo[actor]).sort((a, b) => b.n - a.n)[0] || null;
}

/** What undo, or with "redo" redo, would take now: a Deed or null. */
export function offered(desk, view, which) {
  if (which === "redo") return view.forum.redo[desk.boot.me] || null;
  return mine(desk, view) || theirs(desk, view);
}

/** Whether undoing or redoing it would end the forum. */
export function endsForum(deed, view) {
  return Boolean(deed.ends) && view.forum.state !== "ended";
}

/**
 * Whether it is not undone ("undo") or redone ("redo") without a question: a colleague's command, whatever would end
 * the forum or take its published results off the web, and what would take an open step away from people who have given
 * something in it.
 */
export function asksFirst(desk, deed, view, which) {
  const changesForum = endsForum(deed, view) || unpublishes(deed, view);
  return !isOwn(desk, deed, view) || changesForum || Boolean(takenFrom(deed, view, which));
}

// Whether undoing or redoing it may let an ended forum go on, whose results are published.
function unpublishes(deed, view) {
  return takesPageDown(view) && RESUMING.includes(deed.command);
}

/**
 * Whom it would interrupt, as {what: "voted", "written" or "writing", n}, or null: what people have given in the open
 * step that it closes or leaves.
 */
export function takenFrom(deed, view, which) {
  const step = view.forum.self_paced ? view.steps.find((one) => one.id === deed.activity) : view.step;
  if (view.forum.self_paced && deed.command === "agenda.go") return null;
  if (!step || !["open", "closing"].includes(view.state(step)) || !leaves(deed, step, which)) return null;
  if (step.voted) return { what: "voted", n: step.voted };
  if (isWriting(step) && step.count) return { what: "written", n: step.count };
  return view.presence.writing && isWriting(step) ? { what: "writing", n: view.presence.writing } : null;
}

function leaves(deed, step, which) {
  const isHere = deed.activity === step.id;
  if (which === "redo") return deed.command === "agenda.go" ? !isHere : deed.command === "activity.close" && isHere;
  return ["agenda.go", "activity.open"].includes(deed.command) && isHere;
}

/**
 * A command in words, by what it did: "idean 7 piilotus", "siirtyminen vaiheeseen 4 Ideat", "ison näytön
 * sytytys". Of a step that no longer exists only the command is named.
 */
export function wordsOf(deed, view) {
  const key = deed.command + (deed.off ? ".off" : "");
  const step = STEP.includes(deed.command) && view.steps.find((one) => one.id === deed.activity);
  if (step) return t("done.step." + key, { step: called(view, step) });
  return deed.idea !== null && ONE.includes(deed.command)
    ? t("done.one." + key, { number: deed.idea })
    : t("done." + key);
}

/** The name of the facilitator who sent it. */
function doer(deed) {
  return deed.by || t("console.somebody");
}

/** The question before it is undone or redone. */
export function askedOf(desk, deed, view, which) {
  const taken = takenFrom(deed, view, which);
  const what = taken ? t("console.undo." + taken.what, {}, taken.n) : unpublishes(deed, view) && t("console.off_web");
  const first = what ? what + " " : "";
  const facts = { name: doer(deed), action: wordsOf(deed, view) };
  if (!isOwn(desk, deed, view))
    return endsForum(deed, view) ? t("console.undo.theirs.ends", facts) : first + t("console.undo.theirs", facts);
  if (endsForum(deed, view)) return t("console.end.ask");
  return first + t(which === "redo" ? "console.redo.own" : "console.undo.own", facts);
}

/** Whether it is this facilitator's own. */
export function isOwn(desk, deed, view) {
  return [view.forum.undo[desk.boot.me], view.forum.redo[desk.boot.me]].includes(deed);
}

/**
 * Undoes exactly the command that the button names. A second press before the next frame names the same command, which
 * is undone only once.
 */
export async function undo(desk) {
  const deed = mine(desk, desk.view);
  if (!deed || desk.ui.taking === deed.n) return;
  desk.ui.taking = deed.n;
  const answer = await undoThis(desk, deed);
  if (!answer.ok) desk.ui.taking = null;
}

/** Undoes exactly this command, whoever sent it. */
export function undoThis(desk, deed) {
  return again(desk, "undo", { n: deed.n }, "console.undone");
}

/** Redoes what was undone last. */
export function redo(desk) {
  return again(desk, "redo", {}, "console.redone");
}

// Announces what the answer says was undone: the view may be older than a colleague's last change.
async function again(desk, verb, body, key) {
  const answer = await desk.act(verb, body);
  if (!answer.ok) return answer;
  const { left } = answer.made;
  desk.say(t(key, { action: wordsOf(answer.made, desk.view) }) + (left ? " " + t("console.undo.left", {}, left) : ""));
  return answer;
}
