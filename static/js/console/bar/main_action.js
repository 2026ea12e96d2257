// Going on: runs the main action, asks first while people are not done, and counts down the grace before it goes on. It
// never ends a forum: a separate button does that, after a question.

import { isVote, isWriting, stateAt, wordsOf } from "../../vote/agenda.js";
import { LIMITS } from "../../wire/contract.js";
import { t } from "../../text/words.js";
import { nextDuty, mainAction, unfinished, behindVote, toldIn, unseen } from "./next_duty.js";
import { thingsBehind } from "../parts/candidates.js";
import { votesHere } from "../parts/facts.js";
import { showVote } from "../parts/screen_commands.js";
import { twice } from "../parts/double_press.js";
import { stepOn } from "./uncover.js";

/**
 * Goes on to the next step, or first does what a result still needs. `how` is the answer to the question: "wait" gives
 * a grace and goes on after it, "now" goes on immediately, "on" means that the grace has passed. In the last step it
 * goes to places that are still covered, wherever they are.
 */
export async function goOn(desk, how) {
  const { view, ui } = desk;
  if (!view || ui.going || (!how && twice(ui, "wentAt"))) return;
  const what = mainAction(view);
  const covered = what === "end" && !ui.asking ? unseen(view).filter(({ n }) => n > 0) : [];
  if (covered.length) return showUnseen(desk, covered);
  if (what === "end" || what === "resume") return desk.say(t("console." + what + ".by_button"), "hint");
  if (!how && ui.asking) return remind(desk);
  if (!how && !ui.leaving && unfinished(view)) return ask(desk, "people");
  ui.wentAt = Date.now();
  if (how === "wait") return wait(desk, what);
  ui.leaving = null;
  if (behindVote(view, ui.answered)) return ask(desk, "unread");
  const isCut = how === "now" && unfinished(view);
  ask(desk, "");
  ui.going = true;
  await step(desk, view, what, isCut);
  ui.going = false;
}

/**
 * The answer to go on, "wait" or "now", to a question that told everything that is open: what going on leaves behind is
 * not asked about again, neither now nor in a later step.
 */
export function answerOn(desk, how) {
  const { view, ui } = desk;
  if (behindVote(view))
    Object.values(thingsBehind(view, view.next))
      .flat()
      .forEach(({ key }) => ui.answered.add(key));
  return goOn(desk, how);
}

/** Goes back to the previous step. */
export function goBack(desk) {
  const { view } = desk;
  if (view && view.previous && !twice(desk.ui, "wentBackAt"))
    return desk.act("agenda.go", { activity: view.previous.id });
}

/** Closes the current step, or opens it again. */
export function toggleStep(desk) {
  const step = desk.view && desk.view.step;
  if (!step) return;
  if (isVote(step) && step.revealed) return desk.say(t("console.unreveal_first" + wordsOf(step)), "hint");
  const open = ["open", "closing"].includes(desk.view.state(step));
  if (open)
    return close(
      desk,
      isWriting(step) && desk.view.state(step) === "open" && desk.view.presence.writing ? LIMITS.grace : 0,
    );
  desk.act("activity.open", { activity: step.id });
}

// -- the end ----------------------------------------------------------------------------------------------------------

/** The button of the end: asks first. For a forum that has ended: opens it again. */
export function endOrResume(desk) {
  const { view, ui } = desk;
  if (!view || twice(ui, "wentAt")) return;
  if (view.forum.state === "ended") return desk.act("forum.end", { ended: false });
  ask(desk, "end");
}

/** Ends the forum, after the question. */
export function end(desk) {
  ask(desk, "");
  desk.ui.wentAt = Date.now();
  return desk.act("forum.end", {});
}

/**
 * Turns to the first vote of which the hall has not seen the whole result (or to the first `among` these, as of
 * `unseen`), in the step where going on uncovers it. Reveals it first if it was not: going back to a vote without a
 * result would open it again.
 */
export async function showUnseen(desk, among) {
  const { view } = desk;
  const [first] = among || unseen(view);
  ask(desk, "");
  desk.ui.wentAt = Date.now();
  if (!first) return;
  const activity = first.vote.id;
  if (!first.vote.revealed && !(await desk.act("activity.reveal", { activity, shown: true })).ok) return;
  if (view.step === first.vote) return;
  if (votesHere(view).includes(first.vote)) return showVote(desk, first.vote);
  const told = toldIn(view, first.vote);
  const answer = await desk.act("agenda.go", { activity: told ? told.step.id : activity });
  return answer.ok && told && told.several ? showVote(desk, first.vote) : answer;
}

// -- the question -----------------------------------------------------------------------------------------------------

/** Shows the question ("people", "unread", "candidates", "end", "resume", "undo" or "redo") or removes it (""). */
export function ask(desk, what) {
  if (desk.ui.asking === what) return;
  if (what && !desk.ui.asking) desk.ui.askedFrom = document.activeElement;
  desk.ui.asking = what;
  desk.ui.askedAt = Date.now();
  desk.ui.askedIn = what && desk.view.step ? desk.view.step.id : null;
  // Draws now and not in the next animation frame: the next key press is an answer.
  desk.drawNow();
  if (what) focusQuestion();
  else if (document.activeElement === document.body) focusAsker(desk.ui.askedFrom);
}

/** Asks whether ideas may join the open vote; the second click of a double click is no answer. */
export function askCandidates(desk, ids, masked) {
  Object.assign(desk.ui, { askedIdeas: ids, askedMasked: masked, wentAt: Date.now() });
  ask(desk, "candidates");
}

// Going on again is no answer: it could be a key pressed twice.
function remind(desk) {
  focusQuestion();
  desk.say(t("console.answer_first"), "hint");
}

function focusQuestion() {
  const first = document.querySelector(".grace button");
  if (first) first.focus();
}

// Gives the focus back to what asked, or to the main action or what stands in its place.
function focusAsker(asker) {
  const isThere = asker && asker !== document.body && asker.isConnected && asker.getClientRects().length > 0;
  const back = isThere ? asker : document.querySelector("#next:not([hidden]), #end:not([hidden])");
  if (back) back.focus();
}

// -- going on after the grace -----------------------------------------------------------------------------------------

/** Stops the countdown; the step stays current after its grace. */
export function stay(desk) {
  desk.ui.leaving = null;
  desk.say(t("console.stays"));
  desk.redraw();
}

/**
 * Called several times a second: goes on when the grace has passed, unless the step was opened again or left meanwhile.
 */
export function goOnAfterGrace(desk) {
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
  ask(desk, "");
  const from = desk.view.step.id;
  const answer = await close(desk, LIMITS.grace);
  if (!answer.ok || what !== "step") return;
  desk.ui.leaving = { from, met: false };
  desk.redraw();
}

function close(desk, grace) {
  return desk.act("activity.close", { activity: desk.view.step.id, grace });
}

// `isCut`: who still writes gets no time to finish.
function step(desk, view, what, isCut) {
  if (what === "start") return view.steps[0] && desk.act("agenda.go", { activity: view.steps[0].id });
  if (what === "step") return desk.act("agenda.go", { activity: view.next.id, ...(isCut ? { grace: 0 } : {}) });
  const { vote } = nextDuty(view);
  if (what === "close") return close(desk, 0);
  if (what === "vote") return showVote(desk, vote);
  if (what === "reveal") return desk.act("activity.reveal", { activity: vote.id, shown: true });
  return stepOn(desk, view, vote, 1);
}
