// Which ideas the hall places where, for the console. Pure functions.

export const SHARES = [50, 60, 70, 80, 90];

// So many people must have seen an idea before it may be taken (ENOUGH in workshop/domain/methods/agreement.py).
const ENOUGH = 3;

/**
 * The loose ideas that somebody has sorted: [{idea, theme, its, enough}], those most agree on first. `theme` is null
 * where two themes come first together.
 */
export function proposals(view, sorting) {
  if (!sorting) return [];
  return view.ideas
    .filter((idea) => idea.cluster === null && sorting.ideas[idea.id])
    .map((idea) => {
      const its = sorting.ideas[idea.id];
      return { idea, its, theme: its.theme ? view.cluster(its.theme) || null : null, enough: its.seen >= ENOUGH };
    })
    .sort(
      (a, b) =>
        b.enough - a.enough || b.its.share - a.its.share || b.its.seen - a.its.seen || a.idea.number - b.idea.number,
    );
}

/** Of these, the ones that "take all" places: enough people have seen them, and so large a share agrees. */
export function taken(found, share) {
  return found.filter(({ theme, its, enough }) => theme && enough && its.share >= share);
}
