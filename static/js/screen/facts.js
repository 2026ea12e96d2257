// From the store to the facts that the rules of the screen work on. The screen reads what everyone may see, and nothing else.

/** {forum, activities, ideas, clusters, tallies}, or null before the first picture. */
export function gather(store) {
  const forum = store.all("forum")[0];
  if (!forum) return null;
  return {
    forum,
    activities: store.all("activity"),
    ideas: store.all("idea"),
    clusters: store.all("cluster"),
    tallies: store.all("tally"),
  };
}
