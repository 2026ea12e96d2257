// Which places of a result are shown to the hall, and which of them are uncovered. Pure functions for phones, screen
// and console. Both are also computed in workshop/domain/places.py; `tests/data/places_cases.json` and
// `tests/data/uncovered_cases.json` test both sides. Phone-safe.

const USUAL = 6;
const MOST = 8;

/**
 * The places of a tally that are shown first, in the hall or in a long list: {rows, equal, more}. Of `rows`, most votes
 * first, only those with votes count. Rows of equal rank are shown together or not at all, so that the list may end
 * before `usual` rows, or go on to `most` at most. `more` is how many rows with fewer votes are left
 * out; `equal`, how many that share the first place: so many do that `most` cannot hold them.
 */
export function places(rows, usual = USUAL, most = MOST) {
  const voted = rows.filter((row) => row.value > 0);
  let end = 0;
  while (end < voted.length) {
    const group = voted.filter((row) => row.rank === voted[end].rank).length;
    if (end + group > (end < usual ? most : usual)) break;
    end += group;
  }
  const shown = voted.slice(0, end || most);
  const equal = end ? 0 : voted.filter((row) => row.rank === 1).length - shown.length;
  return { rows: shown, equal: equal, more: voted.length - shown.length - equal };
}

/**
 * How each rank of `rows` is written, by rank: "3", and "3 =" when several of them share it. `rank_signs` in
 * workshop/domain/places.py is the same function; `tests/data/rank_cases.json` tests both.
 */
export function rankSigns(rows) {
  const signs = {};
  rows.forEach(function (row) {
    signs[row.rank] = row.rank + (signs[row.rank] ? " =" : "");
  });
  return signs;
}

/**
 * How many of these places are uncovered, counted from the last one, when `asked` are to be: no more than there are,
 * and of those that share a rank all or none, because one alone would pass for the only one.
 */
export function uncovered(rows, asked) {
  let first = rows.length - Math.max(0, Math.min(rows.length, asked));
  while (first > 0 && first < rows.length && rows[first - 1].rank === rows[first].rank) first -= 1;
  return rows.length - first;
}

/** Whether the place at `index` (0 is the first place) is open when `asked` of these places are uncovered. */
export function isOpen(index, rows, asked) {
  return index >= rows.length - uncovered(rows, asked);
}

/**
 * How many are uncovered after the next press (`by` 1), or after the last one is taken back (-1): a tie is one press.
 */
export function uncoveredAfter(rows, asked, by) {
  const open = uncovered(rows, asked);
  if (by > 0) return uncovered(rows, open + by);
  const last = rows[rows.length - open];
  return open - rows.filter((row) => last && row.rank === last.rank).length;
}
