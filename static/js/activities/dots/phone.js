// The view of a dots step: targets by theme with their dots, searchable, changeable until the step closes. Phone-safe.

import { t } from "../../text/words.js";
import { ofThemes } from "../../phone/vote_parts.js";
import { voteView } from "../../phone/vote_view.js";
import { afterDots, leftInWords, weighed } from "./phone_ballot.js";
import { dotCard, givenCard, refresh } from "./phone_card.js";
import { dotFooter } from "./phone_footer.js";
import { dotGroups } from "./phone_groups.js";

/** What only this kind of vote knows, for vote_view.js. */
export const DOTS = {
  yours: "phone.votes.yours",
  none: "phone.votes.none",
  rule: function (step) {
    return (
      t("dots.intro" + ofThemes(step), {}, step.settings.dots) +
      " " +
      t("dots.cap" + ofThemes(step), {}, step.settings.cap)
    );
  },
  told: function (step, rows) {
    return leftInWords(step, rows);
  },
  gone: function (step, label, n) {
    return label ? t("phone.votes.back" + ofThemes(step), { number: label }, n) : t("phone.votes.back.unseen", {}, n);
  },
  weigh: weighed,
  marked: afterDots,
  groups: dotGroups,
  footer: dotFooter,
  card: function (step, change) {
    return dotCard(change);
  },
  same: function (row) {
    return JSON.stringify([row.label, row.text, row.merged, row.given]);
  },
  refresh: refresh,
  givenCard: givenCard,
};

/** The view of one dots step: {nodes, footer, update}. */
export function view(page, step) {
  return voteView(page, step, DOTS);
}
