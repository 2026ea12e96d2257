// The places of a result that lead, where it is told in short. Pure function. Phone-safe.

import { places } from "./places.js";

const LEADING = 3;

/**
 * The rows of the first three places that are shown in the hall, a tie whole. `leading` in
 * workshop/domain/places.py is the same function; `tests/data/leading_cases.json` tests both.
 */
export function leading(rows) {
  return places(rows).rows.filter((row) => row.rank <= LEADING);
}
