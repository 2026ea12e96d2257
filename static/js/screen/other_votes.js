// The other votes at the end of the screen, below the places of the main one: a question and what came first in it.

import { el, replaceContent } from "../dom/el.js";
import { valued } from "../text/format.js";
import { lines } from "./fit_text.js";
import { inline } from "./speaker.js";
import { targetName } from "./target_name.js";
import { cut } from "./wrapped_text.js";

/** So many letters of a question say which one it is. */
const LEAST = 30;

/** Another vote in a line: its question, and what came first, or how many share the first place. */
export function otherVote(speaker, { prompt, words: own, first }) {
  const question = el("b", {}, ...inline(speaker.own(prompt)), " ");
  return el(
    "p",
    { class: "others asked" },
    question,
    el("span", { class: "came-first" }, ...outcome(speaker, first, own)),
  );
}

function outcome(speaker, first, own) {
  if (!first.length) return inline(speaker.all("screen.no_votes" + own));
  if (first.length > 1) return inline(speaker.all("screen.first_of", {}, first.length));
  const [one] = first;
  const text = targetName("span", { class: "came-text" }, speaker, one);
  const value = valued(speaker.lang(), one.value, one.unit);
  const told = one.unit.startsWith("share")
    ? inline(speaker.all("screen.share." + one.main, { share: value }))
    : [value];
  // The number stays on the line where its words begin, and the value on that where they end.
  const label = one.sorted ? `${one.number}\u00a0${one.letter}` : one.number || one.letter;
  return [label + "\u00a0", text, "\u00a0·\u00a0", ...told];
}

/**
 * Fits another vote into at most so many lines: its question has what is left beside what came first. An idea is cut
 * only where it has no room beside a few words of that; its share never is.
 */
export function fitOther(vote, most) {
  const fits = () => lines(vote) <= most;
  if (fits()) return;
  const asked = vote.querySelector("b");
  const [question] = asked.children;
  replaceContent(asked, question, " ");
  cut(question, () => fits() || question.textContent.length <= LEAST);
  const idea = vote.querySelector(".came-text");
  if (idea) cut(idea, fits);
}
