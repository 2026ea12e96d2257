// The outcome of a vote and of the evening, computed from the page's facts. Pure functions; they use nothing of a vote
// that is not revealed.

import { grouped, isPrivate, isVote, wordsOf } from "../vote/agenda.js";
import { leading as leadingOf } from "../vote/leading.js";
import { mainVote } from "../vote/main_vote.js";
import { places } from "../vote/places.js";
import { themeIn } from "../vote/result.js";
import { byCluster, ranked } from "./rank_layout.js";

/**
 * Target id → {number, letter, text, lang, idea}: the name and the labels of an idea or a cluster; `idea` is its id if
 * it is an idea. An idea without a cluster has no letter.
 */
export function names(facts, vote, tally) {
  const found = {};
  for (const row of tally.rows)
    found[row.target] = vote.of === "clusters" ? clusterName(facts, row.target) : ideaName(facts, row.target, tally);
  return found;
}

/**
 * The sums by cluster of a vote on ideas: of its votes, of a sorting how many ideas belong there. Empty for a vote on
 * clusters or when there is nothing to add up.
 */
export function sums(facts, vote, tally) {
  if (vote.of === "clusters" || !(tally.addsUp || tally.themes)) return [];
  const themes = new Map(facts.ideas.map((idea) => [idea.id, themeIn(tally, idea)]));
  const sorted = tally.rows.filter((row) => row.value > 0).map((row) => ({ target: row.target, value: 1 }));
  return byCluster(tally.themes ? sorted : tally.rows, facts.clusters, themes);
}

/**
 * The picture of the end: {ideas, leading, of, more, words, asked, sizes, figures}. `leading` are the first three
 * places of the main vote with their ranks, a tie whole as in the results scene; `first` are those of the first rank;
 * `of` is its question, where there are other votes, else null; `more` ({key, n} or null) says how many others got
 * votes; `words` is from wordsOf() for it.
 * Of `figures` ({key, n, paper}), `paper` is how many of these voters voted on paper.
 * `asked` are the other votes with a revealed result, in their order: {prompt, words, first}, where `first` are the
 * names of what shares the first place, with its value, its unit and the name of that measure (`main`), and whether
 * people sorted it; empty where nobody voted.
 */
export function evening(facts) {
  const seen = shownVotes(facts);
  const placed = seen.filter(({ tally }) => places(tally.rows).rows.length);
  const main = mainVote(placed) || placed.pop() || null;
  const figures = [
    { key: "idea.count", n: ideasOf(facts) },
    { key: "screen.theme_count", n: facts.clusters.length },
    { key: "results.voters" + wordsOf(main && main.vote), n: main ? main.tally.ballots : 0, paper: onPaper(main) },
  ];
  const others = seen.filter((one) => one !== main);
  return {
    // For those of an earlier forum this hall is not thanked.
    ideas: ideasOf(facts) - facts.ideas.filter((idea) => idea.source === "earlier").length,
    ...leading(facts, main),
    of: main && others.length ? main.vote.prompt : null,
    asked: others.map((one) => asked(facts, one)),
    sizes: themesBeside(facts, main),
    figures: figures.filter((one) => one.n > 0),
  };
}

// The themes beside the leading places, which are named there: none where these are themes themselves.
function themesBeside(facts, main) {
  if (!main) return sizes(facts);
  if (main.vote.of === "clusters") return [];
  return main.tally.themes ? sums(facts, main.vote, main.tally) : sizes(facts);
}

// Who voted on paper did not join: so more may have voted than were there.
function onPaper(main) {
  const note = main && main.tally.notes.find((one) => one.key === "results.note.paper");
  return note ? note.n : 0;
}

/** How many ideas there are: visible ones, and private ones of steps that are not revealed yet. */
function ideasOf(facts) {
  const back = facts.activities.filter(isPrivate);
  return back.reduce(
    (sum, one) => sum + one.count,
    facts.ideas.filter((idea) => !back.some((one) => one.id === idea.activity)).length,
  );
}

// The votes with a revealed result and their tallies, in the order of the agenda. At the end phones tell the same
// (`results_at_the_end` in workshop/pages/phone/votes_and_results_view.py): places that were still covered stay so
// nowhere.
function shownVotes(facts) {
  return facts.activities
    .filter((one) => isVote(one) && one.revealed)
    .sort((a, b) => a.position - b.position)
    .map((vote) => ({ vote, tally: facts.tallies.find((one) => one.id === vote.id) }))
    .filter(({ tally }) => tally);
}

function asked(facts, { vote, tally }) {
  const known = names(facts, vote, tally);
  const first = tally.rows.filter((row) => row.value > 0 && row.rank === 1);
  const { unit, main, themes } = tally;
  const named = first.map(({ target, value }) => ({ ...known[target], value, unit, main, sorted: Boolean(themes) }));
  return { prompt: vote.prompt, words: wordsOf(vote), first: named };
}

function leading(facts, main) {
  if (!main) return { leading: [], more: null, words: "" };
  const words = wordsOf(main.vote);
  const known = names(facts, main.vote, main.tally);
  const all = places(main.tally.rows);
  const rows = leadingOf(main.tally.rows);
  const n = all.equal || all.rows.length + all.more - rows.length;
  const key = all.equal ? "screen.tied_more" : "screen.more" + (main.vote.of === "clusters" ? ".theme" : "") + words;
  return {
    leading: ranked(rows, rows.length).map((place) => ({
      ...known[place.row.target],
      rank: place.rank,
      first: place.row.rank === 1,
      value: place.row.value,
      unit: main.tally.unit,
    })),
    more: n > 0 ? { key, n } : null,
    words,
  };
}

// How many ideas each cluster holds, the largest first; ideas without a cluster come last, and those of steps that were
// never up for grouping apart from them.
function sizes(facts) {
  const up = grouped(facts.activities);
  const without = facts.ideas.filter((idea) => idea.cluster === null);
  const found = facts.clusters.map((cluster) => ({
    cluster,
    n: facts.ideas.filter((idea) => idea.cluster === cluster.id).length,
  }));
  const loose = without.filter((idea) => up.has(idea.activity)).length;
  const rest = [
    { cluster: null, n: loose },
    { cluster: null, apart: true, n: without.length - loose },
  ];
  if (!found.some((one) => one.n > 0)) return [];
  return found.sort((a, b) => b.n - a.n).concat(rest.filter((one) => one.n > 0));
}

function ideaName(facts, id, tally) {
  const idea = facts.ideas.find((one) => one.id === id);
  if (!idea) return { number: 0, letter: "", text: "", lang: "", idea: 0 };
  const theme = themeIn(tally, idea);
  const cluster = facts.clusters.find((one) => one.id === theme);
  return {
    number: idea.number,
    letter: cluster ? cluster.letter : "",
    text: idea.text,
    lang: idea.lang || "",
    idea: idea.id,
  };
}

function clusterName(facts, id) {
  const cluster = facts.clusters.find((one) => one.id === id);
  return { number: 0, letter: cluster ? cluster.letter : "", text: cluster ? cluster.title : "", lang: "", idea: 0 };
}
