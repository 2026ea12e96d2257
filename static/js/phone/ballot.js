// The dots of one phone as rows: what each thing was given, what is left, why it can have no more; and the ballot that is sent.
// Phone-safe.

import { ballotOf } from "./view.js";

/**
 * Rows of the targets, each with {key, given, left, why}; `why` is the refusal one more dot would meet, or "". `order` holds ids as they
 * stood: what comes while one votes stands last, so that nothing moves under a finger.
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

/** Rows that had dots and are no longer voted on. */
export function leftVote(before, now) {
  const here = {};
  now.forEach(function (row) {
    here[row.id] = true;
  });
  return before.filter(function (row) {
    return row.given > 0 && !here[row.id];
  });
}

/** The whole ballot each time, with the next number: the newest one stands, whatever comes late. */
export function cast(page, step, rows) {
  const marks = {};
  rows.forEach(function (row) {
    if (row.given > 0) marks[row.id] = row.given;
  });
  const n = ballotOf(page, step).n + 1;
  page.outbox.add({ verb: "ballot.set", slot: "ballot-" + step.id, body: { activity: step.id, n: n, marks: marks } });
}
