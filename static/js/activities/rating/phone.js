// The view of a rating step: each target with its scale, by theme, searchable, changeable until the step closes.
// Phone-safe.

import { t } from "../../text/words.js";
import { byTheme, themeGroups } from "../../phone/rows_by_theme.js";
import { meOf } from "../../phone/view.js";
import { ofThemes } from "../../phone/vote_parts.js";
import { isMarked, voteView } from "../../phone/vote_view.js";
import { givenCard, ratingCard, refresh } from "./phone_card.js";
import { ratingFooter } from "./phone_footer.js";

/** What only this kind of vote knows, for vote_view.js. */
export const RATING = {
  yours: "rating.yours",
  none: "rating.yours.none",
  rule: function (step) {
    return t("rating.intro" + ofThemes(step));
  },
  told: function (step, rows) {
    return count(rows);
  },
  gone: function (step, label) {
    return label ? t("rating.gone" + ofThemes(step), { number: label }) : t("rating.gone.one");
  },
  marked: function (row, mark) {
    return { mark: mark };
  },
  groups: groups,
  footer: function (page) {
    return ratingFooter(page, count);
  },
  card: ratingCard,
  same: function (row) {
    return JSON.stringify([row.label, row.text, row.merged]); // the mark is shown on the card that is there, which keeps the focus
  },
  refresh: refresh,
  givenCard: givenCard,
};

/** The view of one rating step: {nodes, footer, update}. */
export function view(page, step) {
  return voteView(page, step, RATING);
}

function count(rows) {
  return t("rating.count", { n: rows.filter(isMarked).length, total: rows.length });
}

// By theme once a theme exists, else one plain list.
function groups(page, rows) {
  const themes = byTheme(page, rows, meOf(page).seed);
  const grouped = themes.some(function (group) {
    return group.theme;
  });
  if (!grouped) return [{ key: "all", head: null, sign: "", rows: rows }];
  return themeGroups(themes, function (own) {
    return own.some(isMarked) ? count(own) : "";
  });
}
