// The layout rules of the wall: where each idea stands, which enter now, which return when no new ones come. Pure
// functions: no DOM.
//
// A wall is {level, columns: [[{id, y, since}, …], …]}: `level` is the size of its letters (0 is the largest), a column
// lists its ideas from the top, `y` is the distance from the top, `since` (epoch ms) when the idea came. An idea keeps
// its column and only moves down: new ones enter on top and push the others as little as possible. A ruler is {columns,
// room, gap, last, busy, tall(id, level)}: `last` is the smallest level, `busy` the smallest one while more comes than
// people can read, `tall` the height of an idea.

export const COLUMNS = 3;
/** An idea stays on the wall at least this long. */
export const STAND_MS = 8000;
/** How long after the last arrival the wall shows other ideas; HURRY_MS applies while some were never shown. */
export const QUIET_MS = 20000;
export const HURRY_MS = 10000;
/**
 * How many arrivals wait to enter. Others are shown when no new ones come: people who write now want to see what was
 * written now.
 */
export const QUEUE = 2 * COLUMNS;
const CANDIDATES = 45;

/**
 * The shortest time from one batch to the next, in ms. Three ideas, twenty-five words, take a reader six seconds; while
 * no idea has to leave, batches may come faster.
 */
export function pace(waiting, leaves) {
  if (!leaves) return 2000;
  return waiting <= 1 ? 2000 : waiting <= COLUMNS ? 4000 : 6000;
}

/**
 * A full page of ideas: from the top, the first of `ids` top left, at the largest level at which all fit; at the last
 * level as many as fit.
 */
export function page(ids, ruler, now) {
  const some = ids.slice(0, CANDIDATES);
  for (let level = 0; level < ruler.last; level += 1) {
    const wall = dealt(some, level, ruler, now, true);
    if (wall) return wall;
  }
  return dealt(some, ruler.last, ruler, now, false);
}

// Deals each idea into the shortest column. An idea without room is skipped, or fails the deal where `all` must fit.
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
 * Lets new ideas enter on top of the columns, in this order. Returns {wall, taken, leaves}: the ids that found a place,
 * and whether an idea had to leave for them. Letters get smaller before any idea leaves.
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

// Ideas leave only after STAND_MS, from the column that was left unchanged longest; one batch takes one idea from a
// column.
function withLeave(wall, id, ruler, now, floor) {
  const settled = settle(wall, ruler, floor);
  const tries = settled.columns.map((column) => onTop(column, id, floor, ruler, now));
  const may = tries.filter((one) => one.before < now && one.lost.every((spot) => now - spot.since >= STAND_MS));
  const best = may.sort((a, b) => a.before - b.before)[0];
  return best ? { wall: changed(settled, tries.indexOf(best), best.column), leaves: true } : null;
}

// The column with the idea on top: {column, lost, filled, before}; `before` is when its last idea came.
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

// The only idea of a column stays, however tall.
function beyond(spot, level, ruler) {
  return spot.y > 0 && spot.y + ruler.tall(spot.id, level) > ruler.room + 0.5;
}

function changed(wall, at, column) {
  return { ...wall, columns: wall.columns.map((one, i) => (i === at ? column : one)) };
}

/**
 * The wall at another level, or after texts have changed: ideas move only down, and those pushed over the edge leave.
 */
export function settle(wall, ruler, level = wall.level) {
  const columns = wall.columns.map((column) =>
    push(column, level, ruler).filter((spot) => !beyond(spot, level, ruler)),
  );
  return { level, columns };
}

/** The wall with only the ideas in `alive` (a Set of ids); the others keep their places. */
export function only(wall, alive) {
  return { ...wall, columns: wall.columns.map((column) => column.filter((spot) => alive.has(spot.id))) };
}

/**
 * The wall with as many of `ids`, in this order, as its gaps have room for, the highest gap first. Nothing that stands
 * moves.
 */
export function fill(wall, ids, ruler, now) {
  const columns = wall.columns.map((column) => [...column]);
  for (const id of ids.slice(0, CANDIDATES)) {
    const tall = ruler.tall(id, wall.level);
    const free = columns.flatMap((column, at) => gaps(column, at, wall.level, ruler));
    const [gap] = free.filter((one) => one.tall >= tall).sort((a, b) => a.y - b.y);
    if (gap) columns[gap.column].splice(gap.at, 0, { id, y: gap.y, since: now });
  }
  return { ...wall, columns };
}

// The gaps of a column: above each idea, and below the last.
function gaps(column, at, level, ruler) {
  let y = 0;
  const found = column.map((spot, i) => {
    const gap = { column: at, at: i, y, tall: spot.y - ruler.gap - y };
    y = spot.y + ruler.tall(spot.id, level) + ruler.gap;
    return gap;
  });
  return [...found, { column: at, at: column.length, y, tall: ruler.room - y }];
}

/** Every place on the wall, the latest arrival first: [{id, y, since, column}]. */
export function spots(wall) {
  const all = wall.columns.flatMap((column, at) => column.map((spot) => ({ ...spot, column: at })));
  return all.sort((a, b) => b.since - a.since || a.y - b.y || a.column - b.column);
}

/**
 * Which ideas come next when no new ones arrive: those of `ids` (newest first) that are not in `on`, longest unseen
 * first. `seen`: id → when.
 */
export function longestAway(ids, seen, on) {
  return ids.filter((id) => !on.has(id)).sort((a, b) => (seen.get(a) || 0) - (seen.get(b) || 0));
}

/**
 * The wall after a quiet time, or null when it stays: the ideas that are not on it join the others if all fit;
 * otherwise they come as a new page.
 */
export function turned(wall, away, ruler, now) {
  if (!away.length) return null;
  if (away.length <= QUEUE) {
    const joined = enter(wall, [...away].reverse(), ruler, now);
    if (!joined.leaves && joined.taken.length === away.length) return joined.wall;
  }
  return page(away, ruler, now);
}
