// The reminder that ideas have waited for longer than a minute: it stands as long as one of them waits, and is said
// again after one minute more, two more, four more: who has heard it each minute hears nothing else. Pure functions: no
// DOM, no clock.

import { MINUTE_MS } from "../../text/format.js";
import { isWaiting } from "../parts/waiting.js";

/**
 * Keeps since when ideas wait (epoch ms; those that are there at first, since they were written). look(list, now) gives
 * {late: how many have waited for a minute or longer, minutes: how long the oldest has, in full minutes, say: whether
 * it is time to say so}.
 */
export function waitReminder() {
  const since = new Map();
  const said = { first: true, at: 0, again: MINUTE_MS };
  return {
    look: (list, now) => {
      const waiting = list.filter(isWaiting);
      follow(since, waiting, (idea) => (said.first ? Math.min(idea.at || now, now) : now));
      said.first = false;
      const late = [...since.values()].filter((at) => now - at >= MINUTE_MS);
      if (!late.length) Object.assign(said, { at: 0, again: MINUTE_MS });
      const say = late.length > 0 && now - said.at >= said.again;
      if (say) Object.assign(said, { again: said.at ? 2 * said.again : MINUTE_MS, at: now });
      return { late: late.length, minutes: late.length && Math.floor((now - Math.min(...late)) / MINUTE_MS), say };
    },
  };
}

// Forgets the ideas that wait no more, and begins with those that are new.
function follow(since, waiting, begun) {
  const ids = new Set(waiting.map((idea) => idea.id));
  [...since.keys()].filter((id) => !ids.has(id)).forEach((id) => since.delete(id));
  waiting.forEach((idea) => since.has(idea.id) || since.set(idea.id, begun(idea)));
}
