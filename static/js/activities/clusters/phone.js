// Grouping on the phone: every idea to read by number and by theme, where the own ideas are, and for each idea a theme
// to suggest. Phone-safe.

import { el } from "../../dom/el.js";
import { memoized } from "../../wire/lookup.js";
import { t } from "../../text/words.js";
import { otherCard } from "../../phone/idea_card.js";
import { cardGroups } from "../../phone/card_groups.js";
import { ownCards } from "../../phone/own_cards.js";
import { grouped, isNaming } from "../../vote/agenda.js";
import { stepsOf } from "../../phone/view.js";
import { prompt } from "../../phone/prompt.js";
import { byTheme, themeGroups, ungrouped } from "../../phone/rows_by_theme.js";
import { suggestions } from "./suggest.js";

/** The view of grouping: {nodes, footer, update}. */
export function view(page, step) {
  const own = ownCards(page, null, true);
  const suggest = suggestions(page, step);
  const all = cardGroups(page, (row) => suggest.card(otherCard(row), row));
  const groups = memoized(page.live.store, ["idea", "cluster", "activity"], () => ideaGroups(page, suggest.of));
  const nodes = prompt(page, step).concat([
    el("p", { class: "note" }, t(isNaming(stepsOf(page), step) ? "cluster.naming" : "cluster.watch")),
    own.node,
    el("section", { class: "mine" }, el("h2", {}, t("phone.ideas.all")), all.node),
  ]);
  return {
    nodes: nodes,
    footer: null,
    update: function () {
      own.update();
      all.show(groups(suggest.sign()));
    },
  };
}

// Groups by theme, each in the order of numbers, last what is not up for grouping, as on the big screen; one list by
// number before there are themes. The twin of `_wall` in workshop/pages/phone/view.py.
export function ideaGroups(page, suggestionOf) {
  const rows = page.live.store
    .all("idea")
    .sort((a, b) => a.number - b.number)
    .map((idea) => rowOf(idea, suggestionOf(idea)));
  const up = grouped(stepsOf(page));
  const hasThemes = page.live.store.all("cluster").length > 0;
  const apart = rows.filter((row) => hasThemes && !row.cluster && !up.has(row.activity));
  const groupable = rows.filter((row) => apart.indexOf(row) < 0);
  const rest = apart.length ? [{ key: "theme-apart", theme: null, apart: true, rows: apart }] : [];
  const themes = byTheme(page, groupable, null).concat(rest);
  return themes.length > 1 || (themes[0] && themes[0].theme) ? themeGroups(themes) : ungrouped(rows);
}

// An idea as card_groups.js and otherCard() take it.
function rowOf(idea, suggest) {
  return {
    key: String(idea.id),
    label: idea.number,
    number: idea.number,
    text: idea.text,
    lang: idea.lang,
    cluster: idea.cluster,
    activity: idea.activity,
    source: idea.source,
    came_from: idea.came_from,
    table: idea.table,
    merged: idea.merged,
    merged_words: idea.merged_words,
    original: idea.original,
    suggest: suggest,
  };
}
