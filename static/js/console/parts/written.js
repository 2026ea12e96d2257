// Words that people wrote, as an element that holds nothing else: in their own direction, in their own language, their lines kept.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";

/** The words of an idea. `nodes` stand in for the plain text where something in it is marked. */
export function words(idea, nodes) {
  return el("span", { class: "written", dir: "auto", lang: idea.lang || null }, ...(nodes || [soften(idea.text)]));
}
