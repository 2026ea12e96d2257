// Words that people wrote, in their direction and language, with their line breaks: in an element that holds nothing
// else, or after the number that they go by.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { langOf } from "../../text/languages.js";
import { t } from "../../text/words.js";

/** The words of an idea. `nodes` replace the plain text where parts of it are marked. */
export function words(idea, nodes) {
  return said(idea, nodes, "auto");
}

/**
 * A paragraph with the number of an idea, or the letter of a theme, before its words. Their direction is the
 * paragraph's, which the number does not decide: the lines of an Arabic idea begin below its number, at the right.
 */
export function numbered(number, idea, nodes, attrs) {
  return el("p", { dir: "auto", ...attrs }, el("bdi", { class: "no" }, String(number)), " ", said(idea, nodes, null));
}

function said(idea, nodes, dir) {
  const attrs = { class: "written", dir, lang: langOf(idea.text, idea.lang) };
  return el("span", attrs, ...(nodes || [soften(idea.text)]));
}

/** The public fields of a proposal beside its title, a paragraph each; none for an idea. */
export function details(idea) {
  return Object.keys(idea.details)
    .filter((name) => idea.details[name])
    .map((name) =>
      el(
        "p",
        { class: "detail" },
        t("form.label." + name) + ": ",
        words({ text: idea.details[name], lang: idea.lang }),
      ),
    );
}
