// Which ideas of the queue may be let through together: those that a person had time to read.

import { isWaiting } from "../parts/waiting.js";

/** As long as it takes to see that it is another idea than the one before, in ms. */
export const GLANCE = 300;

/** The ideas of the queue that may be let through together: waiting, read, and with nothing that warns of them. */
export function together(list, times, now) {
  const plain = (idea) => isWaiting(idea) && !idea.flags.length && !idea.author_held;
  return list.filter((idea) => plain(idea) && times.isRead(idea, now));
}
