// Pictures of the hall that several kinds of activity show. Pure functions from facts to a plain object; the scenes
// draw it. A kind's own pictures are in activities/<kind>/picture.js.

import { breakEnds, wordsOf } from "../vote/agenda.js";
import { turnout } from "../vote/turnout.js";
import { names, sums } from "./outcome.js";

/** Words for everyone: {name, key, until}; `until` is when a break ends, or null. */
export function words(facts, step) {
  return { name: "welcome", key: "welcome-" + step.id, until: breakEnds(step) };
}

/** A wall of ideas, the newest first. */
export function wall(key, ideas) {
  return { name: "wall", key, ideas: newestFirst(ideas) };
}

/**
 * A vote: how many have voted until its result is revealed. The picture has the name of the kind, which has a scene for
 * it, and `mini` names how the console draws it in small.
 */
export function vote(facts, step) {
  if (step.revealed) return result(facts, step);
  const { n, total } = turnout(facts.forum, step);
  const key = step.kind + "-" + step.id;
  return { name: step.kind, key, mini: "ballots", words: wordsOf(step), voted: n, total };
}

/** The result of a revealed vote, its places uncovered one at a time; until its tally has arrived, a wait. */
export function result(facts, vote) {
  const tally = facts.tallies.find((one) => one.id === vote.id);
  if (!tally) return wait(vote, vote);
  const known = { names: names(facts, vote, tally), sums: sums(facts, vote, tally) };
  return { name: "results", key: "results-" + vote.id, vote, tally, uncovered: vote.uncovered, ...known };
}

/** The result of `vote`, which is not shown yet in `step`. */
export function wait(step, vote) {
  return { name: "wait", key: `wait-${step.id}-${vote.id}`, vote, words: wordsOf(vote) };
}

/** A cluster with its ideas, the newest first. */
export function groupOf(facts, cluster) {
  return { cluster, ideas: newestFirst(facts.ideas.filter((idea) => idea.cluster === cluster.id)) };
}

/** Ideas from the highest number to the lowest. */
export function newestFirst(list) {
  return [...list].sort((a, b) => b.number - a.number);
}
