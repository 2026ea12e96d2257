// Which ideas of the queue may be let through or hidden together: those that a person had time to read.

import { isWaiting } from "../parts/waiting.js";

/** As long as it takes to see that it is another idea than the one before. */
export const GLANCE_MS = 300;

/** As long as an idea must be in view until it counts as read. */
export const IN_VIEW_MS = 1000;

/**
 * Whether an idea of the queue counts as read. The queue is skimmed as a page is, not one idea after the other: one
 * person must keep up with five ideas a second.
 */
export const isSkimmed = (idea, times, now) => times.wasSeen(idea, now, IN_VIEW_MS);

/** Whether an idea of the queue is decided by itself: something warns of it, or everybody sees it already. */
export const needsOwnDecision = (idea) => !isWaiting(idea) || warns(idea);

/** Whether an idea is to be read with care: flagged, or of an author whose ideas wait. */
export function warns(idea) {
  return idea.flags.length > 0 || Boolean(idea.author_held);
}

/**
 * The ideas of the queue that may be hidden together: with a warning, and read one after the other, because words that
 * nobody looked at must not be hidden from all. `times` are of those with a warning.
 */
export function warnedAndRead(list, times, now) {
  return list.filter((idea) => warns(idea) && times.isRead(idea, now));
}

/** The ideas of the queue that may be let through together: waiting, read, and with nothing that warns of them. */
export function together(list, times, now) {
  return list.filter((idea) => !needsOwnDecision(idea) && isSkimmed(idea, times, now));
}
