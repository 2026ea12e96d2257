// Two rules of the agenda that pages need between two words of the server. Rules only: no page, no clock. Phone-safe.

/** The state a step is really in at `now` (epoch ms): time to finish ends by itself. The same as `effective` in workshop/domain/agenda.py. */
export function stateAt(step, now) {
  return step.state === "closing" && step.closes_at !== null && now >= step.closes_at ? "closed" : step.state;
}

/** The vote whose result a results step tells: the nearest one before it, or null. `steps` in any order. */
export function voteBefore(steps, step) {
  const before = steps.filter((one) => one.type === "dots" && one.position < step.position);
  return before.sort((a, b) => a.position - b.position).pop() || null;
}
