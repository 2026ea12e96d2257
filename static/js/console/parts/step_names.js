// What the console calls a step, in the bar, on buttons and in the log: the name that the organiser gave it, else the
// name of its kind.

import { firstWords, stepName } from "../../text/languages.js";
import { language, t } from "../../text/words.js";

/** The name of a step in the facilitator's language. */
export function nameOf(step) {
  return stepName(step, language(), t("kind." + step.kind)).text;
}

/** A step within a sentence: its number, then the first words of its name: "4 Ideat". */
export function called(view, step) {
  return view.steps.indexOf(step) + 1 + " " + firstWords(nameOf(step));
}
