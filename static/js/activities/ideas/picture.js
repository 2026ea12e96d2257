// What the hall sees while ideas are written. Pure function.

import { isPrivate } from "../../vote/agenda.js";
import { wall } from "../../screen/pictures.js";

/** The wall of this step's ideas; while they are private only how many there are. */
export function picture(facts, step) {
  if (isPrivate(step)) return { name: "private", key: "private-" + step.id, count: step.count };
  return wall(
    "wall-" + step.id,
    facts.ideas.filter((idea) => idea.activity === step.id),
  );
}
