// What the console calls a step: the name that the organiser gave it, else the name of its kind.

import { firstWords, pick, stepName } from "../../text/text.js";
import { language, t } from "../../text/words.js";

/** The name of a step in the facilitator's language. */
export function nameOf(step) {
  return stepName(step, language(), t("kind." + step.kind)).text;
}

/** A step within a sentence: its number, then its name or the first words of its question: "4 Mitä puistoon…". */
export function called(view, step) {
  const named = stepName(step, language(), "").text || pick(step.prompt, language()).text;
  return view.steps.indexOf(step) + 1 + " " + (firstWords(named) || t("kind." + step.kind));
}
