// The places of a result that the hall is shown, and which of them are uncovered. Rules only, for phones, screen and console; how many they
// are is also in workshop/domain/activities/results.py, and `tests/data/places_cases.json` holds both to it. Phone-safe.

const USUAL = 6;
const MOST = 8;

/**
 * The places to show of a tally's rows (most votes first): {rows, more, tied}. Only rows with votes. A tie is shown whole or not at all: the
 * list ends at about USUAL places and never has more than MOST. `more` counts the rows with votes that are left out; `tied` is true when
 * they share the last shown place, because everybody has the same.
 */
export function places(rows) {
  const voted = rows.filter((row) => row.votes > 0);
  let end = 0;
  while (end < voted.length) {
    const group = voted.filter((row) => row.rank === voted[end].rank).length;
    if (end + group > (end < USUAL ? MOST : USUAL)) break;
    end += group;
  }
  const shown = voted.slice(0, end || MOST);
  return { rows: shown, more: voted.length - shown.length, tied: end === 0 && voted.length > 0 };
}

/** How many places are uncovered at a step, from the last. */
export function uncovered(count, step) {
  return Math.max(0, Math.min(count, step));
}

/** True for the place at `index` (0 is the first place) when `step` places of `count` are uncovered. */
export function isOpen(index, count, step) {
  return index >= count - uncovered(count, step);
}
