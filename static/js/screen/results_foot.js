// The foot of the pictures after which nobody takes part any more: what happens next, and where the results are.

import { el } from "../dom/el.js";
import { lines } from "./fit_text.js";
import { address } from "./qr.js";
import { inline } from "./speaker.js";
import { cut, joined, words } from "./wrapped_text.js";

const NEXT = [34, 32, 30, 28];

/**
 * All that a join card tells of the results page, {results, published, next}: it comes at once, so that its publication
 * is one new picture.
 */
export function resultsPage({ results, published, next }) {
  return { results, published, next };
}

/** The foot for what resultsPage() told. Call fitFoot when it is in the document. */
export function footOf(speaker, page) {
  const told = footLines(page);
  const draw = (line) => footLine(speaker, line);
  const where = told.filter((line) => line.read || line.address).flatMap(draw);
  const next = told.filter((line) => line.key || line.next).flatMap(draw);
  return el("div", { class: "foot" }, ...next, where.length > 0 && el("div", { class: "read" }, ...where));
}

/**
 * The organiser's words on two lines, or in the smallest letters on three; a text is cut only if it is still longer.
 * All that stands below them follows their size.
 */
export function fitFoot(foot) {
  const texts = [...foot.querySelectorAll(".words")];
  const within = (text, most) => lines(text.parentNode) <= most;
  for (const size of NEXT) {
    foot.style.setProperty("--next", size);
    if (texts.every((text) => within(text, 2))) return;
  }
  for (const text of texts) cut(text, () => within(text, 3));
}

/**
 * What the foot says, as lines: what is next, as {key} of words of ours or {next} of what the organiser wrote on the
 * results page; and where to read: {read} is the key of these words, `small` beside others, and {address}. `results` is
 * the page's address ({host}) once one was chosen, `next` {language: text}.
 */
export function footLines({ published, results, next }) {
  const words = published && Object.values(next || {}).some(Boolean);
  const first = words ? { next } : !published && { key: "screen.ended_next" };
  const out = words && results ? "kind.results" : "ended.results.out"; // beside both it needs no sentence
  const read = published ? out : results && "ended.results.will";
  return [first, read && { read, small: Boolean(first) }, results && { address: results.host }].filter(Boolean);
}

function footLine(speaker, { key, next, read, small, address: host }) {
  if (host) return [address(host)];
  if (next) return speaker.own(next).map((one, i) => nextSteps(speaker, one, i));
  if (read) return [el("p", { class: small ? "told also" : "told" }, ...inline(speaker.all(read)))];
  return speaker.all(key).map((one, i) => el("p", { class: i ? "told also" : "told", lang: one.lang }, one.text));
}

// The organiser's words after a heading of ours in the same language, or the hall's first where the screen has another.
function nextSteps(speaker, one, i) {
  const headings = speaker.all("report.next");
  const heading = headings.find((line) => line.lang === one.lang) || headings[0];
  return el(
    "p",
    { class: i ? "told next also" : "told next" },
    el("b", { lang: heading.lang }, heading.text + ": "),
    words("span", { class: "words" }, { text: joined(one.text), lang: one.lang }),
  );
}
