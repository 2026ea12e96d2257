// The rules of the wall: where each idea stands, which come in now, which come back when it is quiet. No page here.
//
// A wall is {level, columns: [[{id, y, since}, …], …]}: `level` is the size of its letters (0 is the largest), a column holds its ideas from
// the top, `y` is the distance from the top, `since` (epoch ms) when it came. An idea keeps its column and only ever moves down: new ones
// enter on top and push the others no further than they must. A ruler is {columns, room, gap, last, busy, tall(id, level)}: `last` is the
// smallest level, `busy` the smallest one while more comes than can be read, `tall` how much height an idea takes.

export const COLUMNS = 3;
/** Nobody leaves the wall sooner than this. */
export const STAND = 8000;
/** So long after the last arrival the wall turns to others; sooner while some have never been on it. */
export const QUIET = 20000;
export const HURRY = 10000;
/** What waits beyond two batches is shown when it is quiet: who writes now would rather see what was written now. */
export const QUEUE = 2 * COLUMNS;
const CANDIDATES = 45;

/**
 * How long after a batch the next may come, in ms. Twenty-five words, three ideas, take a reader six seconds; while nobody has to leave the
 * wall it may go faster.
 */
export function pace(waiting, leaves) {
  if (!leaves) return 2000;
  return waiting <= 1 ? 2000 : waiting <= COLUMNS ? 4000 : 6000;
}

/** A full page of ideas: from the top, the first in `ids` top left, as large as all fit; at the last level as many as fit. */
export function page(ids, ruler, now) {
  const some = ids.slice(0, CANDIDATES);
  for (let level = 0; level < ruler.last; level += 1) {
    const wall = dealt(some, level, ruler, now, true);
    if (wall) return wall;
  }
  return dealt(some, ruler.last, ruler, now, false);
}

// Each into the shortest column. What has no room is passed over for the next, or ends it where all must fit.
function dealt(ids, level, ruler, now, all) {
  const columns = Array.from({ length: ruler.columns }, () => []);
  const filled = new Array(ruler.columns).fill(0);
  for (const id of ids) {
    const at = filled.indexOf(Math.min(...filled));
    const tall = ruler.tall(id, level);
    if (filled[at] + tall <= ruler.room) {
      columns[at].push({ id, y: filled[at], since: now });
      filled[at] += tall + ruler.gap;
    } else if (all) return null;
  }
  return { level, columns };
}

/**
 * New ideas enter on top of columns, in this order. Returns {wall, taken, leaves}: the ids that found a place, and whether any idea had to
 * go for them. Letters get smaller before anybody has to leave.
 */
export function enter(wall, ids, ruler, now, busy = false) {
  const result = { wall, taken: [], leaves: false };
  const floor = Math.max(wall.level, busy ? ruler.busy : ruler.last);
  for (const id of ids) {
    const put = withRoom(result.wall, id, ruler, now, floor) || withLeave(result.wall, id, ruler, now, floor);
    if (!put) continue;
    result.wall = put.wall;
    result.taken.push(id);
    result.leaves = result.leaves || put.leaves;
  }
  return result;
}

function withRoom(wall, id, ruler, now, floor) {
  for (let level = wall.level; level <= floor; level += 1) {
    const settled = settle(wall, ruler, level);
    const tries = settled.columns.map((column) => onTop(column, id, level, ruler, now));
    const free = tries.filter((one) => !one.lost.length).sort((a, b) => a.filled - b.filled);
    if (free.length) return { wall: changed(settled, tries.indexOf(free[0]), free[0].column), leaves: false };
  }
  return null;
}

// Those go who have stood long enough, from the column that has been left alone the longest; one batch takes one from a column.
function withLeave(wall, id, ruler, now, floor) {
  const settled = settle(wall, ruler, floor);
  const tries = settled.columns.map((column) => onTop(column, id, floor, ruler, now));
  const may = tries.filter((one) => one.before < now && one.lost.every((spot) => now - spot.since >= STAND));
  const best = may.sort((a, b) => a.before - b.before)[0];
  return best ? { wall: changed(settled, tries.indexOf(best), best.column), leaves: true } : null;
}

// The column with the idea on top of it: {column, lost, filled, before}; `before` is when its last one came.
function onTop(column, id, level, ruler, now) {
  const pushed = push([{ id, y: 0, since: now }, ...column], level, ruler);
  const filled = column.reduce((sum, spot) => sum + ruler.tall(spot.id, level) + ruler.gap, 0);
  const lost = pushed.filter((spot) => beyond(spot, level, ruler));
  return {
    column: pushed.filter((spot) => !beyond(spot, level, ruler)),
    lost,
    filled,
    before: column.length ? column[0].since : 0,
  };
}

function push(column, level, ruler) {
  let free = 0;
  return column.map((spot) => {
    const y = Math.max(spot.y, free);
    free = y + ruler.tall(spot.id, level) + ruler.gap;
    return { ...spot, y };
  });
}

// Whoever is alone in a column stays, however tall.
function beyond(spot, level, ruler) {
  return spot.y > 0 && spot.y + ruler.tall(spot.id, level) > ruler.room + 0.5;
}

function changed(wall, at, column) {
  return { ...wall, columns: wall.columns.map((one, i) => (i === at ? column : one)) };
}

/** The wall at a level, or after words have changed: nobody moves up; who is pushed over the edge goes. */
export function settle(wall, ruler, level = wall.level) {
  const columns = wall.columns.map((column) =>
    push(column, level, ruler).filter((spot) => !beyond(spot, level, ruler)),
  );
  return { level, columns };
}

/** The wall with none but `alive` (a Set of ids). The others stay where they are. */
export function only(wall, alive) {
  return { ...wall, columns: wall.columns.map((column) => column.filter((spot) => alive.has(spot.id))) };
}

/** Every place on the wall, the last come first: [{id, y, since, column}]. */
export function spots(wall) {
  const all = wall.columns.flatMap((column, at) => column.map((spot) => ({ ...spot, column: at })));
  return all.sort((a, b) => b.since - a.since || a.y - b.y || a.column - b.column);
}

/** Who comes next when it is quiet: of `ids` (newest first) those that are not in `on`, who stood longest ago first. `seen`: id → when. */
export function longestAway(ids, seen, on) {
  return ids.filter((id) => !on.has(id)).sort((a, b) => (seen.get(a) || 0) - (seen.get(b) || 0));
}

/**
 * The wall when it is quiet, or null when it stays: those who are not on it join the others if there is room for all; otherwise they come as
 * a page of their own.
 */
export function turned(wall, away, ruler, now) {
  if (!away.length) return null;
  if (away.length <= QUEUE) {
    const joined = enter(wall, [...away].reverse(), ruler, now);
    if (!joined.leaves && joined.taken.length === away.length) return joined.wall;
  }
  return page(away, ruler, now);
}
