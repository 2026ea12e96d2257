// The order in which people read themes: where a facilitator put them, else A, B, … Z, AA. Phone-safe.

/** A copy of a list of themes, [{position, letter, …}], in their order. */
export function inOrder(themes) {
  return themes.slice().sort(before);
}

/** Compares two themes for sorting. The twin of `in_order` in workshop/domain/cluster_letters.py. */
export function before(a, b) {
  return (a.position || 0) - (b.position || 0) || a.letter.length - b.letter.length || (a.letter < b.letter ? -1 : 1);
}
