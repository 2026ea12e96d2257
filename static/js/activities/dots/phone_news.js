// What a voter is told about dots that came back. Phone-safe.

import { tellNews } from "../../phone/vote_news.js";
import { t } from "../../text/words.js";

/** Says which dots came back and which targets have come; `view` is from news() of vote_news.js. */
export function tellDots(view, step, rows) {
  tellNews(view, step, rows, function (label, n) {
    return label
      ? t("phone.votes.back" + (step.of === "clusters" ? ".theme" : ""), { number: label }, n)
      : t("phone.votes.back.unseen", {}, n);
  });
}
