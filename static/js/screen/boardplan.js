// The rules of the cluster board: how it is laid out, which card has just moved, which words are quoted. No page here.

export const USUAL = 6;
export const PAGE = 12;
export const FEW = 3;
const QUOTE = 90;

/** The shape of a board with so many clusters: "few" (one row, with loose ideas below), "usual" (3 x 2) or "many" (4 x 3, pages). */
export function shape(count, loose) {
  if (count <= FEW && loose > 0) return "few";
  return count <= USUAL ? "usual" : "many";
}

/** The clusters of page `at`; a board of more than PAGE has several. */
export function page(groups, at) {
  const pages = Math.max(1, Math.ceil(groups.length / PAGE));
  const now = at % pages;
  return { pages, now, groups: groups.slice(now * PAGE, now * PAGE + PAGE) };
}

/**
 * What follows when nothing has moved for a while: "page" (of the board), "loose" (the ideas without a theme), "board" (again, from its first
 * page) or "" (nothing). A board of few clusters has its loose ideas below it all the time.
 */
export function following({ form, pages, at, loose, aside }) {
  if (aside) return "board";
  if (at < pages - 1) return "page";
  if (loose > 0 && form !== "few") return "loose";
  return pages > 1 ? "board" : "";
}

/** Where each idea is: id → cluster id. */
export function spots(groups) {
  const where = new Map();
  for (const group of groups) for (const idea of group.ideas) where.set(idea.id, group.cluster.id);
  return where;
}

/** The last idea that is in another cluster than before: {idea, cluster}, or null. Nothing has moved before there was a picture. */
export function moved(before, after) {
  if (!before) return null;
  const found = [...after].filter(([idea, cluster]) => before.get(idea) !== cluster).pop();
  return found ? { idea: found[0], cluster: found[1] } : null;
}

/** The idea to quote: the one just moved here, else the first that is short enough, else the shortest. */
export function quoted(ideas, just) {
  const fresh = ideas.find((idea) => idea.id === just);
  if (fresh) return fresh;
  const ordered = [...ideas].sort((a, b) => a.number - b.number);
  return ordered.find((idea) => idea.text.length <= QUOTE) || ordered.sort((a, b) => a.text.length - b.text.length)[0] || null;
}
