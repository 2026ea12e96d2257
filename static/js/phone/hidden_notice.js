// Tells an author that an idea of theirs was hidden or merged into another, or is shown again: the card itself may be out
// of sight. Phone-safe.

import { IDEA_STATES } from "../wire/contract.js";
import { t } from "../text/words.js";

/**
 * Returns a function to call after own ideas may have changed. What happened before its first call is not announced.
 */
export function hiddenNews(page) {
  let known = null;
  return function () {
    const now = { hidden: {}, into: {} };
    page.live.store.all("mine").forEach(function (idea) {
      if (known) tell(page, idea, known);
      if (idea.state === "hidden") now.hidden[idea.id] = true;
      now.into[idea.id] = idea.merged_into;
    });
    known = now;
  };
}

function tell(page, idea, known) {
  const number = idea.number;
  if (known.hidden[idea.id] && IDEA_STATES[idea.state].everyone)
    page.notice("", "check", t("phone.shown_again", { number: number }));
  if (!known.hidden[idea.id] && idea.state === "hidden")
    page.notice("refused", "hide", t("phone.hidden", { number: number }));
  if (idea.merged_into !== null && known.into[idea.id] !== idea.merged_into)
    page.notice("", "merge", t("phone.merged", { number: number, into: idea.merged_into }));
}
