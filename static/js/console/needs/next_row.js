// Where the focus goes once a row of the queue is decided, and where it goes on reading after many were let through.

import { safeButton } from "./queue_row.js";
import { isSkimmed, needsOwnDecision } from "./read_rows.js";

// Rows below the decided one among which the next is looked for: those that are in view with it.
const NEAR = 4;
// As long as it takes to see that rows were skipped.
const NOTICED_MS = 700;

/**
 * Gives the focus to the next row of `list` when the one at `at` was decided and is gone, so that a queue can be worked
 * through by keyboard.
 */
export function goOn(ui, list, at, wasOwn) {
  const next = afterDecision(list, at, wasOwn);
  if (next > at) ui.skips.skippedTo(list[next].id, Date.now());
  focusRow(ui.place, next);
}

function focusRow(place, at) {
  const row = place.children[at];
  // The buttons of a row are there once it has the focus.
  if (row) row.focus();
  const to = row ? safeButton(row) : document.getElementById("queue-title");
  to.focus();
  if (row) row.scrollIntoView({ block: "nearest" });
}

/** Moves the focus by so many rows. */
export function walk(ui, by) {
  const rows = [...ui.place.children];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (rows.length) focusRow(ui.place, Math.max(0, Math.min(at + by, rows.length - 1)));
}

/**
 * The place in `list` of the row that comes after the one at `at` was decided. After one that needed a decision of its
 * own that is the next such one, if it is near: those between are let through together. Else it is the row below.
 */
export function afterDecision(list, at, wasOwn) {
  const below = Math.min(at, list.length - 1);
  const near = list.slice(below, below + NEAR).findIndex(needsOwnDecision);
  return wasOwn && near > 0 ? below + near : below;
}

/** Remembers that the focus has skipped rows: {skippedTo(id, now), isNew(id, now)}, in epoch ms. */
export function skips() {
  let last = { id: 0, at: 0 };
  return {
    skippedTo: (id, now) => (last = { id, at: now }),
    // Whoever read the row above and presses a key for it has not seen yet that the key is about this one.
    isNew: (id, now) => last.id === id && now - last.at < NOTICED_MS,
  };
}

/** The first idea of the queue that is still to be read or decided, else the first. */
export function firstOpen(list, times, now) {
  return list.find((idea) => needsOwnDecision(idea) || !isSkimmed(idea, times, now)) || list[0];
}
