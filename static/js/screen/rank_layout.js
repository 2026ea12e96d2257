// The rules of the results scene: which places are open, which rank they show, and the sums by cluster. Pure functions:
// no DOM.

import { isOpen } from "../vote/places.js";

/**
 * The places as the hall may see them: [{row, open, rank}]. A covered place has no rank. A rank that several share is
 * shown once, at the first of them, and only when all of them are open: "2 =".
 */
export function ranked(rows, uncovered) {
  const open = rows.map((_, index) => isOpen(index, rows.length, uncovered));
  return rows.map((row, index) => {
    const group = rows.map((one, i) => (one.rank === row.rank ? i : -1)).filter((i) => i >= 0);
    const first = group[0] === index && group.every((i) => open[i]);
    return { row, open: open[index], rank: !first ? "" : group.length > 1 ? row.rank + " =" : String(row.rank) };
  });
}

/** Whether every place is open. */
export function allOpen(rows, uncovered) {
  return uncovered >= rows.length;
}

/**
 * The rows of a column that has room for `room`: {shown, left, sum}. `list` is [{cluster, n}], the largest first. Ideas
 * without a cluster always keep their row; the smallest clusters are summed up in one row: `left` counts them, `sum` is
 * their total.
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

/** How many winners get the stage at the end: those of the first rank, if they are at most `most`; else none. */
export function winners(rows, most) {
  const first = rows.filter((row) => row.rank === 1).length;
  return first <= most ? first : 0;
}

/**
 * A vote on ideas, summed by cluster: [{cluster, n}], most votes first; `cluster` is null for ideas without one, which
 * come last. Empty when there are no clusters. `places`: idea id → cluster id or null.
 */
export function byCluster(rows, clusters, places) {
  if (!clusters.length) return [];
  const sum = (id) =>
    rows.filter((row) => (places.get(row.target) || null) === id).reduce((all, row) => all + row.value, 0);
  const sums = clusters.map((cluster) => ({ cluster, n: sum(cluster.id) }));
  sums.sort((a, b) => b.n - a.n || (a.cluster.letter < b.cluster.letter ? -1 : 1));
  const without = sum(null);
  return without ? [...sums, { cluster: null, n: without }] : sums;
}
