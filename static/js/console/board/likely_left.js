// Which of the likely themes that the organiser wrote down are not themes of the board yet.

const same = (name) => name.toLowerCase();

/** Their names, in the organiser's order. Those that this page is making are none any more. */
export function likelyLeft(board) {
  const { view, asked } = board;
  const held = new Set(view.clusters.map((one) => same(one.title)));
  asked.forEach((name) => held.has(same(name)) && asked.delete(name));
  return view.likelyThemes.filter((name) => !held.has(same(name)) && !asked.has(name));
}
