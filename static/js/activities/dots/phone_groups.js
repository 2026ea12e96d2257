// Groups the targets of a dots vote for the phone: those with own dots first, then all by theme. Phone-safe.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { byTheme, themeGroups, ungrouped } from "../../phone/rows_by_theme.js";
import { meOf } from "../../phone/view.js";
import { isMarked } from "../../phone/vote_view.js";

// Up to this many targets without themes are one plain list, without groups.
const FEW = 12;

/**
 * The groups of a dots vote for card_groups.js: the targets with own dots first, then all targets, by theme once a
 * theme exists. A target with own dots is in both places.
 */
export function dotGroups(page, rows) {
  const themes = byTheme(page, rows, meOf(page).seed);
  const grouped = themes.some(function (group) {
    return group.theme;
  });
  if (!grouped && rows.length <= FEW) return ungrouped(rows);
  const groups = grouped ? themeGroups(themes, dotsIn) : ungrouped(rows);
  return [gathered(rows)].concat(groups);
}

function gathered(rows) {
  const given = rows.filter(isMarked);
  const words = given.length ? dotsIn(given) : t("phone.votes.none.yet");
  return {
    key: "own",
    again: true,
    rows: given,
    sign: words,
    head: function () {
      return [el("span", { class: "name" }, t("phone.votes.yours")), el("span", { class: "quiet" }, words)];
    },
  };
}

function dotsIn(rows) {
  const n = rows.reduce(function (sum, row) {
    return sum + row.given;
  }, 0);
  return n ? t("vote.given.dots", {}, n) : "";
}
