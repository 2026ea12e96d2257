// Rules of the agenda that pages need between two words of the server. Rules only: no page, no clock. Phone-safe.

/** The state a step is really in at `now` (epoch ms): time to finish ends by itself. The same as `effective` in workshop/domain/agenda.py. */
export function stateAt(step, now) {
  return step.state === "closing" && step.closes_at !== null && now >= step.closes_at ? "closed" : step.state;
}

// What people give in a step, by its kind: as `collects` in workshop/domain/activities, which a test compares.
const COLLECTS = { ideas: "ideas", dots: "votes" };

/** "ideas", "votes" or "": what people give in a step. */
export function collects(step) {
  return COLLECTS[step.kind] || "";
}

/** Whether people give ballots in a step. */
export function isVote(step) {
  return collects(step) === "votes";
}

/** The vote whose result a results step tells: the nearest one before it, or null. `steps` in any order. */
export function voteBefore(steps, step) {
  const before = steps.filter((one) => isVote(one) && one.position < step.position);
  return before.sort((a, b) => a.position - b.position).pop() || null;
}
