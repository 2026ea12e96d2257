// The pacing of the wall: arrivals queue for a batch, batches come at reading speed, and after a quiet time the wall
// shows ideas that were never or long not on it. The layout is in wall_layout.js. No DOM and no clock: `now` (epoch ms)
// is passed in.

import {
  COLUMNS,
  HURRY_MS,
  QUEUE,
  QUIET_MS,
  enter,
  fill,
  longestAway,
  only,
  pace,
  page,
  settle,
  turned,
} from "./wall_layout.js";

/**
 * The state of a wall. `seen` (id → when it was last visible) may outlive it. `ids` are all ideas, the newest first.
 */
export function begin(ids, ruler, now, { quiet = QUIET_MS, seen = new Map() } = {}) {
  const wall = page(longestAway(ids, seen, new Set()), ruler, now);
  return markSeen({ ids, wall, quiet, seen, queue: [], dealt: 0, moved: now }, now);
}

/**
 * Takes a new list of ideas: new ones queue, removed ones leave immediately, and others move only if texts got longer.
 * What was removed leaves its room to ideas that are not on the wall.
 */
export function take(life, ids, ruler, now) {
  const known = new Set(life.ids);
  const alive = new Set(ids);
  const arrived = ids.filter((id) => !known.has(id));
  life.queue = [...arrived, ...life.queue.filter((id) => alive.has(id))].slice(0, QUEUE);
  if (arrived.length) life.moved = now;
  life.ids = ids;
  const before = onWall(life.wall).size;
  life.wall = settle(only(life.wall, alive), ruler);
  if (onWall(life.wall).size < before) close(life, ruler, now);
  return markSeen(life, now);
}

// Closes the gaps with ideas that do not wait for their turn. They are there to be read before the page turns.
function close(life, ruler, now) {
  const on = onWall(life.wall);
  life.wall = fill(life.wall, longestAway(life.ids, life.seen, new Set([...on, ...life.queue])), ruler, now);
  if (onWall(life.wall).size > on.size) life.moved = now;
}

/**
 * Advances the wall: null when nothing happens, else {fresh, page}: the ids to tint, and whether the whole wall was
 * replaced.
 */
export function step(life, ruler, now) {
  const made = life.queue.length ? dealBatch(life, ruler, now) : turnPage(life, ruler, now);
  if (made) markSeen(life, now);
  return made;
}

/** The visible ids. */
export function onWall(wall) {
  return new Set(wall.columns.flat().map((spot) => spot.id));
}

function dealBatch(life, ruler, now) {
  const batch = life.queue.slice(-ruler.columns).reverse();
  const made = enter(life.wall, batch, ruler, now, life.queue.length > COLUMNS);
  if (!made.taken.length || now - life.dealt < pace(life.queue.length, made.leaves)) return null;
  Object.assign(life, { wall: made.wall, dealt: now, queue: life.queue.filter((id) => !made.taken.includes(id)) });
  return { fresh: made.taken, page: false };
}

function turnPage(life, ruler, now) {
  const on = onWall(life.wall);
  const away = longestAway(life.ids, life.seen, on);
  if (now - Math.max(life.moved, life.dealt) < patience(life, away)) return null;
  life.moved = now;
  const wall = turned(life.wall, away, ruler, now);
  if (!wall) return null;
  const after = onWall(wall);
  life.wall = wall;
  return { fresh: [], page: ![...on].every((id) => after.has(id)) };
}

// How long the wall stands without arrivals: less while some ideas were never shown.
function patience(life, away) {
  return away.length && !life.seen.has(away[0]) ? Math.min(life.quiet, HURRY_MS) : life.quiet;
}

function markSeen(life, now) {
  for (const id of onWall(life.wall)) life.seen.set(id, now);
  return life;
}
