// The rules of the wall: which ideas come in now, which wait for the next batch, and how ideas are dealt into columns. No page here.

export const BATCH = 1500;
export const QUIET = 20000;

/**
 * Deals heights (in order, the newest first) into columns, each into the shortest so far, until one has no room. Returns the column of each
 * that was placed.
 */
export function deal(heights, columns, room, gap) {
  const filled = new Array(columns).fill(0);
  const placed = [];
  for (const height of heights) {
    const column = filled.indexOf(Math.min(...filled));
    const top = filled[column] ? filled[column] + gap : 0;
    if (top + height > room) break;
    filled[column] = top + height;
    placed.push(column);
  }
  return placed;
}

/**
 * What of `wanted` is on the wall before the next batch: those of `held` that still exist, with their latest words. Taking away never
 * waits; what is new does. Returns {ideas, waiting}.
 */
export function between(held, wanted) {
  const on = new Set(held.map((idea) => idea.id));
  return { ideas: wanted.filter((idea) => on.has(idea.id)), waiting: wanted.some((idea) => !on.has(idea.id)) };
}

/** Where the next page begins: after the `shown` from `from`, or at the newest again. */
export function nextPage(from, shown, total) {
  const next = from + Math.max(1, shown);
  return next < total ? next : 0;
}
