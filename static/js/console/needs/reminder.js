// The reminder that ideas have waited for a minute: said once, and again only when all of those are decided. Pure
// functions: no DOM, no clock.

import { isWaiting } from "../parts/waiting.js";

const LONG = 60000;

/**
 * Keeps since when ideas wait: due(list, now) gives how many have waited too long when it is time to say so, else 0.
 */
export function waitReminder() {
  const since = new Map();
  const told = new Set();
  return {
    due: (list, now) => {
      const waiting = new Set(list.filter(isWaiting).map((idea) => idea.id));
      [...since.keys()].filter((id) => !waiting.has(id)).forEach((id) => since.delete(id) && told.delete(id));
      waiting.forEach((id) => since.has(id) || since.set(id, now));
      const late = [...waiting].filter((id) => now - since.get(id) >= LONG);
      if (!late.length || told.size) return 0;
      waiting.forEach((id) => told.add(id));
      return late.length;
    },
  };
}
