// What waits for review, and what else needs a decision on the console. Pure functions: no DOM, no texts.

import { IDEA_STATES } from "../../wire/contract.js";

/**
 * Whether an idea waits for review: nobody in the hall sees it until a facilitator decides. The console counts only
 * these as waiting, as do the screen, the office and the summary; a remark about an idea that is shown holds up
 * nothing.
 */
export function isWaiting(idea) {
  return idea.state === "waiting";
}

/**
 * Ideas that need a decision: those of the current step before those of earlier ones, in each step first those that
 * wait, then flagged ones that were not looked at (`seen` holds their marks). In a self-paced forum no step goes first.
 */
export function queue(view, seen) {
  const waiting = view.ideas.filter(isWaiting);
  const flagged = view.ideas.filter(
    (idea) => IDEA_STATES[idea.state].counts && idea.flags.length && !seen.has(seenMark(idea)),
  );
  if (view.forum.self_paced) return waiting.concat(flagged);
  const at = new Map(view.steps.map((step) => [step.id, step === view.step ? Infinity : step.position]));
  const order = (a, b) => (at.get(a.activity) === at.get(b.activity) ? 0 : at.get(b.activity) - at.get(a.activity));
  return waiting.concat(flagged).sort(order);
}

/** What this browser remembers of a flagged idea that may stay: its number, a digest of its words, and its flags. Words
 * or flags that have changed since make another mark, so the idea is in the queue again. */
export function seenMark(idea) {
  return idea.id + "/" + digest(idea.text) + "/" + idea.flags.join("+");
}

/** 32 bits of a text: the words themselves are not kept in the browser. */
function digest(text) {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0;
  return sum;
}
