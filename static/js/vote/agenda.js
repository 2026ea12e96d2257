// Rules of the agenda that pages apply between two frames of the server. Pure functions: no DOM, no clock. Phone-safe.

/**
 * The state of a step at `now` (epoch ms): a closing step is closed once its time has passed. The twin of `effective`
 * in workshop/domain/activity_states.py.
 */
export function stateAt(step, now) {
  return step.state === "closing" && step.closes_at !== null && now >= step.closes_at ? "closed" : step.state;
}

/**
 * Whether what came at that time (epoch ms) came after the step's deadline. The twin of `Timetable.is_late` in
 * workshop/domain/timetable.py.
 */
export function isLate(step, at) {
  return step.due_at !== null && at >= step.due_at;
}

/**
 * The step in which people may write at `now` although the forum has not begun, or null. The twin of `_early` in
 * workshop/pages/phone/view.py.
 */
export function earlyStep(forum, steps, now) {
  const early = (forum || {}).early;
  if (!early || now < early.opens_at || (early.due_at !== null && now >= early.due_at)) return null;
  return steps.filter((step) => step.id === early.activity && step.state === "waiting")[0] || null;
}

/** Whether people write ideas in a step. */
export function isWriting(step) {
  return step.collects === "ideas";
}

/** Whether a step takes ballots. */
export function isVote(step) {
  return step.collects === "votes";
}

/**
 * The ending of the keys of sentences about a vote whose kind has words of its own for what people do in it, as
 * ".rating"; empty for a vote.
 */
export function wordsOf(step) {
  return step && step.words ? "." + step.words : "";
}

/** When a break ends, in epoch ms; null without a time, and for every other step. */
export function breakEnds(step) {
  return step.settings.break && step.ends_at ? step.ends_at : null;
}

/** Whether the ideas of a step are hidden from others for now. */
export function isPrivate(step) {
  return step.keeps_back && !step.revealed;
}

/**
 * The ids of the steps whose ideas are up for grouping: those whose ideas are voted on, or all where none are. The twin
 * of `grouped` in workshop/domain/activities/ideas.py.
 */
export function grouped(steps) {
  const written = steps.filter(isWriting);
  const votable = written.filter((step) => step.settings.votable !== false);
  return new Set((votable.length ? votable : written).map((step) => step.id));
}

/**
 * Whether a grouping step names the themes of an earlier one: no ideas are written between the two. `steps` may be in
 * any order. The twin of `is_naming` in workshop/pages/phone/view.py.
 */
export function isNaming(steps, step) {
  const before = steps.filter((one) => one.position < step.position && (isWriting(one) || one.shows === "themes"));
  const last = before.sort((a, b) => a.position - b.position).pop();
  return Boolean(last) && last.shows === "themes";
}
