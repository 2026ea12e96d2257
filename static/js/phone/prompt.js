// What a step asks, and how, in the reader's language as far as the organiser wrote it. Phone-safe.

import { el } from "../dom.js";
import { pick } from "../text.js";

/** The heading (a label when it names a field) and the instruction, if any. */
export function prompt(page, step, field) {
  const asked = pick(step.prompt, page.boot.lang);
  const told = pick(step.instruction, page.boot.lang);
  const heading = el("h1", { lang: asked.lang }, field ? el("label", { for: field }, asked.text) : asked.text);
  return told.text ? [heading, el("p", { class: "rule", lang: told.lang }, told.text)] : [heading];
}
