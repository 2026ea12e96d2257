// What the server refused for good: texts, and ballots that came after the vote. It stays in the outbox until its
// author dismisses it. Phone-safe.

import { isWriting, wordsOf } from "../vote/agenda.js";
import { measure } from "../text/text.js";
import { t } from "../text/words.js";
import { SETTLED } from "./drafts.js";
import { isOpen, modeOf, shownStep, stepsOf } from "./view.js";

const CLOSED = "vote_closed";

/** Whether an answer says that a ballot (or "I'm done") came after its vote. */
export function cameAfterVote(item, answer) {
  return answer.code === CLOSED && (item.verb === "ballot.set" || item.verb === "activity.done");
}

/** The refused ballots, {key, activity, words}: what of them does not count. */
export function lateBallots(page) {
  return page.outbox
    .items()
    .filter(isLateBallot)
    .map((item) => ({ key: item.key, activity: item.body.activity, words: lateWords(page, item) }));
}

/** How many texts are refused. */
function refusedTexts(page) {
  return page.outbox
    .items()
    .filter((item) => item.state === "refused" && (item.verb === "idea.add" || item.verb === "idea.edit")).length;
}

/** How much is refused now: {texts, ballots}. */
export function refusedNow(page) {
  return { texts: refusedTexts(page), ballots: page.outbox.items().filter(isLateBallot).length };
}

/**
 * The steps for which a draft is left on this phone while its field is not on the page, whatever their state: its
 * author would not find it again. A draft instead of which its author supported an idea is none.
 */
export function lateDrafts(page) {
  const shown = shownStep(page);
  const field = shown && isOpen(page, shown) && modeOf(page, shown) !== "ended" ? shown.id : 0;
  return stepsOf(page).filter(function (step) {
    const draft = isWriting(step) && step.id !== field ? page.drafts.get(step.id) : "";
    return measure(draft) > 0 && draft !== page.drafts.get(SETTLED + step.id);
  });
}

/** Whether something that this person sent was refused. */
export function isRefused(page) {
  const now = refusedNow(page);
  return now.texts + now.ballots > 0;
}

/** Whether something of this person did not reach the forum, sent or not, so that not everything is saved. */
export function isUnsent(page) {
  return isRefused(page) || lateDrafts(page).length > 0;
}

/** The sentence that says what of a ballot does not count. */
export function lateWords(page, item) {
  const step = page.live.store.get("activity", item.body.activity);
  const n = step && step.marks ? uncounted(page, item.body, step.marks.total !== null) : 0;
  return n ? t("vote.late." + step.kind, {}, n) : t("phone.votes.late.change" + wordsOf(step));
}

// How much of the ballot was not counted before the vote closed: of marks that add up their sum, else how many targets.
function uncounted(page, body, adds) {
  const taken = (page.live.store.get("ballot", body.activity) || { marks: {} }).marks;
  return Object.keys(body.marks).reduce(function (sum, id) {
    const changed = JSON.stringify(body.marks[id]) !== JSON.stringify(taken[id]) ? 1 : 0;
    return sum + (adds ? Math.max(0, body.marks[id] - (taken[id] || 0)) : changed);
  }, 0);
}

function isLateBallot(item) {
  return item.state === "refused" && item.verb === "ballot.set";
}
