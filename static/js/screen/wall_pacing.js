// How a wall lives: what has arrived waits for its batch, batches come at the pace of a reader, and when it is quiet the wall turns to what
// has not been on it, or not for long. The wall itself is as wallplan.js makes it. No page and no clock here: `now` (epoch ms) is told.

import {
  COLUMNS,
  HURRY,
  QUEUE,
  QUIET,
  STAND,
  enter,
  longestAway,
  only,
  pace,
  page,
  settle,
  turned,
} from "./wall_layout.js";

const THIN = 2000;

/** A wall's life. `seen` (id → when it last stood there) may outlive it. `ids` are all there are, the newest first. */
export function begin(ids, ruler, now, { quiet = QUIET, seen = new Map() } = {}) {
  const wall = page(longestAway(ids, seen, new Set()), ruler, now);
  return noted({ ids, wall, quiet, seen, queue: [], dealt: 0, moved: now, full: onWall(wall).size }, now);
}

/** What there is has changed: new ones wait, those that are gone leave at once, and nobody else moves but for longer words. */
export function take(life, ids, ruler, now) {
  const known = new Set(life.ids);
  const alive = new Set(ids);
  const arrived = ids.filter((id) => !known.has(id));
  life.queue = [...arrived, ...life.queue.filter((id) => alive.has(id))].slice(0, QUEUE);
  if (arrived.length) life.moved = now;
  life.ids = ids;
  life.wall = settle(only(life.wall, alive), ruler);
  return noted(life, now);
}

/** Time passes: null when nothing happens, else {fresh, page}: the ids to be tinted, and whether the whole wall is another. */
export function step(life, ruler, now) {
  const made = life.queue.length ? deal(life, ruler, now) : turn(life, ruler, now);
  if (made) noted(life, now);
  return made;
}

/** The ids that can be seen. */
export function onWall(wall) {
  return new Set(wall.columns.flat().map((spot) => spot.id));
}

function deal(life, ruler, now) {
  const batch = life.queue.slice(-ruler.columns).reverse();
  const made = enter(life.wall, batch, ruler, now, life.queue.length > COLUMNS);
  if (!made.taken.length || now - life.dealt < pace(life.queue.length, made.leaves)) return null;
  Object.assign(life, { wall: made.wall, dealt: now, queue: life.queue.filter((id) => !made.taken.includes(id)) });
  life.full = Math.max(life.full, onWall(life.wall).size);
  return { fresh: made.taken, page: false };
}

function turn(life, ruler, now) {
  const on = onWall(life.wall);
  const away = longestAway(life.ids, life.seen, on);
  if (now - Math.max(life.moved, life.dealt) < patience(life, away, on, now)) return null;
  life.moved = now;
  const wall = turned(life.wall, away, ruler, now);
  if (!wall) return null;
  const after = onWall(wall);
  Object.assign(life, { wall, full: after.size });
  return { fresh: [], page: ![...on].every((id) => after.has(id)) };
}

// How long the wall stands when nothing comes: less when some have never been on it, and little when half of it has gone away.
function patience(life, away, on, now) {
  const stood = life.wall.columns.flat().every((spot) => now - spot.since >= STAND);
  if (on.size * 2 <= life.full && stood) return THIN;
  return away.length && !life.seen.has(away[0]) ? Math.min(life.quiet, HURRY) : life.quiet;
}

function noted(life, now) {
  for (const id of onWall(life.wall)) life.seen.set(id, now);
  return life;
}
