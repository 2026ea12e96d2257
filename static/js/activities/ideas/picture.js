// What the hall sees while ideas are written. Pure function.

import { isPrivate, stateAt } from "../../vote/agenda.js";
import { wall } from "../../screen/pictures.js";

/** The wall of this step's ideas, and how many wait for review; while they are private only how many there are. */
export function picture(facts, step, clock) {
  const paused = Boolean(facts.forum.paused) && ["open", "closing"].includes(stateAt(step, clock));
  if (isPrivate(step)) return { name: "private", key: "private-" + step.id, count: step.count + step.waiting, paused };
  const shown = facts.ideas.filter((idea) => idea.activity === step.id);
  return { ...wall("wall-" + step.id, shown), waiting: step.waiting, paused };
}
