// The targets of a dots vote with the dots given, the dots left and the reason why a row can have no more. Phone-safe.

import { t } from "../../text/words.js";

/** The rows of vote_view.js with {given, left, why}; `why` is the refusal code that one more dot would meet, or "". */
export function weighed(step, rows) {
  const left = leftOf(step, rows);
  const none = givenIn(rows) >= step.settings.dots;
  return rows.map(function (row) {
    const given = row.mark || 0;
    const why = none ? "no_dots" : given >= step.settings.cap ? "dot_cap" : "";
    return Object.assign({ given: given, left: left, why: why }, row);
  });
}

/** The dots that this participant can still give: no target takes more than the cap, however many dots are left. */
export function leftOf(step, rows) {
  return mostOf(step, rows) - givenIn(rows);
}

/** The dots that the rows have. */
export function givenIn(rows) {
  return rows.reduce(function (sum, row) {
    return sum + (row.mark || 0);
  }, 0);
}

/** How many dots are left, in words; where the rows take fewer than a person has, how many can still be given. */
export function leftInWords(step, rows) {
  return t(isShort(step, rows) ? "dots.room" : "dots.left", {}, leftOf(step, rows));
}

/** Whether the rows take fewer dots than a person has. */
export function isShort(step, rows) {
  return mostOf(step, rows) < step.settings.dots;
}

function mostOf(step, rows) {
  return Math.min(step.settings.dots, rows.length * step.settings.cap);
}

/**
 * The row's mark after a dot more or less (`change`): {mark} or {refused}; null for a dot that is not there to take.
 */
export function afterDots(row, change) {
  const given = row.given + change;
  if (given < 0) return null;
  return change > 0 && row.why ? { refused: row.why } : { mark: given || undefined };
}
