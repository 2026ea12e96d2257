// A presenter's remote has only Page Down and Page Up. Page Down goes on as N does; if that asks about people who are
// not done, Page Down after a pause gives them the grace and then goes on, and Page Up is "not yet". It answers no
// other question: whoever holds the remote may not see what is asked.

import { LIMITS } from "../../wire/contract.js";
import { t } from "../../text/words.js";
import { ask, goBack, goOn, stay } from "./main_action.js";

// A second press sooner than this is impatience and no answer.
const IMPATIENT_MS = 2000;

/** Page Down. */
export async function forward(desk) {
  const { ui } = desk;
  if (ui.asking === "people") return Date.now() - ui.askedAt >= IMPATIENT_MS ? goOn(desk, "wait") : undefined;
  await goOn(desk);
  if (ui.asking === "people") desk.say(t("console.remote.ask", { n: LIMITS.grace }), "hint");
}

/** Page Up: withdraws the question or stops the countdown, else goes back. */
export function backward(desk) {
  if (desk.ui.asking) return ask(desk, "");
  return desk.ui.leaving ? stay(desk) : goBack(desk);
}
