// Sorting on the big screen: how often people placed an idea, which grows with each of them, how many ideas enough
// people have placed, and how the themes fill. Nothing of who placed what.

import { el } from "../../dom/el.js";
import { spans } from "../../screen/speaker.js";
import { vote } from "../../screen/pictures.js";
import { counted, sentence } from "../../screen/counted.js";
import { column, fitColumn } from "../../screen/theme_totals.js";
import { before } from "../../vote/theme_order.js";

export const scenes = { sort };

/** A sorting until its result is revealed: with its progress and its themes by size. */
export function picture(facts, step) {
  const shown = vote(facts, step);
  if (step.revealed) return shown;
  const sorting = facts.sortings.find((one) => one.id === step.id) || null;
  const of = (cluster) => ({ cluster, n: sorting ? sorting.themes[cluster.id] || 0 : 0, coming: true });
  const themes = facts.clusters.map(of).sort((a, b) => b.n - a.n || before(a.cluster, b.cluster));
  const total = sorting ? sorting.total : facts.ideas.filter((idea) => idea.votable).length;
  const placed = sorting ? sorting.placed : 0;
  return { ...shown, themes, people: step.voted, placed, voted: sorting ? sorting.enough : 0, total };
}

function sort(stage, tools) {
  return counted(stage, tools, ({ themes, people, placed, voted, total, closed }) => ({
    rules: closed ? [] : [tools.speaker.all("screen.sort")],
    aside: column(tools.speaker, "screen.by_theme_ideas", themes),
    fit: (node) => [true, false].some((bars) => fitColumn(node, tools.speaker, themes, { bars })),
    tall: [
      ...sentence(tools.speaker.all("screen.placements", {}, placed), placed),
      el("p", { class: "so-far" }, ...spans(tools.speaker.all("screen.sorted", { enough: voted, total }, people))),
    ],
    marks: [{ n: voted }, { n: total - voted, kind: "open" }],
    foot: null,
  }));
}
