// Opens and closes each activity of a self-paced forum from its row in the agenda. In a led forum going on does that.

import { isVote, isWriting, wordsOf } from "../../vote/agenda.js";
import { LIMITS } from "../../wire/contract.js";
import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { called } from "../parts/step_names.js";

/** Whether people may be in an activity now. */
export function isOpen(view, step) {
  return ["open", "closing"].includes(view.state(step));
}

/**
 * The button in an activity's row, or null where there is nothing to open: a result that everybody has seen is over.
 */
export function openSwitch(desk, view, step) {
  const over = view.forum.state === "ended" || (isVote(step) && step.revealed);
  if (!view.forum.self_paced || over) return null;
  const what = view.state(step) === "open" ? "close" : "open";
  return el(
    "button",
    {
      class: "btn switch",
      type: "button",
      "data-do": what,
      "aria-label": t("console.self." + what + ".of", { name: called(view, step) }),
      click: () => turn(desk, step, what),
    },
    t("console.self." + what),
  );
}

/** What people have given so far in an activity that is open. */
export function openWords(view, step) {
  const given = isVote(step)
    ? t("results.voters" + wordsOf(step), {}, step.voted)
    : isWriting(step)
      ? t("idea.count", {}, step.count)
      : "";
  const state = view.state(step) === "closing" ? t("console.state.closing") : t("console.self.is_open");
  return given && view.state(step) === "open" ? state + " · " + given : state;
}

function turn(desk, step, what) {
  if (what === "open") return desk.act("activity.open", { activity: step.id });
  return desk.act("activity.close", { activity: step.id, grace: isWriting(step) ? LIMITS.grace : 0 });
}
