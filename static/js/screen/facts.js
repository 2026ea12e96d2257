// Reads from the store what the rules of the screen need: only shapes that everyone may see.

import { asResult } from "../vote/result.js";

/** {forum, activities, ideas, clusters, sortings, tallies}, or null before the first snapshot. */
export function gather(store) {
  const forum = store.all("forum")[0];
  if (!forum) return null;
  return {
    forum,
    activities: store.all("activity"),
    ideas: store.all("idea"),
    clusters: store.all("cluster"),
    sortings: store.all("sorting"),
    tallies: store.all("tally").map(asResult),
  };
}
