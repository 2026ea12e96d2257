// The targets of a dots vote with the dots given, the dots left and the reason why a row can have no more. Phone-safe.

/** The rows of vote_view.js with {given, left, why}; `why` is the refusal code that one more dot would meet, or "". */
export function weighed(step, rows) {
  const left = leftOf(step, rows);
  return rows.map(function (row) {
    const given = row.mark || 0;
    const why = left < 1 ? "no_dots" : given >= step.settings.cap ? "dot_cap" : "";
    return Object.assign({ given: given, left: left, why: why }, row);
  });
}

/** The dots of this participant that no row has. */
export function leftOf(step, rows) {
  return rows.reduce(function (left, row) {
    return left - (row.mark || 0);
  }, step.settings.dots);
}

/** The row's mark after a dot more or less (`change`): {mark} or {refused}; null for a dot that is not there to take. */
export function afterDots(row, change) {
  const given = row.given + change;
  if (given < 0) return null;
  return change > 0 && row.why ? { refused: row.why } : { mark: given || undefined };
}
