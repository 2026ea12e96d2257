// The rules of the cluster board: how clusters and ideas without one share the stage, which page is shown, which ideas
// have moved, and in which order the ideas of a cluster are shown. Pure functions: no DOM. Sizes are in screen units.

import { STAND_MS } from "./wall_layout.js";

const COLUMNS = 3;
/** The room of a cluster without ideas, whose name is all that is listed, beside that of one with ideas. */
const NAME = 0.2;
const IN_ONE_COLUMN = 2.5;
/** The least height of a card: in several rows of them, above names, and with its ideas in large letters. */
const LEAST = 300;
export const CARD = 300;
export const LARGE = 380;
/**
 * How long a page is shown before the next. A page on which an idea was placed comes sooner, but never before
 * STAND_MS.
 */
export const TURN_MS = 12000;
const WANTED_MS = 20000;

/**
 * How the stage is shared: the columns and rows of clusters with ideas on a page, and how many of the stage's three
 * columns belong to ideas without a cluster. `empty` clusters are listed by their names, below the others.
 */
export function share(count, loose, empty = 0) {
  if (!loose)
    return { clusters: length(count, 2 * COLUMNS) === 4 ? 2 : COLUMNS, loose: 0, rows: count <= COLUMNS ? 1 : 2 };
  const clusters = count + empty * NAME <= IN_ONE_COLUMN ? 1 : 2;
  return { clusters, loose: COLUMNS - clusters, rows: count <= clusters ? 1 : 2 };
}

/** How many of `rows` rows of cards stand in a height of `room`, where names below them have taken some of it. */
export function rowsIn(room, rows) {
  return Math.min(rows, Math.max(1, Math.floor(room / LEAST)));
}

/** Splits clusters into pages of at most `cells`, all of about equal length. */
export function pages(groups, cells) {
  const each = length(groups.length, cells);
  const all = [];
  for (let from = 0; from < groups.length; from += each) all.push(groups.slice(from, from + each));
  return all.length ? all : [[]];
}

function length(count, cells) {
  return Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / cells))));
}

/** How many columns the last cluster of a page takes, so that the row below others has no hole. */
export function lastSpan(count, columns) {
  return count <= columns ? 1 : 1 + ((columns - (count % columns)) % columns);
}

/** Whether each cluster of all pages is on page `at`: [{letter, here}], or null when one page holds them all. */
export function letters(all, at) {
  return all.length < 2
    ? null
    : all.flatMap((page, i) => page.map((group) => ({ letter: group.cluster.letter, here: i === at })));
}

/**
 * The page to show: `at` has been shown since `since` (ms); `wanted` is {page, at} for a page on which an idea has
 * moved, or null.
 */
export function pageNow({ at, count, since, wanted }, now) {
  if (at >= count) return 0;
  const stood = now - since;
  if (wanted && wanted.page !== at && wanted.page < count && now - wanted.at < WANTED_MS)
    return stood >= STAND_MS ? wanted.page : at;
  return count > 1 && stood >= TURN_MS ? (at + 1) % count : at;
}

/** The cluster of each idea: id → cluster id. */
export function spots(groups) {
  const where = new Map();
  for (const group of groups) for (const idea of group.ideas) where.set(idea.id, group.cluster.id);
  return where;
}

/** The ideas that are in another cluster than before: [{idea, cluster}, …]; none before the first picture. */
export function moves(before, after) {
  if (!before) return [];
  return [...after]
    .filter(([idea, cluster]) => before.get(idea) !== cluster)
    .map(([idea, cluster]) => ({ idea, cluster }));
}

/**
 * The order in which a cluster's ideas are shown: newly placed ones first, then those that have not been shown for
 * longest. `placed` and `read` (id → a growing number) say when each was. While a page is shown, `listed` holds the ids
 * in their order; new ones come before them.
 */
export function order(ideas, listed, placed, read) {
  const by = new Map(ideas.map((idea) => [idea.id, idea]));
  const old = (listed || []).filter((id) => by.has(id));
  const others = ideas.filter((idea) => !old.includes(idea.id));
  const when = (map, idea) => map.get(idea.id) || 0;
  others.sort((a, b) => when(read, a) - when(read, b) || when(placed, b) - when(placed, a) || b.number - a.number);
  return [...others, ...old.map((id) => by.get(id))];
}
