// What the console calls a step: the name the organiser gave it, else that of its kind.

import { firstWords, pick, stepName } from "../../text/text.js";
import { language, t } from "../../text/words.js";

/** The name of a step in the facilitator's language. */
export function nameOf(step) {
  return stepName(step, language(), t("kind." + step.kind)).text;
}

/** A step as people point at it in a sentence: its number, then its own name or its question's first words: "4 Mitä puistoon…". */
export function called(view, step) {
  const named = stepName(step, language(), "").text || pick(step.prompt, language()).text;
  return view.steps.indexOf(step) + 1 + " " + (firstWords(named) || t("kind." + step.kind));
}
