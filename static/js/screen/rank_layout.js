// The rules of the reveal: which places are open, what rank stands beside them, and what the vote gives to each cluster. No page here.

import { isOpen } from "../vote/places.js";

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

/**
 * The rows of a column that has room for `room`: {shown, left, sum}. `list` is [{cluster, n}], the largest first. What has no cluster always
 * keeps its row; of the clusters those with the least make way, and one row is theirs: `left` counts them and `sum` is what they have together.
 */
export function within(list, room) {
  const named = list.filter((one) => one.cluster);
  const rest = list.filter((one) => !one.cluster);
  if (list.length <= room) return { shown: list, left: 0, sum: 0 };
  const kept = Math.max(0, room - rest.length - 1);
  const away = named.slice(kept);
  return {
    shown: [...named.slice(0, kept), ...rest],
    left: away.length,
    sum: away.reduce((all, one) => all + one.n, 0),
  };
}

/** How many have the stage at the end: those of the first rank, if they are no more than `most`; else none. */
export function winners(rows, most) {
  const first = rows.filter((row) => row.rank === 1).length;
  return first <= most ? first : 0;
}

/**
 * A vote on ideas, summed by cluster: [{cluster, n}] from the most votes; `cluster` is null for ideas without one, which come last. Empty
 * when there are no clusters. `places`: idea id → cluster id or null.
 */
export function byCluster(rows, clusters, places) {
  if (!clusters.length) return [];
  const sum = (id) =>
    rows.filter((row) => (places.get(row.target) || null) === id).reduce((all, row) => all + row.votes, 0);
  const sums = clusters.map((cluster) => ({ cluster, n: sum(cluster.id) }));
  sums.sort((a, b) => b.n - a.n || (a.cluster.letter < b.cluster.letter ? -1 : 1));
  const without = sum(null);
  return without ? [...sums, { cluster: null, n: without }] : sums;
}
