// Going on: what the one main action does, the question it asks while people are not done, and the count before it goes on by itself.
// It never ends a forum: that is a button of its own, which asks.

import { collects, isVote, stateAt } from "../../vote/agenda.js";
import { LIMITS } from "../../wire/contract.js";
import { t } from "../../text/words.js";
import { duty, nextPlace, onward, unfinished } from "./next_duty.js";
import { nameOf } from "../parts/step_names.js";
import { twice } from "../parts/double_press.js";
import { stepOn } from "./uncover.js";
import { mine, theirs, undo } from "./undo.js";

const WORDS = {
  start: "console.start",
  close: "console.close",
  reveal: "console.reveal",
  end: "console.end",
  resume: "console.resume",
};

/** What the main button says. */
export function wordsOfNext(view) {
  const what = onward(view);
  if (what === "place") return wordsOfPlace(view, duty(view).vote);
  return what === "step" ? t("console.next_step", { name: view.at + 2 + " " + nameOf(view.next) }) : t(WORDS[what]);
}

/** What uncovering does next: "show place 3", of a tie "show place 3 (2/5)". */
export function wordsOfPlace(view, vote) {
  const place = nextPlace(view, vote);
  return t(place.of > 1 ? "console.uncover_next.tied" : "console.uncover_next", place);
}

/**
 * On to the next step; what a result still waits for comes first. `how` says what was answered: "wait" gives time to finish and goes on
 * after it, "now" goes on at once, "on" is the time to finish having passed.
 */
export async function goOn(desk, how) {
  const { view, ui } = desk;
  if (!view || ui.going || (!how && twice(ui, "wentAt"))) return;
  const what = onward(view);
  if (what === "end" || what === "resume") return desk.say(t("console." + what + ".by_button"), "hint");
  if (!how && ui.asking) return focusQuestion();
  if (!how && !ui.leaving && unfinished(view)) return ask(desk, "people");
  ask(desk, "");
  ui.wentAt = Date.now();
  if (how === "wait") return wait(desk, what);
  ui.leaving = null;
  ui.going = true;
  if (how === "now" && what === "step") await close(desk, 0);
  await step(desk, view, what);
  ui.going = false;
}

/** Back to the step before. */
export function goBack(desk) {
  const { view } = desk;
  if (view && view.previous && !twice(desk.ui, "wentBackAt"))
    return desk.act("agenda.go", { activity: view.previous.id });
}

/** Close the current step, or open it again. */
export function toggleStep(desk) {
  const step = desk.view && desk.view.step;
  if (!step) return;
  if (isVote(step) && step.revealed) return desk.say(t("console.unreveal_first"), "hint");
  const open = ["open", "closing"].includes(desk.view.state(step));
  if (open)
    return close(
      desk,
      collects(step) === "ideas" && desk.view.state(step) === "open" && desk.view.presence.writing ? LIMITS.grace : 0,
    );
  desk.act("activity.open", { activity: step.id });
}

// -- the end -----------------------------------------------------------------------------------------------------------------

/** The button of the end: asks first. Of a forum that is over: opens it again. */
export function endOrResume(desk) {
  const { view, ui } = desk;
  if (!view || twice(ui, "wentAt")) return;
  if (view.forum.state === "ended") return desk.act("forum.end", { ended: false });
  ask(desk, "end");
}

/** The second, deliberate press. */
export function end(desk) {
  ask(desk, "");
  desk.ui.wentAt = Date.now();
  return desk.act("forum.end", {});
}

// -- taking back -------------------------------------------------------------------------------------------------------------

/** Undo: the own newest deed at once; without one, another's is offered by name and needs one more press. */
export function takeBack(desk) {
  if (!desk.view) return;
  if (mine(desk, desk.view)) return undo(desk);
  if (theirs(desk, desk.view)) return ask(desk, "undo");
  desk.say(t("refusal.nothing_to_undo"), "hint");
}

// -- the question ------------------------------------------------------------------------------------------------------------

/** Puts the question ("people", "end" or "undo") or takes it away (""). */
export function ask(desk, what) {
  if (desk.ui.asking === what) return;
  desk.ui.asking = what;
  desk.ui.askedIn = what && desk.view.step ? desk.view.step.id : null;
  // At once, not at the next frame: the key pressed right after is an answer.
  desk.drawNow();
  if (what) focusQuestion();
  else if (document.activeElement === document.body) focusMain();
}

/** Whether the question has lost its sense: another step, or there is nobody to wait for any more. */
export function askedInVain(desk, view) {
  const { asking, askedIn } = desk.ui;
  if (!asking) return false;
  if (asking === "undo") return Boolean(mine(desk, view)) || !theirs(desk, view);
  if (!view.step || view.step.id !== askedIn) return true;
  return asking === "end" ? onward(view) !== "end" : !unfinished(view);
}

function focusQuestion() {
  const first = document.querySelector(".grace button");
  if (first) first.focus();
}

function focusMain() {
  const main = document.querySelector("#go button:not([hidden], [disabled]):last-of-type");
  if (main) main.focus();
}

// -- going on by itself ------------------------------------------------------------------------------------------------------

/** Gives no more time, but stays here when it is over. */
export function stay(desk) {
  desk.ui.leaving = null;
  desk.say(t("console.stays"));
  desk.redraw();
}

/** Several times a second: goes on when the time to finish has passed; lets it be when somebody decided otherwise meanwhile. */
export function leaveInTime(desk) {
  const { ui, view } = desk;
  if (!ui.leaving) return;
  const state =
    view.step && view.step.id === ui.leaving.from && view.forum.state !== "ended"
      ? stateAt(view.step, desk.live.now())
      : "";
  if (state === "closing") ui.leaving.met = true;
  else if (!state || (state === "open" && ui.leaving.met)) ui.leaving = null;
  else if (state === "closed") goOn(desk, "on");
}

async function wait(desk, what) {
  const from = desk.view.step.id;
  const answer = await close(desk, LIMITS.grace);
  if (!answer.ok || what !== "step") return;
  desk.ui.leaving = { from, met: false };
  desk.redraw();
}

function close(desk, grace) {
  return desk.act("activity.close", { activity: desk.view.step.id, grace });
}

function step(desk, view, what) {
  if (what === "start") return view.steps[0] && desk.act("agenda.go", { activity: view.steps[0].id });
  if (what === "step") return desk.act("agenda.go", { activity: view.next.id });
  const { vote } = duty(view);
  if (what === "close") return close(desk, 0);
  if (what === "reveal") return desk.act("activity.reveal", { activity: vote.id, shown: true });
  return stepOn(desk, view, vote, 1);
}
