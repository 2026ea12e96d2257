// When people can take part in a self-paced forum. Pure function. The twin of workshop/projections/open_times.py;
// `tests/data/open_times_cases.json` tests both.

/**
 * {opens, until, over} of a forum with these steps at `now`, in epoch ms, null where nothing is known or to be told.
 * `opens`: when the first step opens, while people can do nothing yet. `until`: when the last one ends. `over`: whether
 * nobody is asked anything any more. In a led forum the hall begins and ends: of that only `over` is told. Steps that
 * wait without a time are left out; where one that is open has no end, none is told.
 */
export function openTimes(forum, steps, now) {
  const asked = steps.filter((step) => step.collects);
  const ended = forum.state === "ended";
  if (ended || !forum.self_paced || !asked.length) return { opens: null, until: null, over: ended };
  const left = asked.filter((step) => !isOver(step, now));
  const open = left.filter((step) => step.state === "open");
  const waits = left.filter((step) => step.state === "waiting" && (step.opens_at || step.due_at));
  const opens = open.length ? [] : known(waits.map((step) => step.opens_at));
  const ends = [...open.map((step) => step.due_at || step.ends_at), ...waits.map((step) => step.due_at)];
  const until = ends.length && known(ends).length === ends.length ? Math.max(...ends) : null;
  return { opens: opens.length ? Math.min(...opens) : null, until, over: !left.length };
}

// What still comes in after a deadline is late: nobody is invited to that.
function isOver(step, now) {
  return step.state === "closed" || (step.due_at !== null && step.due_at <= now);
}

function known(times) {
  return times.filter((at) => at !== null);
}
