// The views in which there is nothing to do: before the start, texts, grouping, after the end. Phone-safe.

import { el } from "../dom/el.js";
import { memoized } from "../wire/lookup.js";
import { t } from "../text/words.js";
import { otherCard } from "./idea_card.js";
import { cardGroups } from "./card_groups.js";
import { ownCards } from "./own_cards.js";
import { resultOf } from "./view.js";
import { prompt } from "./prompt.js";
import { ranking } from "./results.js";
import { byTheme, themeGroups } from "./themes.js";

/** The view before the first step. */
export function before() {
  return still([el("h1", {}, t("join.in")), el("p", { class: "rule" }, t("join.wait"))]);
}

/** The view of a text: a welcome, a break, an instruction. */
export function welcome(page, step) {
  return still(
    prompt(page, step).concat([el("p", { class: "note" }, t(step.position === 1 ? "phone.welcome" : "join.wait"))]),
  );
}

/** The view of grouping: every idea by number and by theme, and where the own ideas are. */
export function clusters(page, step) {
  const own = ownCards(page, null, true);
  const all = cardGroups(page, otherCard);
  const groups = memoized(page.live.store, ["idea", "cluster"], function () {
    return ideaGroups(page);
  });
  const nodes = prompt(page, step).concat([
    el("p", { class: "note" }, t("cluster.watch")),
    own.node,
    el("section", { class: "mine" }, el("h2", {}, t("phone.ideas.all")), all.node),
  ]);
  return {
    nodes: nodes,
    footer: null,
    update: function () {
      own.update();
      all.show(groups(""));
    },
  };
}

// Groups by theme, each in the order of numbers; one list by number before there are themes.
function ideaGroups(page) {
  const rows = page.live.store
    .all("idea")
    .sort(function (a, b) {
      return a.number - b.number;
    })
    .map(function (idea) {
      return {
        key: String(idea.id),
        label: idea.number,
        number: idea.number,
        text: idea.text,
        lang: idea.lang,
        cluster: idea.cluster,
        source: idea.source,
        table: idea.table,
      };
    });
  const themes = byTheme(page, rows, null);
  return themes.length > 1 || (themes[0] && themes[0].theme)
    ? themeGroups(themes)
    : [{ key: "all", head: null, sign: "", rows: rows }];
}

/** The view after the end: thanks, the result of the last vote, and the own ideas. */
export function ended(page) {
  const own = ownCards(page, null, false);
  const result = resultOf(page, null);
  const nodes = [el("h1", {}, t("join.ended"))].concat(
    result ? ranking(page, result) : [el("p", { class: "note" }, t("phone.ended.next"))],
    [own.node],
  );
  return { nodes: nodes, footer: null, update: own.update };
}

function still(nodes) {
  return { nodes: nodes, footer: null, update: function () {} };
}
