// What is happening in a step, in words: for the agenda and for the row above the work.

import { breakEnds, isPrivate, isVote, isWriting, wordsOf } from "../../vote/agenda.js";
import { places, uncovered } from "../../vote/places.js";
import { time } from "../../text/format.js";
import { language, t } from "../../text/words.js";

/** What is happening in a step, in one sentence. */
export function stateWords(view, step) {
  const state = view.state(step);
  if (view.forum.state === "ended") return t("console.state.over");
  if (state === "closing") return t("console.state.closing");
  if (isVote(step) && step.revealed) return revealedWords(view, step, "console.state.vote_over" + wordsOf(step));
  if (state === "closed") return t("console.state.closed");
  if (state === "waiting") return t("console.state.waiting");
  if (isWriting(step)) return t(ideasWords(view, step));
  if (step.settings.break) return breakWords(step);
  return t("console.state." + step.kind);
}

function breakWords(step) {
  const end = breakEnds(step);
  return end === null
    ? t("console.state.break")
    : t("console.state.break_until", { time: time(language(), new Date(end)) });
}

function ideasWords({ forum }, step) {
  if (isPrivate(step)) return "console.state.private";
  return forum.moderation === "before" ? "console.state.ideas_before" : "console.state.ideas";
}

/** How much of a revealed result the hall has seen: the places uncovered so far; `key` once all are. */
export function revealedWords(view, vote, key) {
  const tally = view.tally(vote.id);
  const rows = tally ? places(tally.rows).rows : [];
  const [n, total] = [uncovered(rows, vote.uncovered), rows.length];
  return n < total ? t("console.uncovered", { n, total }) : t(key);
}
