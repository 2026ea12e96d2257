// The head of the stage: the line of the agenda, the kind of the step, and the question in one or two languages.

import { el, replaceContent } from "../dom/el.js";
import { lines, shrink } from "./fit_text.js";
import { inline, spans } from "./speaker.js";

const MOST_STEPS = 14;
const USUAL = [68, 60, 52, 46, 42, 36];

/** The top line: agenda marks, the step's name, and on the right what the scene adds (`of`: nodes). */
export function where(tools, names, of) {
  const marks = tools.steps();
  return el(
    "p",
    { class: "where" },
    marks.length > MOST_STEPS ? counted(tools, marks) : stepMarks(marks),
    el("span", { class: "kind" }, ...inline(names)),
    tools.rehearsal() && el("span", { class: "rehearsal" }, ...inline(tools.speaker.all("screen.rehearsal"))),
    of && el("span", { class: "of" }, ...of),
  );
}

/** Which of several results a step shows, for the right of the top line; `which` is {n, total}, or null for one. */
export function whichResult(speaker, which) {
  return which ? inline(speaker.all("screen.which_result", which)) : null;
}

/**
 * The question. `beside` puts the second language on the first one's line if both are short. Call fitHead when it is in
 * the document.
 */
export function question(texts, beside) {
  const [first, ...more] = spans(texts);
  const heading = el("h1", { lang: first.lang, dir: "auto" }, first.textContent);
  const also = more.map((node) => el("p", { class: "also", lang: node.lang, dir: "auto" }, node.textContent));
  return el("div", { class: beside ? "question beside" : "question" }, heading, ...also);
}

/** Makes a question as large as it fits in two lines. */
export function fitHead(node, sizes = USUAL) {
  const heading = node.querySelector("h1");
  shrink(heading, sizes, () => lines(heading) <= 2);
  if (node.classList.contains("beside") && lines(heading) > 1) node.classList.remove("beside");
}

/** Whether all of the top line is readable. */
export function holdsLine(line) {
  const kind = line.querySelector(".kind");
  return line.scrollWidth <= line.clientWidth + 1 && kind.scrollWidth <= kind.clientWidth + 1;
}

/**
 * Makes the top line readable: where it has no room, the marks of the agenda go, then the step's name in the second
 * language.
 */
export function fitWhere(line) {
  const kind = line.querySelector(".kind");
  const marks = line.querySelector(".steps");
  if (marks && !holdsLine(line)) marks.remove();
  if (kind.children.length > 1 && !holdsLine(line)) replaceContent(kind, kind.children[0]);
}

/** Replaces the top line by an updated one. */
export function renew(old, line) {
  if (old.parentNode) old.parentNode.replaceChild(line, old);
  return line;
}

// A long agenda is shown as a number: 17 / 24.
function counted(tools, marks) {
  const at = marks.indexOf("now") + 1;
  return at > 0 && el("span", { class: "num" }, tools.speaker.one("common.of", { n: at, total: marks.length }));
}

function stepMarks(marks) {
  const row = el("span", { class: "steps", "aria-hidden": "true" });
  return replaceContent(row, ...marks.map((mark) => el("i", { class: mark === "now" ? "now" : null })));
}
