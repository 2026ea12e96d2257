// An element that holds only words that people wrote, in their direction and language, with their line breaks.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { langOf } from "../../text/text.js";
import { t } from "../../text/words.js";

/** The words of an idea. `nodes` replace the plain text where parts of it are marked. */
export function words(idea, nodes) {
  return el(
    "span",
    { class: "written", dir: "auto", lang: langOf(idea.text, idea.lang) },
    ...(nodes || [soften(idea.text)]),
  );
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
