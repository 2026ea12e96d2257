// What the hall sees of an earlier forum. Pure function.

import { words } from "../../screen/pictures.js";

/** Its themes, the largest first, and its leading ideas: {name, key, earlier}; until they are brought, a text. */
export function picture(facts, step) {
  const { earlier } = step;
  if (!earlier) return words(facts, step);
  return { name: "recall", key: "recall-" + step.id, mini: "welcome", earlier };
}
