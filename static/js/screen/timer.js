// The clock in the ribbon, computed from the server's end times and the server's clock. Pure functions; the ribbon
// draws it.

import { isVote, stateAt, wordsOf } from "../vote/agenda.js";
import { MINUTE_MS } from "../text/format.js";
import { LIMITS } from "../wire/contract.js";

/**
 * What the clock shows for an activity at `now` (epoch ms): null without a timer, else {left, share, tone, word}.
 *
 * `left` is in seconds; `share` 0…1 is the part of the planned time that is left; `tone` is "" or "last" (the last
 * minute, the end, the grace); `word` is the key of the words below it.
 */
export function clock(activity, now) {
  if (!activity) return null;
  const state = stateAt(activity, now);
  if (state === "closing") return finishing(activity, now);
  if (state !== "open" || activity.ends_at === null) return null;
  const left = Math.max(0, activity.ends_at - now);
  return {
    left: left / 1000,
    share: Math.min(1, left / Math.max(MINUTE_MS, activity.minutes * MINUTE_MS)),
    tone: left <= MINUTE_MS ? "last" : "",
    word: left > 0 ? "screen.time_left" : "timer.up",
  };
}

function finishing(activity, now) {
  const left = activity.closes_at === null ? 0 : activity.closes_at - now;
  return {
    left: left / 1000,
    share: Math.max(0, Math.min(1, left / (LIMITS.grace * 1000))),
    tone: "last",
    word: graceKey(activity),
  };
}

/** The key of what a person may still do in a step that is closing: to finish writing, to vote, to rate. */
export function graceKey(step) {
  return isVote(step) ? "screen.grace.votes" + wordsOf(step) : "screen.grace";
}
