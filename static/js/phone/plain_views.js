// The few views without anything to do: before the start, words for everyone, grouping, after the end. Phone-safe.

import { el } from "../dom/el.js";
import { kept } from "../wire/lookup.js";
import { t } from "../text/words.js";
import { otherCard } from "./idea_card.js";
import { drawers } from "./card_groups.js";
import { mine } from "./own_cards.js";
import { resultOf } from "./view.js";
import { prompt } from "./prompt.js";
import { ranking } from "./results.js";
import { byTheme, themeDrawers } from "./themes.js";

/** Before the first step. */
export function before() {
  return still([el("h1", {}, t("join.in")), el("p", { class: "rule" }, t("join.wait"))]);
}

/** Words for everyone: a beginning, a break, an instruction. */
export function welcome(page, step) {
  return still(
    prompt(page, step).concat([el("p", { class: "note" }, t(step.position === 1 ? "phone.welcome" : "join.wait"))]),
  );
}

/** The facilitator groups; one sees every idea by number and theme by theme, and where the own ones are. */
export function clusters(page, step) {
  const own = mine(page, null, true);
  const all = drawers(page, otherCard);
  const groups = kept(page.live.store, ["idea", "cluster"], function () {
    return ideaGroups(page);
  });
  const nodes = prompt(page, step).concat([
    el("p", { class: "note" }, t("cluster.watch")),
    own.node,
    el("section", { class: "mine" }, el("h2", {}, t("phone.ideas.all")), all.node),
  ]);
  return {
    nodes: nodes,
    foot: null,
    update: function () {
      own.update();
      all.show(groups(""));
    },
  };
}

// By theme, each by number; before there are themes by number alone.
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
    ? themeDrawers(themes)
    : [{ key: "all", head: null, sign: "", rows: rows }];
}

/** After the end: thanks, what the last vote came to, and the own ideas. */
export function ended(page) {
  const own = mine(page, null, false);
  const result = resultOf(page, null);
  const nodes = [el("h1", {}, t("join.ended"))].concat(
    result ? ranking(page, result) : [el("p", { class: "note" }, t("phone.ended.next"))],
    [own.node],
  );
  return { nodes: nodes, foot: null, update: own.update };
}

function still(nodes) {
  return { nodes: nodes, foot: null, update: function () {} };
}
