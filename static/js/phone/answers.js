// What votes have in common in which each target gets one answer, as a rating or an opinion: the targets by theme, how
// many are answered, changeable until the step closes. Phone-safe.

import { t } from "../text/words.js";
import { answersFooter } from "./answers_footer.js";
import { byTheme, themeGroups, ungrouped } from "./rows_by_theme.js";
import { meOf } from "./view.js";
import { ofThemes } from "./vote_parts.js";
import { isMarked } from "./vote_view.js";

/**
 * What such a kind knows, for vote_view.js. `words`: the keys of its sentences {intro, count, gone, goneOne, yours,
 * none, done, doneNone}; `cards`: its {card, refresh, givenCard}.
 */
export function answers(words, cards) {
  const count = (rows) => t(words.count, { n: rows.filter(isMarked).length, total: rows.length });
  const kind = {
    yours: words.yours,
    none: words.none,
    rule: (step) => t(words.intro + ofThemes(step)),
    told: (step, rows) => count(rows),
    gone: (step, label) => (label ? t(words.gone + ofThemes(step), { number: label }) : t(words.goneOne)),
    groups: (page, rows) => groups(page, rows, count),
    footer: (page) => answersFooter(page, count, words),
    same: function (row) {
      // The mark is shown on the card that is there, which keeps the focus.
      return JSON.stringify([row.label, row.text, row.merged]);
    },
  };
  return Object.assign(kind, cards);
}

// By theme once a theme exists, else one plain list.
function groups(page, rows, count) {
  const themes = byTheme(page, rows, meOf(page).seed);
  const grouped = themes.some((group) => group.theme);
  if (!grouped) return ungrouped(rows);
  return themeGroups(themes, (own) => (own.some(isMarked) ? count(own) : ""));
}
