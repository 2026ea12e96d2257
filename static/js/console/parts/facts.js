// The view model of the console, read from the store once for each drawing: the forum, its steps in order, ideas by
// number, themes in their order, people present. Pure functions: no DOM, no clock, no texts.

import { MINUTE_MS } from "../../text/format.js";
import { IDEA_STATES } from "../../wire/contract.js";
import { earlyStep, grouped, isVote, isWriting, stateAt } from "../../vote/agenda.js";
import { asResult } from "../../vote/result.js";
import { shownVotes, voteOnScreen } from "../../vote/shown_votes.js";
import { inOrder } from "../../vote/theme_order.js";

// As long as a phone takes to come back; who is away for longer is not waited for.
const FLICKER_MS = 30000;
const NOBODY = { connected: 0, active: 0, lost: 0, writing: 0, screens: 0, reached: [] };

/** All that the parts draw from, or null before the first snapshot. `now` is the server's time in epoch ms. */
export function read(store, forumId, now) {
  const forum = store.get("forum", forumId);
  if (!forum) return null;
  const steps = store.all("activity").slice().sort(by("position"));
  const at = steps.findIndex((step) => step.id === forum.now);
  const presence = store.get("presence", forumId) || NOBODY;
  return {
    forum,
    steps,
    at,
    step: steps[at] || null,
    next: steps[at + 1] || null,
    previous: at > 0 ? steps[at - 1] : null,
    ideas: store
      .all("idea")
      .filter((idea) => IDEA_STATES[idea.state].words)
      .sort(by("number")),
    clusters: inOrder(store.all("cluster")),
    likelyThemes: (store.get("likely_themes", forum.now) || { names: [] }).names,
    links: store.all("link"),
    early: earlyStep(forum, steps, now),
    presence,
    idea: (id) => store.get("idea", id),
    cluster: (id) => store.get("cluster", id),
    tally: (id) => asResult(store.get("tally", id)),
    proposals: store.all("proposal").slice().sort(by("id")),
    sorting: (id) => store.get("sorting", id) || null,
    hands: (id) => (store.get("hands", id) || { counts: {} }).counts,
    state: (step) => stateAt(step, now),
    openings: new Map(),
    opened: 0,
    lately: { n: presence.connected, at: now },
    now,
  };
}

/** Whether anybody has written in the step at hand, also what nobody sees. */
export function isWritten({ ideas, step }) {
  return ideas.some((idea) => idea.activity === step.id);
}

/**
 * When this page saw each step being opened first, as a Map from its id to epoch ms; 0 when it was open before. A step
 * that one left for a moment has not just begun; one that was opened by mistake and never used has. `before` is the
 * last view.
 */
export function openings(before, view) {
  const known = new Map(before ? before.openings : []);
  view.steps.forEach((step) => {
    const begun = view.state(step) !== "waiting";
    if (begun && !known.has(step.id)) known.set(step.id, before ? view.now : 0);
    if (!begun && !step.voted && !step.count) known.delete(step.id);
  });
  return known;
}

/**
 * The most people who were connected a moment ago, as {n, at}: `at` is when they were last seen, in epoch ms. A network
 * that flickers must not make them look like people who are done. `before` is the last view.
 */
export function connectedLately(before, view) {
  const here = { n: view.presence.connected, at: view.now };
  if (!before) return here;
  // Between two drawings nothing changed, so who was there at the last one stayed until now.
  const held = before.presence.connected < before.lately.n ? before.lately : { ...before.lately, at: view.now };
  return held.n > here.n && view.now - held.at < FLICKER_MS ? held : here;
}

/**
 * The ideas of the board: those that are or will be shown. If ideas of some step are voted on, only those, and grouped
 * ones.
 */
export function onBoard(view) {
  const up = grouped(view.steps);
  return view.ideas.filter(
    (idea) => IDEA_STATES[idea.state].counts && (up.has(idea.activity) || idea.cluster !== null),
  );
}

/** Whether people chose an idea in a vote whose result has been shown: its words and its merge stay as they are. */
export function isSettled(view, id) {
  return view.forum.settled.includes(id);
}

/** The ideas that are merged into an idea, by number. */
export function heldIn(view, idea) {
  return idea.merged.length ? view.ideas.filter((one) => one.merged_into === idea.id) : [];
}

/**
 * The targets of a vote as {id, sign, title, lang, merged}: ideas by number (`merged`: how many are merged into it) or
 * themes in their order.
 */
export function targets(view, step) {
  if (step.of === "clusters")
    return view.clusters.map((one) => ({ id: one.id, sign: one.letter, title: one.title, lang: "", merged: 0 }));
  return view.ideas
    .filter((idea) => idea.votable && IDEA_STATES[idea.state].everyone)
    .map((idea) => ({
      id: idea.id,
      sign: String(idea.number),
      title: idea.text,
      lang: idea.lang,
      merged: idea.merged.length,
    }));
}

// Nobody reads more ideas than this on a phone before voting.
const READABLE = 40;

/**
 * How many ideas the coming vote is about if they are more than people can read, else 0: once it has begun it is too
 * late to vote on themes first, or on fewer ideas.
 */
export function tooMany(view) {
  if (!view.step || view.forum.state === "ended" || isWriting(view.step)) return 0;
  const vote = isVote(view.step) ? view.step : view.steps.slice(view.at).find(isVote);
  if (!vote || vote.of === "clusters" || view.state(vote) !== "waiting") return 0;
  const count = targets(view, vote).length;
  return count > READABLE ? count : 0;
}

/** Whether an idea can be left out of the vote: everyone sees it, and ideas of its step are voted on. */
export function canBeLeftOut(view, idea) {
  const step = view.steps.find((one) => one.id === idea.activity);
  return Boolean(IDEA_STATES[idea.state].everyone) && Boolean(step) && step.settings.votable !== false;
}

/**
 * The step that takes an idea entered for somebody: the current one, else the last one before it whose ideas are voted
 * on.
 */
export function ideasStep(view) {
  if (isWriting(view.step)) return view.step;
  const before = view.steps.filter((step) => isWriting(step) && step.position < view.step.position);
  return before.filter((step) => step.settings.votable !== false).pop() || before.pop() || null;
}

/** The vote of the current step: its own, or in a results step the one whose result the hall looks at. */
export function voteHere(view) {
  if (isVote(view.step)) return view.step;
  return view.step.shows === "result" ? voteOnScreen(view.steps, view.step, view.tally, view.forum.vote) : null;
}

/** The votes of the current step: its own, or all of which a results step tells, the newest first. */
export function votesHere(view) {
  if (isVote(view.step)) return [view.step];
  return view.step.shows === "result" ? shownVotes(view.steps, view.step, view.tally) : [];
}

/**
 * When each coming step is expected to begin, by id, in epoch ms; empty before the start and where phones choose. The
 * current step ends when its time ends, or now if that has passed.
 */
export function plan(view) {
  const times = new Map();
  if (!view.step || view.forum.self_paced) return times;
  if (view.step.ends_at && view.step.minutes)
    times.set(view.step.id, view.step.ends_at - view.step.minutes * MINUTE_MS);
  let at = Math.max(view.step.ends_at || 0, view.now);
  view.steps.slice(view.at + 1).forEach((step) => {
    times.set(step.id, at);
    at += step.minutes * MINUTE_MS;
  });
  return times;
}

function by(name) {
  return (a, b) => (a[name] < b[name] ? -1 : a[name] > b[name] ? 1 : 0);
}

/**
 * Whether the way of reviewing ideas was not chosen yet and ideas are to come. Before the start every step is to come.
 */
export function asksReview(view) {
  const { forum, steps, at } = view;
  const coming = forum.self_paced ? steps : steps.slice(Math.max(at, 0));
  return !forum.moderation_chosen && forum.state !== "ended" && coming.some(isWriting);
}
