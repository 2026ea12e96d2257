// The targets of a dots vote with the dots given, the dots left and the reason why a row can have no more. Phone-safe.

import { ballotOf } from "../../phone/view.js";
import { inOrder } from "../../phone/vote_parts.js";

/**
 * Rows of the targets with {key, given, left, why}; `why` is the refusal code that one more dot would meet, or "".
 * `order` holds the ids in the order they were shown.
 */
export function weighed(page, step, targets, order) {
  const marks = ballotOf(page, step).marks;
  const left = step.settings.dots - spent(targets, marks);
  return inOrder(targets, order).map(function (target) {
    const given = marks[target.id] || 0;
    const why = left < 1 ? "no_dots" : given >= step.settings.cap ? "dot_cap" : "";
    return Object.assign({ key: String(target.id), given: given, left: left, why: why }, target);
  });
}

function spent(targets, marks) {
  return targets.reduce(function (sum, target) {
    return sum + (marks[target.id] || 0);
  }, 0);
}

/** The marks of the rows: the dots that each has, where it has any. */
export function marksOf(rows) {
  const marks = {};
  rows.forEach(function (row) {
    if (row.given > 0) marks[row.id] = row.given;
  });
  return marks;
}
