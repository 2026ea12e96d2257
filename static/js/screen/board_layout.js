// The rules of the cluster board: how the stage is shared between clusters and ideas without one, which page is on, what has just moved, and
// which ideas of a cluster are read now. No page here.

import { STAND } from "./wall_layout.js";

const COLUMNS = 3;
/** A page stands so long before the next comes; when an idea moves on another page that one comes sooner, but not before STAND. */
export const TURN = 12000;
const WANTED = 20000;

/**
 * How the stage is shared: in how many columns and rows the clusters of a page stand, and how many of the stage's three columns belong to ideas
 * without a cluster.
 */
export function share(count, loose) {
  if (!loose)
    return { clusters: length(count, 2 * COLUMNS) === 4 ? 2 : COLUMNS, loose: 0, rows: count <= COLUMNS ? 1 : 2 };
  const clusters = count <= 2 ? 1 : 2;
  return { clusters, loose: COLUMNS - clusters, rows: count <= clusters ? 1 : 2 };
}

/** Clusters as pages of at most `cells`, all of about the same length. */
export function pages(groups, cells) {
  const each = length(groups.length, cells);
  const all = [];
  for (let from = 0; from < groups.length; from += each) all.push(groups.slice(from, from + each));
  return all.length ? all : [[]];
}

function length(count, cells) {
  return Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / cells))));
}

/** Whether each cluster of all the pages stands on page `at`: [{letter, here}], or null when one page holds them all. */
export function letters(all, at) {
  return all.length < 2
    ? null
    : all.flatMap((page, i) => page.map((group) => ({ letter: group.cluster.letter, here: i === at })));
}

/** The page to show: `at` is on since `since` (ms), `wanted` is {page, at} where an idea has moved, or null. */
export function pageNow({ at, count, since, wanted }, now) {
  if (at >= count) return 0;
  const stood = now - since;
  if (wanted && wanted.page !== at && wanted.page < count && now - wanted.at < WANTED)
    return stood >= STAND ? wanted.page : at;
  return count > 1 && stood >= TURN ? (at + 1) % count : at;
}

/** Where each idea is: id → cluster id. */
export function spots(groups) {
  const where = new Map();
  for (const group of groups) for (const idea of group.ideas) where.set(idea.id, group.cluster.id);
  return where;
}

/** The ideas that are in another cluster than before: [{idea, cluster}, …]. Nothing has moved before there was a picture. */
export function moves(before, after) {
  if (!before) return [];
  return [...after]
    .filter(([idea, cluster]) => before.get(idea) !== cluster)
    .map(([idea, cluster]) => ({ idea, cluster }));
}

/**
 * The order in which a cluster's ideas are read: what was just placed, then what has not been read for the longest time. `placed` and `read`
 * (id → a growing number) say when each was. While a page stands, `listed` are the ids in the order they had: newcomers come before them.
 */
export function order(ideas, listed, placed, read) {
  const by = new Map(ideas.map((idea) => [idea.id, idea]));
  const old = (listed || []).filter((id) => by.has(id));
  const others = ideas.filter((idea) => !old.includes(idea.id));
  const when = (map, idea) => map.get(idea.id) || 0;
  others.sort((a, b) => when(read, a) - when(read, b) || when(placed, b) - when(placed, a) || b.number - a.number);
  return [...others, ...old.map((id) => by.get(id))];
}
