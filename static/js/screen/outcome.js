// What a vote and the whole evening came to, from the facts of the page. Rules only; nothing of a vote that is not revealed.

import { isVote } from "../agenda.js";
import { places } from "../places.js";
import { allOpen, byCluster } from "./rankplan.js";

const LEADING = 3;
const MOST = 5;

/** Target id → {number, letter, text, lang, idea}: what an idea or a cluster is called, with its signs; `idea` is its id if it is one. */
export function names(facts, vote, tally) {
  const found = {};
  for (const row of tally.rows) found[row.target] = vote.settings.of === "clusters" ? clusterName(facts, row.target) : ideaName(facts, row.target);
  return found;
}

/** The sums of a vote on ideas by cluster; empty where it was on clusters or there are none. */
export function sums(facts, vote, tally) {
  if (vote.settings.of === "clusters") return [];
  return byCluster(tally.rows, facts.clusters, new Map(facts.ideas.map((idea) => [idea.id, idea.cluster])));
}

/** The picture of the end: {ideas, leading, sizes, figures}. */
export function evening(facts) {
  const last = lastShown(facts);
  const sizes = facts.clusters.map((cluster) => ({ cluster, n: facts.ideas.filter((idea) => idea.cluster === cluster.id).length }));
  const figures = [
    { key: "idea.count", n: ideasOf(facts) },
    { key: "screen.theme_count", n: facts.clusters.length },
    { key: "results.voters", n: last ? last.tally.ballots : 0 },
  ];
  return {
    ideas: ideasOf(facts),
    leading: last ? leading(facts, last) : [],
    sizes: last && last.vote.settings.of === "clusters" ? [] : sizes.filter((one) => one.n > 0).sort((a, b) => b.n - a.n),
    figures: figures.filter((one) => one.n > 0),
  };
}

/** How many ideas there are: those that can be seen, and those that are kept back until their step is revealed. */
function ideasOf(facts) {
  const back = facts.activities.filter((one) => one.type === "ideas" && one.settings.style === "private" && !one.revealed);
  return back.reduce((sum, one) => sum + one.count, facts.ideas.filter((idea) => !back.some((one) => one.id === idea.activity)).length);
}

// The last vote whose result the hall has seen whole.
function lastShown(facts) {
  const votes = facts.activities.filter((one) => isVote(one) && one.revealed).sort((a, b) => b.position - a.position);
  const found = votes.map((vote) => ({ vote, tally: facts.tallies.find((one) => one.id === vote.id) }));
  return found.find(({ vote, tally }) => tally && places(tally.rows).rows.length && allOpen(places(tally.rows).rows, vote.step)) || null;
}

function leading(facts, { vote, tally }) {
  const known = names(facts, vote, tally);
  const rows = places(tally.rows).rows.filter((row) => row.rank <= LEADING).slice(0, MOST);
  return rows.map((row) => ({ ...known[row.target], votes: row.votes }));
}

function ideaName(facts, id) {
  const idea = facts.ideas.find((one) => one.id === id);
  if (!idea) return { number: 0, letter: "", text: "", lang: "", idea: 0 };
  const cluster = facts.clusters.find((one) => one.id === idea.cluster);
  return { number: idea.number, letter: cluster ? cluster.letter : "", text: idea.text, lang: idea.lang || "", idea: idea.id };
}

function clusterName(facts, id) {
  const cluster = facts.clusters.find((one) => one.id === id);
  return { number: 0, letter: cluster ? cluster.letter : "", text: cluster ? cluster.title : "", lang: "", idea: 0 };
}
