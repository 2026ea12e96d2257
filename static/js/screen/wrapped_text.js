// People's texts as the hall reads them: with their direction and language, several lines joined into one, cut between
// graphemes. For display only; nothing of this is stored.

import { el } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { langOf } from "../text/languages.js";
import { lowered } from "../text/text.js";

const NUMBER = /^(\d{1,2}[.)])\s+/;
const BULLET = /^\s*[-–—•*·]\s+/;
const ENDS = /[.,:;!?…–—،؛؟。、：！？-]$/;
const GRAPHEMES = /\p{RI}{2}|[\s\S](?:[\p{M}\u{fe0f}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d[\s\S])*/gu;
const SHY = "\u00ad";
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

/** An element that holds only what people wrote. `of` is {text, lang}; lang is "" or missing when it is unknown. */
export function words(tag, attrs, of) {
  return el(tag, { dir: "auto", lang: langOf(of.text, of.lang), ...attrs }, unbroken(soften(lowered(of.text))));
}

/** A text in which a hyphen that begins a word ("irti -näyttely") stays with it: browsers would break there. */
export function unbroken(text) {
  return text.replace(/(^|\s)([-‐‑])(?=\p{L})/gu, "$1$2\u2060");
}

/** A title in which a number stays on the line of the word before it: "Foorumi 2". */
export function numbered(title) {
  return title.replace(/(\p{L}) (?=\d)/gu, "$1\u00a0");
}

/** A text of several lines on one line: separated by a sign, unless a line ends in one. */
export function joined(text) {
  const lines = text
    .split(/[\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length < 2) return lines.join("");
  return lines
    .map((line) => line.replace(BULLET, "").replace(NUMBER, "$1\u00a0"))
    .reduce((all, line) => all + (ENDS.test(all) ? " " : "\u00a0· ") + line);
}

/** A text with at most one line break between two lines. */
export function kept(text) {
  return text.replace(/\s*[\n\u2028\u2029]\s*/g, "\n").trim();
}

/** The graphemes of a text, the letters as people see them: 👩‍👩‍👧, 🇫🇮 and é are one each. */
export function graphemes(text, cutter = segmenter) {
  return cutter ? Array.from(cutter.segment(text), (one) => one.segment) : text.match(GRAPHEMES) || [];
}

/** The first `count` graphemes, cut back to the end of a word if one is near, with the sign that there is more. */
export function shortened(letters, count) {
  const text = letters.slice(0, count).join("");
  const word = text.replace(/\s+\S*$/, "");
  const end = word.length < text.length && word.length > text.length * 0.7 ? word + " " : text;
  return (end.endsWith(SHY) ? end.slice(0, -1) : end) + "…";
}

/** Cuts a node's text between graphemes until `fits()`; only for what no size can hold. */
export function cut(node, fits) {
  if (fits()) return;
  const letters = graphemes(node.textContent);
  let few = 0;
  let many = letters.length;
  while (many - few > 1) {
    const count = Math.floor((few + many) / 2);
    node.textContent = shortened(letters, count);
    if (fits()) few = count;
    else many = count;
  }
  node.textContent = shortened(letters, few);
}
