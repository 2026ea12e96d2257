// Shows ideas that waited for review or were hidden. While people vote on ideas, a question comes first: the ideas
// would join the vote, and those who have voted have not seen them.

import { isPrivate } from "../../vote/agenda.js";
import { newCandidates } from "./candidates.js";

/** Whether a waiting idea that is let through is not shown by that: it joins those that its step keeps back. */
export function isKeptBack(view, idea) {
  const from = view.steps.find((step) => step.id === idea.activity);
  return Boolean(from) && isPrivate(from);
}

/** The words of the button that lets a waiting idea through, as keys: {yes, yes_idea}. */
export function passWords(view, idea) {
  return isKeptBack(view, idea)
    ? { yes: "mod.let_in", yes_idea: "console.let_in_idea" }
    : { yes: "mod.show", yes_idea: "console.show_idea" };
}

/**
 * Shows these ideas, or asks first (desk.askCandidates, which the bar provides). `masked`: one idea, without what was
 * flagged in it. Returns a promise of the answer, or nothing where it asks.
 */
export function showIdeas(desk, ids, masked = false) {
  if (newCandidates(desk.view, ids)) return desk.askCandidates(ids, masked);
  return send(desk, ids, masked);
}

/** The answer: shows them, in the vote or left out of it. */
export async function showAs(desk, ids, candidates, masked) {
  // Left out first, so that no phone sees them in the vote for a moment.
  for (const idea of candidates ? [] : ids) {
    const answer = await desk.act("idea.leave_out", { idea, out: true });
    if (!answer.ok) return answer;
  }
  return send(desk, ids, masked);
}

function send(desk, ids, masked) {
  if (masked) return desk.act("idea.mask", { idea: ids[0] });
  return ids.length === 1 ? desk.act("idea.show", { idea: ids[0] }) : desk.act("ideas.show", { ideas: ids });
}
