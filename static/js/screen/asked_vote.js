// Which vote a result is of: its question and how many voted, below the head of the scene. Both languages stand on
// one line, else each on its own, on as many as it needs: nothing of what was asked is cut.

import { el, replaceContent } from "../dom/el.js";
import { wordsOf } from "../vote/agenda.js";
import { lines } from "./fit_text.js";
import { joined } from "./wrapped_text.js";

// After these the number needs no sign, which could end a line.
const ENDS = /[.!?…]$/;

/**
 * The lines of the picture of a result: {node, fit()}. Call fit() when it is in the document; it returns how many lines
 * there are.
 */
export function askedVote(speaker, { vote, tally }) {
  const said = askedLines(speaker, vote, tally);
  const node = el("div", { class: "asked-vote" }, onOneLine(said));
  const fit = () => {
    if (lines(node.firstChild) > 1) replaceContent(node, ...said.map(aLine));
    return [...node.children].reduce((sum, line) => sum + lines(line), 0);
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
  const question = prompt ? joined(prompt.text) : "";
  return [
    prompt && el("span", { class: "prompt", lang: prompt.lang, dir: "auto" }, question),
    prompt && voters && (ENDS.test(question) ? " " : " · "),
    voters && el("b", { lang: voters.lang }, voters.text),
  ];
}
