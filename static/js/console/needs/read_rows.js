// Which ideas of the queue may be let through or hidden together: those that a person had time to read.

import { isWaiting } from "../parts/waiting.js";

/** As long as it takes to see that it is another idea than the one before, in ms. */
export const GLANCE = 300;

/** As long as an idea must be in view until it counts as read, in ms. */
export const IN_VIEW = 1000;

/**
 * Whether an idea of the queue counts as read. The queue is skimmed as a page is, not one idea after the other: one
 * person must keep up with five ideas a second.
 */
export const isSkimmed = (idea, times, now) => times.wasSeen(idea, now, IN_VIEW);

/** Whether an idea of the queue is decided by itself: something warns of it, or everybody sees it already. */
export const needsOwnDecision = (idea) => !isWaiting(idea) || idea.flags.length > 0 || Boolean(idea.author_held);

/**
 * The ideas of the queue that may be hidden together: with the same warning as the first of them, and read one after
 * the other, because words that nobody looked at must not be hidden from all. `times` are of those with a warning.
 */
export function alike(list, times, now) {
  const read = list.filter((idea) => warningOf(idea) && times.isRead(idea, now));
  return read.filter((idea) => warningOf(idea) === warningOf(read[0]));
}

// An oath and an insult are hidden for one reason, and many texts have both.
function warningOf({ flags, author_held: held }) {
  if (flags.includes("language")) return "insult";
  return flags[0] || (held ? "author" : "");
}

/** The ideas of the queue that may be let through together: waiting, read, and with nothing that warns of them. */
export function together(list, times, now) {
  return list.filter((idea) => !needsOwnDecision(idea) && isSkimmed(idea, times, now));
}
