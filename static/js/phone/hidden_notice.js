// Tells an author at once that an idea of theirs was hidden, or is shown again, wherever on the page they are: the card itself may be far down. Phone-safe.

import { t } from "../text/words.js";

/** A watcher to be called whenever own ideas may have changed. What was hidden before the first call is no news. */
export function hiddenNews(page) {
  let known = null;
  return function () {
    const hidden = {};
    page.live.store.all("mine").forEach(function (idea) {
      if (known && known[idea.id] && idea.state === "shown")
        page.notice("", "check", t("phone.shown_again", { number: idea.number }));
      if (idea.state !== "hidden") return;
      hidden[idea.id] = true;
      if (known && !known[idea.id]) page.notice("refused", "hide", t("phone.hidden", { number: idea.number }));
    });
    known = hidden;
  };
}
