// Going on: what the one main action does now, what it is called, and the question it asks while people are still writing.

import { collects, isVote } from "../agenda.js";
import { LIMITS } from "../contract.js";
import { t } from "../words.js";
import { duty } from "./duty.js";
import { nameOf } from "./names.js";
import { stepOn } from "./reveal.js";

const TWICE = 300;
const ENDING = 3000;
const FIRST = { close: "console.close", reveal: "console.reveal", place: "console.uncover_next" };

/** What the main button says. */
export function wordsOfNext(view) {
  if (view.forum.state === "ended") return t("console.resume");
  if (!view.step) return t("console.start");
  const first = duty(view);
  if (first) return t(FIRST[first.what]);
  if (!view.next) return t("console.end");
  return t("console.next_step", { name: view.at + 2 + " " + nameOf(view.next) });
}

/** On to the next step; what a result still waits for comes first. `how` answers the question: "wait" gives time to finish and stays, "now" closes at once and goes on. */
export async function goOn(desk, how) {
  const { view } = desk;
  // A key pressed twice is one step on.
  if (!view || desk.ui.going) return;
  if (!how && !desk.ui.asking && stillWriting(view)) return ask(desk, true);
  ask(desk, false);
  if (how === "wait") return close(desk, LIMITS.grace);
  desk.ui.going = true;
  if (how === "now") await close(desk, 0);
  await step(desk, view);
  setTimeout(() => (desk.ui.going = false), TWICE);
}

/** Back to the step before. */
export function goBack(desk) {
  const { view } = desk;
  if (view && view.previous) return desk.act("agenda.go", { activity: view.previous.id });
}

/** Close the current step, or open it again. */
export function toggleStep(desk) {
  const step = desk.view && desk.view.step;
  if (!step) return;
  if (isVote(step) && step.revealed) return desk.say(t("console.unreveal_first"), "hint");
  const open = ["open", "closing"].includes(desk.view.state(step));
  if (open) return close(desk, collects(step) === "ideas" && desk.view.state(step) === "open" && desk.view.presence.writing ? LIMITS.grace : 0);
  desk.act("activity.open", { activity: step.id });
}

/** Shows or takes away the question about those who write. */
export function ask(desk, asking) {
  if (desk.ui.asking === asking) return;
  desk.ui.asking = asking;
  desk.ui.askedIn = asking ? desk.view.step.id : null;
  const place = document.querySelector(".grace");
  if (!asking) while (place.firstChild) place.firstChild.remove();
  // At once, not at the next frame: the key pressed right after is an answer.
  desk.drawNow();
  const first = asking ? place.querySelector("button") : document.getElementById("next");
  if (asking || document.activeElement === document.body) first.focus();
}

/** Whether the question has lost its sense: another step, or nobody writes any more. */
export function askedInVain(desk, view) {
  return desk.ui.asking && !(view.step && view.step.id === desk.ui.askedIn && stillWriting(view));
}

function stillWriting(view) {
  return Boolean(view.step && collects(view.step) === "ideas" && view.state(view.step) === "open" && view.presence.writing > 0 && view.next);
}

function close(desk, grace) {
  return desk.act("activity.close", { activity: desk.view.step.id, grace });
}

function step(desk, view) {
  if (view.forum.state === "ended") return resume(desk);
  if (!view.step) return view.steps[0] && desk.act("agenda.go", { activity: view.steps[0].id });
  const first = duty(view);
  if (first && first.what === "close") return close(desk, 0);
  if (first && first.what === "reveal") return desk.act("activity.reveal", { activity: first.vote.id, shown: true });
  if (first) return stepOn(desk, view, first.vote, 1);
  if (view.next) return desk.act("agenda.go", { activity: view.next.id });
  desk.ui.endedAt = Date.now();
  return desk.act("forum.end", {});
}

// One key too many right after the end does not open the evening again.
function resume(desk) {
  if (Date.now() - (desk.ui.endedAt || 0) >= ENDING) return desk.act("forum.end", { ended: false });
}
