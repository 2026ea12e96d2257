// What the console calls a step: the name the organiser gave it, else that of its kind.

import { stepName } from "../text.js";
import { language, t } from "../words.js";

/** The name of a step in the facilitator's language. */
export function nameOf(step) {
  return stepName(step, language(), t("kind." + step.type)).text;
}
