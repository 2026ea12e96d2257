// The question of a step and, while people can follow it, its instruction, in the reader's language if the organiser
// wrote it in that. The twin of templates/parts/prompt.html. Phone-safe.

import { el } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { pick } from "../text/languages.js";
import { otherLanguage } from "./other_language.js";
import { isOpen } from "./view.js";

/** The heading (a label when `field` names a field) and the instruction, if any. */
export function prompt(page, step, field) {
  const asked = pick(step.prompt, page.boot.lang);
  const told = step.collects && !isOpen(page, step) ? {} : pick(step.instruction, page.boot.lang);
  const words = soften(asked.text);
  const label = field ? el("label", { for: field }, words) : words;
  const nodes = [el("h1", { lang: asked.lang, dir: "auto" }, label, otherLanguage(asked))];
  const rule = { class: "rule", lang: told.lang, dir: "auto" };
  return told.text ? nodes.concat(el("p", rule, soften(told.text), otherLanguage(told))) : nodes;
}
