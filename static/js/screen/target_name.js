// What results call an idea or a theme that was voted on: its words, or that nobody named the theme.

import { el } from "../dom/el.js";
import { inline } from "./speaker.js";
import { joined, words } from "./wrapped_text.js";

/** An element with the words of a target; `of` is {number, letter, text, lang} as from names() in outcome.js. */
export function targetName(tag, attrs, speaker, { number, letter, text, lang }) {
  if (letter && !number && !text) return unnamedTheme(tag, attrs, speaker);
  return words(tag, attrs, { text: joined(text), lang });
}

/** That a theme has no name, where none will come: in results, and of a forum that is over. */
export function unnamedTheme(tag, attrs, speaker) {
  return el(tag, { dir: "auto", ...attrs }, ...inline(speaker.all("report.theme.unnamed")));
}
