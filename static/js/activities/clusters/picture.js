// What the hall sees while ideas are grouped. Pure function.

import { grouped } from "../../vote/agenda.js";
import { inOrder } from "../../vote/theme_order.js";
import { groupOf, newestFirst, wall } from "../../screen/pictures.js";

/**
 * A wall to read until there is a cluster, then the board: {name, key, groups, empty, loose}. `groups` are the clusters
 * with their ideas; `empty` are those that have a name and no idea yet. A letter without either says nothing.
 */
export function picture(facts, step) {
  const up = grouped(facts.activities);
  const loose = facts.ideas.filter((idea) => idea.cluster === null && up.has(idea.activity));
  if (!facts.clusters.length && loose.length) return wall("loose-" + step.id, loose);
  const all = inOrder(facts.clusters).map((cluster) => groupOf(facts, cluster));
  const groups = all.filter((group) => group.ideas.length);
  const empty = all.filter((group) => !group.ideas.length && group.cluster.title).map((group) => group.cluster);
  return { name: "board", key: "board-" + step.id, groups, empty, loose: newestFirst(loose) };
}
