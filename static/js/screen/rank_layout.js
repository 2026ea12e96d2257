// The rules of the results scene: which places are open, which rank they show, and the sums by cluster. Pure functions:
// no DOM.

import { isOpen, rankSigns, uncovered as howMany } from "../vote/places.js";
import { before } from "../vote/theme_order.js";

/**
 * The places as the hall may see them: [{row, open, rank}]. A covered place has no rank, an open one always has, with
 * the sign of a tie, "2 =", where others share it: they open together.
 */
export function ranked(rows, uncovered) {
  const signs = rankSigns(rows);
  return rows.map((row, index) => {
    const open = isOpen(index, rows, uncovered);
    return { row, open, rank: open ? signs[row.rank] : "" };
  });
}

/** Whether a result is about the first three and no more, which the hall may be told from the start. */
export function isTopThree(rows) {
  return rows.length === 3;
}

/** Whether every place is open. */
export function allOpen(rows, uncovered) {
  return howMany(rows, uncovered) === rows.length;
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

/** How many places share the first rank; one alone is the winner, who gets the stage at the end. */
export function firsts(rows) {
  return rows.filter((row) => row.rank === 1).length;
}

/** Sums by cluster in the order of their letters, which tells nothing of the votes: B comes before AA. */
export function byLetter(list) {
  const key = ({ cluster }) => (cluster ? cluster.letter.padStart(3) : "~");
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
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
  sums.sort((a, b) => b.n - a.n || before(a.cluster, b.cluster));
  const without = sum(null);
  return without ? [...sums, { cluster: null, n: without }] : sums;
}
