// What the console reads off the store, once a drawing: the forum, its steps in order, ideas by number, themes by letter, who is here.
// Pure: no page, no clock, no words.

import { collects, isVote, stateAt, voteBefore } from "../../vote/agenda.js";

const NOBODY = { connected: 0, active: 0, lost: 0, writing: 0, screens: 0, reached: [] };

/** Everything the parts draw from, or null before the first picture. `now` in epoch milliseconds by the server's clock. */
export function read(store, forumId, now) {
  const forum = store.get("forum", forumId);
  if (!forum) return null;
  const steps = store.all("activity").slice().sort(by("position"));
  const at = steps.findIndex((step) => step.id === forum.now);
  return {
    forum,
    steps,
    at,
    step: steps[at] || null,
    next: steps[at + 1] || null,
    previous: at > 0 ? steps[at - 1] : null,
    ideas: store
      .all("idea")
      .filter((idea) => idea.state !== "withdrawn")
      .sort(by("number")),
    clusters: store.all("cluster").slice().sort(by("letter")),
    links: store.all("link"),
    presence: store.get("presence", forumId) || NOBODY,
    idea: (id) => store.get("idea", id),
    cluster: (id) => store.get("cluster", id),
    tally: (id) => store.get("tally", id),
    hands: (id) => (store.get("hands", id) || { counts: {} }).counts,
    state: (step) => stateAt(step, now),
    opened: 0,
    now,
  };
}

/** When the current step was opened before this page's eyes, in epoch milliseconds; 0 when it was open already. `before`: the last picture. */
export function openedAt(before, view) {
  if (!before || !before.step || !view.step) return before && view.step ? view.now : 0;
  const isOpen = (seen) => seen.state(seen.step) === "open";
  return before.step.id !== view.step.id || (isOpen(view) && !isOpen(before)) ? view.now : before.opened;
}

/** Ideas that wait for a decision: those held back first, then flagged ones not yet looked at (`seen` holds their marks). */
export function queue(view, seen) {
  const waiting = view.ideas.filter((idea) => idea.state === "waiting");
  const flagged = view.ideas.filter(
    (idea) => (idea.state === "shown" || idea.state === "private") && idea.flags.length && !seen.has(seenMark(idea)),
  );
  return waiting.concat(flagged);
}

/** What is remembered of a flagged idea that may stay: other words make it a new one. */
export function seenMark(idea) {
  return idea.id + "/" + idea.text.length + "/" + idea.flags.join("+");
}

/** The ideas of the board: those that are or will be shown; where any step's ideas are voted on, only those (and what is grouped). */
export function onBoard(view) {
  const votable = new Set(
    view.steps.filter((step) => step.kind === "ideas" && step.settings.votable !== false).map((step) => step.id),
  );
  const alive = view.ideas.filter((idea) => idea.state === "shown" || idea.state === "private");
  return votable.size ? alive.filter((idea) => votable.has(idea.activity) || idea.cluster !== null) : alive;
}

/** What a vote is about, in the order people know: ideas by number or themes by letter, as {id, sign, title}. */
export function targets(view, step) {
  if (step.settings.of === "clusters")
    return view.clusters.map((one) => ({ id: one.id, sign: one.letter, title: one.title, lang: "" }));
  return view.ideas
    .filter((idea) => idea.votable && idea.state === "shown")
    .map((idea) => ({ id: idea.id, sign: String(idea.number), title: idea.text, lang: idea.lang }));
}

// More than this nobody reads through on a phone before voting.
const READABLE = 40;

/** How many ideas the vote that is on, or comes after the grouping, is about when they are more than people can read; else 0. */
export function tooMany(view) {
  if (!view.step || view.forum.state === "ended" || view.step.kind === "ideas") return 0;
  const vote = isVote(view.step) ? view.step : view.steps.slice(view.at).find(isVote);
  if (!vote || vote.settings.of === "clusters" || vote.revealed || view.state(vote) === "closed") return 0;
  const count = targets(view, vote).length;
  return count > READABLE ? count : 0;
}

/** Whether an idea is of a step whose ideas are voted on, and everybody sees it: the one that can be left out of the vote. */
export function canBeLeftOut(view, idea) {
  const step = view.steps.find((one) => one.id === idea.activity);
  return idea.state === "shown" && Boolean(step) && step.settings.votable !== false;
}

/** The step into which an idea written for somebody goes: the current one, else the last one before it whose ideas are voted on. */
export function ideasStep(view) {
  if (view.step.kind === "ideas") return view.step;
  const before = view.steps.filter((step) => step.kind === "ideas" && step.position < view.step.position);
  return before.filter((step) => step.settings.votable !== false).pop() || before.pop() || null;
}

/** The vote that the current step is about: its own, or the one whose result it tells. */
export function voteHere(view) {
  if (isVote(view.step)) return view.step;
  return view.step.kind === "results" ? voteBefore(view.steps, view.step) : null;
}

/**
 * When each coming step will begin if all goes as planned, by id, in epoch milliseconds; empty before the start. The current step
 * ends at its clock's end, or now when that has passed.
 */
export function plan(view) {
  const times = new Map();
  if (!view.step) return times;
  if (view.step.ends_at && view.step.minutes) times.set(view.step.id, view.step.ends_at - view.step.minutes * 60000);
  let at = Math.max(view.step.ends_at || 0, view.now);
  view.steps.slice(view.at + 1).forEach((step) => {
    times.set(step.id, at);
    at += step.minutes * 60000;
  });
  return times;
}

function by(name) {
  return (a, b) => (a[name] < b[name] ? -1 : a[name] > b[name] ? 1 : 0);
}

/** Whether nobody has said yet how ideas are reviewed, and some are to come. Before the start every step is to come. */
export function asksReview(view) {
  const { forum, steps, at } = view;
  return (
    !forum.moderation_chosen &&
    forum.state !== "ended" &&
    steps.slice(Math.max(at, 0)).some((step) => collects(step) === "ideas")
  );
}
