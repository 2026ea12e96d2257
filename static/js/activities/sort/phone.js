// The view of a sorting step: the ideas that this phone was dealt, each with the themes to choose from, a theme to
// propose, and how far the hall is. Phone-safe.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { isMarked, voteView } from "../../phone/vote_view.js";
import { refresh } from "../../phone/radio_card.js";
import { ungrouped } from "../../phone/rows_by_theme.js";
import { givenCard, sortCard, themesOf } from "./phone_card.js";
import { sortFooter } from "./phone_footer.js";
import { hallProgress } from "./phone_progress.js";
import { themeProposal } from "./phone_proposal.js";

/** The view of one sorting step: {nodes, footer, update}. */
export function view(page, step) {
  return voteView(page, step, sortingOf(page));
}

// What only this kind of vote knows, for vote_view.js.
function sortingOf(page) {
  return {
    yours: "sort.yours",
    none: "sort.yours.none",
    rule: () => t("sort.intro"),
    told: told,
    gone: gone,
    weigh: (step, rows) => weighed(page, rows),
    lost: lost,
    groups: (its, rows) => ungrouped(rows),
    footer: () => sortFooter(page, count),
    below: () => below(themeProposal(page), hallProgress(page)),
    card: (step, place) => sortCard(page, place),
    same: (row) => JSON.stringify([row.label, row.text, themesOf(page)]),
    refresh: refresh,
    givenCard: (row) => givenCard(page, row),
  };
}

function below(proposal, progress) {
  return {
    node: el("div", { class: "work" }, proposal.node, progress.node),
    show: function (step) {
      proposal.show(step);
      progress.show(step);
    },
  };
}

function told(step, rows) {
  return count(rows);
}

function gone(step, label) {
  return label ? t("sort.gone", { number: label }) : t("sort.gone.one");
}

// The rows without the marks that name a theme which was removed.
function weighed(page, rows) {
  return rows.map(function (row) {
    const lost = row.mark && !page.live.store.get("cluster", row.mark);
    return lost ? { ...row, mark: undefined, lost: row.mark } : row;
  });
}

function count(rows) {
  return t("sort.count", { n: rows.filter(isMarked).length, total: rows.length });
}

// What to do where the theme that a person chose was removed.
function lost(rows) {
  const numbers = rows
    .filter((row) => row.lost)
    .map((row) => row.label)
    .sort((a, b) => a - b);
  return numbers.length ? [t("sort.lost", { numbers: numbers.join(", ") }, numbers.length)] : [];
}
