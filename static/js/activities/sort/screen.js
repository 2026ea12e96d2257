// Sorting on the big screen: how many ideas are sorted, and how the themes fill. Nothing of who placed what.

import { vote } from "../../screen/pictures.js";
import { counted, sentence } from "../../screen/counted.js";
import { column, fitColumn } from "../../screen/theme_totals.js";
import { before } from "../../vote/theme_order.js";

export const scenes = { sort };

/** A sorting until its result is revealed: with its progress and its themes by size. */
export function picture(facts, step, clock) {
  const shown = vote(facts, step, clock);
  if (step.revealed) return shown;
  const sorting = facts.sortings.find((one) => one.id === step.id) || null;
  const of = (cluster) => ({ cluster, n: sorting ? sorting.themes[cluster.id] || 0 : 0 });
  const themes = facts.clusters.map(of).sort((a, b) => b.n - a.n || before(a.cluster, b.cluster));
  const total = sorting ? sorting.total : facts.ideas.filter((idea) => idea.votable).length;
  return { ...shown, themes, voted: sorting ? sorting.enough : 0, total };
}

function sort(stage, tools) {
  return counted(stage, tools, ({ themes, voted, total, closed }) => ({
    rules: closed ? [] : [tools.speaker.all("screen.sort")],
    aside: column(tools.speaker, "screen.by_theme_ideas", themes),
    fit: (node) => fitColumn(node, tools.speaker, themes),
    tall: sentence(tools.speaker.all("screen.sorted", { n: voted, total }), voted),
    marks: [{ n: voted }, { n: total - voted, kind: "open" }],
    foot: null,
  }));
}
