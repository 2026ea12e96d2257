// Which theme is meant by letters that are typed one after another: A, or AA where there are more than 26 themes.

/**
 * What `typed` says so far, of columns or themes with a `letter`: {found, more}. `found` is the theme with exactly
 * these letters, else the first that begins with them, else null; `more` says whether another letter may follow.
 */
export function meant(themes, typed) {
  const wanted = typed.toLowerCase();
  const begin = themes.filter((one) => one.letter && one.letter.toLowerCase().startsWith(wanted));
  const exact = begin.find((one) => one.letter.length === wanted.length);
  return { found: exact || begin[0] || null, more: begin.length > (exact ? 1 : 0) };
}

/** What is typed with this key: what was typed before goes on if there is such a theme, else it begins anew. */
export function typedOn(themes, before, key) {
  return before && meant(themes, before + key).found ? before + key : key;
}
