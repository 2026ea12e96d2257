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
    const now = {};
    page.live.store.all("mine").forEach(function (idea) {
      const is = idea.state === "hidden" ? "hidden" : idea.merged_into || "";
      if (known && is !== (known[idea.id] || "")) tell(page, idea, is, known[idea.id]);
      now[idea.id] = is;
    });
    known = now;
  };
}

function tell(page, idea, is, was) {
  const facts = { number: idea.number, into: is };
  if (is === "hidden") page.notice("refused", "hide", t("phone.hidden", facts));
  else if (is) page.notice("", "merge", t("phone.merged", facts));
  else if (was === "hidden" && IDEA_STATES[idea.state].everyone)
    page.notice("", "check", t("phone.shown_again", facts));
}
