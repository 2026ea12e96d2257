// The order in which the outbox sends: within a verb it holds, and a vote never waits behind an idea. Phone-safe.

/** The next of these items to send at `now`, or undefined. */
export function next(items, now) {
  return heads(items).find((item) => item.after <= now);
}

/** The first waiting item of each verb. */
export function heads(items) {
  const seen = {};
  return items.filter(function (item) {
    if (item.state !== "waiting" || seen[item.verb]) return false;
    seen[item.verb] = true;
    return true;
  });
}
