// Tells an author that an idea of theirs was hidden, or is shown again: the card itself may be out of sight.
// Phone-safe.

import { IDEA_STATES } from "../wire/contract.js";
import { t } from "../text/words.js";

/**
 * Returns a function to call after own ideas may have changed. Ideas hidden before its first call are not announced.
 */
export function hiddenNews(page) {
  let known = null;
  return function () {
    const hidden = {};
    page.live.store.all("mine").forEach(function (idea) {
      if (known && known[idea.id] && IDEA_STATES[idea.state].everyone)
        page.notice("", "check", t("phone.shown_again", { number: idea.number }));
      if (idea.state !== "hidden") return;
      hidden[idea.id] = true;
      if (known && !known[idea.id]) page.notice("refused", "hide", t("phone.hidden", { number: idea.number }));
    });
    known = hidden;
  };
}
