// What the hall sees while ideas are grouped. Pure function.

import { grouped } from "../../vote/agenda.js";
import { inOrder } from "../../vote/theme_order.js";
import { groupOf, newestFirst, wall } from "../../screen/pictures.js";

/**
 * A wall to read until there is a cluster, then the board: {name, key, groups, loose}. A cluster without ideas is left
 * out until it has one: an empty card would take the room of those that are read. While none has any, the names that
 * the themes have already are all there is to read.
 */
export function picture(facts, step) {
  const up = grouped(facts.activities);
  const loose = facts.ideas.filter((idea) => idea.cluster === null && up.has(idea.activity));
  if (!facts.clusters.length && loose.length) return wall("loose-" + step.id, loose);
  const all = inOrder(facts.clusters).map((cluster) => groupOf(facts, cluster));
  const filled = all.filter((group) => group.ideas.length);
  const groups = filled.length ? filled : all.filter((group) => group.cluster.title);
  return { name: "board", key: "board-" + step.id, groups, loose: newestFirst(loose) };
}
