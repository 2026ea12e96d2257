// What a vote is about: the ideas that opening it now would leave behind, whether it lacks themes, and the ideas that
// would join it while people vote. Pure functions but for their words.

import { isPrivate, isVote, isWriting } from "../../vote/agenda.js";
import { t } from "../../text/words.js";

/** Whether people choose among themes in this step, and there are none. */
export function lacksThemes(view, step) {
  return isVote(step) && (step.into === "clusters" || step.of === "clusters") && !view.clusters.length;
}

/**
 * What opening this step now would leave out of its vote, as {unread, unshown, themeless}: how many ideas wait for
 * review, and how many private ones were never shown to all, for which nobody could vote; themeless: true where it
 * lacks themes.
 */
export function leftBehind(view, step) {
  const ideas = ideasLeftBehind(view, step);
  return lacksThemes(view, step) ? { ...ideas, themeless: true } : ideas;
}

function ideasLeftBehind(view, step) {
  if (!isVoteOnIdeas(step)) return { unread: 0, unshown: 0 };
  const count = (state) => view.ideas.filter((idea) => idea.state === state && isVotedOn(view, idea)).length;
  return { unread: count("waiting"), unshown: count("private") };
}

/** What leftBehind() found in a sentence or more, or nothing. */
export function leftBehindWords({ unread, unshown, themeless }) {
  return [
    themeless && t("console.no_themes_to_choose"),
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
