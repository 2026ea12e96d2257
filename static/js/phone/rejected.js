// What the server no longer took: texts that were refused, and dots that came when the vote had closed. It stays in the outbox, so that
// it is said for as long as its author has not put it away. Phone-safe.

import { t } from "../text/words.js";

const CLOSED = "vote_closed";

/** Whether an answer says that dots (or "I'm done") came after their vote. */
export function cameAfterVote(item, answer) {
  return answer.code === CLOSED && (item.verb === "ballot.set" || item.verb === "activity.done");
}

/** Refused ballots, each {key, activity, words}: how many of the dots on them do not count. */
export function lateBallots(page) {
  return page.outbox
    .items()
    .filter(isLateBallot)
    .map(function (item) {
      return { key: item.key, activity: item.body.activity, words: lateWords(page, item) };
    });
}

/** How many texts stand refused. */
export function refusedTexts(page) {
  return page.outbox.items().filter(function (item) {
    return item.state === "refused" && (item.verb === "idea.add" || item.verb === "idea.edit");
  }).length;
}

/** Whether anything at all stands refused: {texts, ballots}. */
export function refusedNow(page) {
  return { texts: refusedTexts(page), ballots: page.outbox.items().filter(isLateBallot).length };
}

/** That dots do not count, in words. */
export function lateWords(page, item) {
  const n = uncounted(page, item.body);
  return n ? t("phone.votes.late", {}, n) : t("phone.votes.late.change");
}

// The dots of the ballot beyond those that were taken in time.
function uncounted(page, body) {
  const taken = (page.live.store.get("ballot", body.activity) || { marks: {} }).marks;
  return Object.keys(body.marks).reduce(function (sum, id) {
    return sum + Math.max(0, body.marks[id] - (taken[id] || 0));
  }, 0);
}

function isLateBallot(item) {
  return item.state === "refused" && item.verb === "ballot.set";
}
