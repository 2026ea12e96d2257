// The ballot of one phone: rows with the dots given, the dots left and the reason why a row can have no more; and the
// command that sends it. Phone-safe.

import { ballotOf } from "./view.js";

/**
 * Rows of the targets with {key, given, left, why}; `why` is the refusal code that one more dot would meet, or "".
 * `order` holds ids in the order they were shown: targets that come during the vote are added last, so that no card
 * moves under a finger.
 */
export function weighed(page, step, targets, order) {
  const marks = ballotOf(page, step).marks;
  const place = {};
  order.forEach(function (id, at) {
    place[id] = at;
  });
  targets.forEach(function (target) {
    if (place[target.id] === undefined) place[target.id] = order.push(target.id) - 1;
  });
  const left = step.settings.dots - spent(targets, marks);
  return targets
    .map(function (target) {
      const given = marks[target.id] || 0;
      const why = left < 1 ? "no_dots" : given >= step.settings.cap ? "dot_cap" : "";
      return Object.assign({ key: String(target.id), given: given, left: left, why: why }, target);
    })
    .sort(function (a, b) {
      return place[a.id] - place[b.id];
    });
}

function spent(targets, marks) {
  return targets.reduce(function (sum, target) {
    return sum + (marks[target.id] || 0);
  }, 0);
}

/** Sends the whole ballot with the next number; the highest number wins, in whatever order they arrive. */
export function cast(page, step, rows) {
  const marks = {};
  rows.forEach(function (row) {
    if (row.given > 0) marks[row.id] = row.given;
  });
  const n = ballotOf(page, step).n + 1;
  page.outbox.add({ verb: "ballot.set", slot: "ballot-" + step.id, body: { activity: step.id, n: n, marks: marks } });
}
