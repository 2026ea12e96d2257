// What a vote is about: the ideas that opening it now would leave behind, whether it lacks themes, and the ideas that
// would join it while people vote. Pure functions but for their words.

import { isNaming, isPrivate, isVote, isWriting } from "../../vote/agenda.js";
import { t } from "../../text/words.js";

/** Whether people choose among themes in this step, and there are none. */
export function lacksThemes(view, step) {
  return isAboutThemes(step) && !view.clusters.length;
}

function isAboutThemes(step) {
  return isVote(step) && (step.into === "clusters" || step.of === "clusters");
}

/**
 * What opening this step now would leave behind, as {unread, unshown, themeless, unnamed}: how many ideas wait for
 * review, and how many private ones were never shown to all, for which nobody could vote; themeless: true where it
 * lacks themes; unnamed: the letters of the themes without a name, where people choose among themes in it or these were
 * to be named now, else not there. `answered`: a Set of the things (thingsBehind) with which a facilitator has gone on
 * already; where nothing else is left of a sort, that sort is not told again.
 */
export function leftBehind(view, step, answered = new Set()) {
  const all = thingsBehind(view, step);
  const left = (sort) => (all[sort].every(({ key }) => answered.has(key)) ? [] : all[sort]);
  const unnamed = left("unnamed").map(({ of }) => of.letter);
  return {
    unread: left("unread").length,
    unshown: left("unshown").length,
    ...(left("themeless").length && { themeless: true }),
    ...(unnamed.length && { unnamed }),
  };
}

/**
 * The things that opening this step now would leave behind, by sort, as [{key, of}]: `of` is the idea, the theme or the
 * step.
 */
export function thingsBehind(view, step) {
  const sort = (name, found) => found.map((one) => ({ key: name + "/" + one.id, of: one }));
  return {
    unread: sort("unread", ideasLeftBehind(view, step, "waiting")),
    unshown: sort("unshown", ideasLeftBehind(view, step, "private")),
    themeless: sort("themeless", lacksThemes(view, step) ? [step] : []),
    unnamed: sort("unnamed", unnamedFor(view, step)),
  };
}

function unnamedFor(view, step) {
  const leavesNaming = step === view.next && Boolean(view.step) && isNaming(view.steps, view.step);
  return isAboutThemes(step) || leavesNaming ? view.clusters.filter((one) => !one.title) : [];
}

function ideasLeftBehind(view, step, state) {
  return isVoteOnIdeas(step) ? view.ideas.filter((idea) => idea.state === state && isVotedOn(view, idea)) : [];
}

/** What leftBehind() found in a sentence or more, or nothing. */
export function leftBehindWords({ unread, unshown, themeless, unnamed }) {
  return [
    themeless && t("console.no_themes_to_choose"),
    unnamed && t("console.unnamed_left", { letters: unnamed.join(", ") }, unnamed.length),
    unread && t("console.unread_for_vote", {}, unread),
    unshown && t("console.unshown_for_vote", {}, unshown),
  ]
    .filter(Boolean)
    .join(". ");
}

/** How many of these ideas would join an open vote, in which people have voted already, if they were shown now. */
export function newCandidates(view, ids) {
  const { step } = view;
  const isOpen = Boolean(step) && ["open", "closing"].includes(view.state(step));
  if (!isOpen || !isVoteOnIdeas(step) || !step.voted) return 0;
  return ids.map(view.idea).filter((idea) => idea && isLate(view, idea)).length;
}

function isLate(view, idea) {
  const from = view.steps.find((one) => one.id === idea.activity);
  return ["waiting", "hidden"].includes(idea.state) && !idea.left_out && isVotedOn(view, idea) && !isPrivate(from);
}

function isVoteOnIdeas(step) {
  return isVote(step) && step.of !== "clusters";
}

function isVotedOn(view, idea) {
  const from = view.steps.find((one) => one.id === idea.activity);
  return Boolean(from) && isWriting(from) && from.settings.votable !== false;
}
