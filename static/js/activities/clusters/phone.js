// Grouping on the phone: nothing to do, every idea to read by number and by theme, and where the own ideas are.
// Phone-safe.

import { el } from "../../dom/el.js";
import { memoized } from "../../wire/lookup.js";
import { t } from "../../text/words.js";
import { otherCard } from "../../phone/idea_card.js";
import { cardGroups } from "../../phone/card_groups.js";
import { ownCards } from "../../phone/own_cards.js";
import { isNaming } from "../../vote/agenda.js";
import { stepsOf } from "../../phone/view.js";
import { prompt } from "../../phone/prompt.js";
import { byTheme, themeGroups } from "../../phone/themes.js";

/** The view of grouping: {nodes, footer, update}. */
export function view(page, step) {
  const own = ownCards(page, null, true);
  const all = cardGroups(page, otherCard);
  const groups = memoized(page.live.store, ["idea", "cluster"], function () {
    return ideaGroups(page);
  });
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
        merged: idea.merged,
        original: idea.original,
      };
    });
  const themes = byTheme(page, rows, null);
  return themes.length > 1 || (themes[0] && themes[0].theme)
    ? themeGroups(themes)
    : [{ key: "all", head: null, sign: "", rows: rows }];
}
