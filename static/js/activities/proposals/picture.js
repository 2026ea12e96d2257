// What the hall sees of an open call. Pure function.

import { wall } from "../../screen/pictures.js";

/** The wall of the proposals' titles, and how many wait for review. */
export function picture(facts, step) {
  const shown = facts.ideas.filter((idea) => idea.activity === step.id);
  return { ...wall("wall-" + step.id, shown), waiting: step.waiting, paused: Boolean(facts.forum.paused) };
}
