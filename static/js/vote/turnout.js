// How many have voted, of how many: one rule for the big screen and the console. Phone-safe.

/**
 * {n, total} of a step: ballots on paper count on both sides, because who casts one has not joined with a phone. Never
 * more than there are, should somebody have joined and voted on paper, too.
 */
export function turnout(forum, step) {
  return { n: step.voted, total: Math.max(forum.here + step.papers, step.voted) };
}
