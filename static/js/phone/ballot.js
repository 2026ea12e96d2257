// The command that sends this phone's ballot. Phone-safe.

import { ballotOf } from "./view.js";

/**
 * Sends the whole ballot, {target: mark}, with the next number; the highest number wins, in whatever order they arrive.
 */
export function cast(page, step, marks) {
  const n = ballotOf(page, step).n + 1;
  page.outbox.add({ verb: "ballot.set", slot: "ballot-" + step.id, body: { activity: step.id, n: n, marks: marks } });
}
