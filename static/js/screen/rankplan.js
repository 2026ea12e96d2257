// The rules of the reveal: which places are open, what rank stands beside them, and what the vote gives to each cluster. No page here.

import { isOpen } from "../places.js";

/**
 * The places as the hall may see them: [{row, open, rank}]. A covered place tells nothing. A rank that several share stands once, at the
 * first of them, and only when all of them are open: "2 =".
 */
export function ranked(rows, step) {
  const open = rows.map((_, index) => isOpen(index, rows.length, step));
  return rows.map((row, index) => {
    const group = rows.map((one, i) => (one.rank === row.rank ? i : -1)).filter((i) => i >= 0);
    const first = group[0] === index && group.every((i) => open[i]);
    return { row, open: open[index], rank: !first ? "" : group.length > 1 ? row.rank + " =" : String(row.rank) };
  });
}

/** True when every place is open. */
export function allOpen(rows, step) {
  return step >= rows.length;
}

/** How many have the stage at the end: those of the first rank, if they are no more than `most`; else none. */
export function winners(rows, most) {
  const first = rows.filter((row) => row.rank === 1).length;
  return first <= most ? first : 0;
}

/**
 * A vote on ideas, summed by cluster: [{cluster, votes}] from the most votes; `cluster` is null for ideas without one, which come last. Empty
 * when there are no clusters. `places`: idea id → cluster id or null.
 */
export function byCluster(rows, clusters, places) {
  if (!clusters.length) return [];
  const sum = (id) => rows.filter((row) => (places.get(row.target) || null) === id).reduce((all, row) => all + row.votes, 0);
  const sums = clusters.map((cluster) => ({ cluster, votes: sum(cluster.id) }));
  sums.sort((a, b) => b.votes - a.votes || (a.cluster.letter < b.cluster.letter ? -1 : 1));
  const without = sum(null);
  return without ? [...sums, { cluster: null, votes: without }] : sums;
}
