// The choice of the language of one idea, in the panel with its words: the program guesses it, a facilitator can
// correct it.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";

const CHOICES = ["fi", "sv", "en", ""];

/** The choice as an element; `drawLanguage` marks the one that holds. */
export function languageChoice(board, idea) {
  const { number } = idea;
  return el(
    "div",
    { class: "idea-language", role: "group", "aria-label": t("console.language.of", { number }) },
    el("span", { class: "quiet" }, t("console.language") + ":"),
    ...CHOICES.map((lang) => button(named(lang), () => say(board, idea.id, lang), { bare: true })),
  );
}

/** Marks the language that the idea has now, which a colleague may have changed. */
export function drawLanguage(choice, idea) {
  choice.querySelectorAll("button").forEach((one, i) => {
    one.setAttribute("aria-pressed", String(CHOICES[i] === idea.lang));
  });
}

function named(lang) {
  return t("console.language." + (lang || "unknown"));
}

async function say(board, id, lang) {
  const answer = await board.desk.act("idea.language", { idea: id, lang });
  if (!answer.ok) return;
  const { number } = board.view.idea(id);
  board.desk.say(t("a11y.card.language", { number, language: named(lang) }));
}
