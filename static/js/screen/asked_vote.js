// Which vote a result is of: its question and how many voted, below the head of the scene. Both languages stand on
// one line, else on a line each; the question is cut before a language or the number goes.

import { el, replaceContent } from "../dom/el.js";
import { wordsOf } from "../vote/agenda.js";
import { lines } from "./fit_text.js";
import { cut, joined } from "./wrapped_text.js";

/** The lines of the picture of a result: {node, fit()}; call fit() when it is in the document. */
export function askedVote(speaker, { vote, tally }) {
  const said = askedLines(speaker, vote, tally);
  const node = el("div", { class: "asked-vote" }, onOneLine(said));
  const fit = () => {
    if (lines(node.firstChild) > 1) replaceContent(node, ...said.map(aLine));
    for (const line of node.children) {
      const asked = line.querySelector(".prompt");
      if (asked) cut(asked, () => lines(line) <= 1);
    }
  };
  return { node, fit };
}

/**
 * What they say in each language: [{prompt, voters}], each {lang, text} or null: an organiser may have written the
 * question in one language, and nobody may have voted by phone.
 */
export function askedLines(speaker, vote, tally) {
  const prompts = speaker.own(vote.prompt);
  const voters = tally.ballots > 0 ? speaker.all("results.voters" + wordsOf(vote), {}, tally.ballots) : [];
  const count = Math.max(prompts.length, voters.length);
  return Array.from({ length: count }, (_, i) => ({ prompt: prompts[i] || null, voters: voters[i] || null }));
}

function onOneLine(said) {
  return el("p", {}, ...said.flatMap((one, i) => [i ? " · " : null, ...told(one)]));
}

function aLine(one, i) {
  return el("p", { class: i ? "also" : null }, ...told(one));
}

function told({ prompt, voters }) {
  return [
    prompt && el("span", { class: "prompt", lang: prompt.lang, dir: "auto" }, joined(prompt.text)),
    prompt && voters && " · ",
    voters && el("b", { lang: voters.lang }, voters.text),
  ];
}
