// The status line: one place that says whether what this person wrote is safe. It changes only when its words change,
// because screen readers announce each change. Phone-safe.

import { isVote, isWriting, wordsOf } from "../vote/agenda.js";
import { el, replaceContent, icon } from "../dom/el.js";
import { inPlace } from "../dom/in_place.js";
import { measure } from "../text/text.js";
import { t } from "../text/words.js";
import { isRefused, isUnsent, lateDrafts, refusedNow } from "./rejected.js";
import { isSaving, ownIdeas } from "./own_ideas.js";
import { LAST_SECONDS } from "./page_head.js";
import { ballotOf, forumOf, hasEnded, secondsOf, stateOf } from "./view.js";

const NOTICE_MS = 5000;

/** Returns the function that draws the line: paint(step); `step` is the one whose view is on the page, or null. */
export function statusLine(page) {
  const node = document.getElementById("status");
  const isNew = newsOnly();
  let sign = "";
  return function (step) {
    const found = lineOf(page, step);
    const now = found.line ? found.line.join("|") : "-";
    if (now === sign) return;
    sign = now;
    inPlace("main", function () {
      node.setAttribute("aria-live", isNew(found) ? "polite" : "off");
      node.hidden = !found.line;
      node.className = "status " + (found.line ? found.line[0] : "");
      replaceContent(node, ...(found.line ? [icon(found.line[1]), el("span", {}, found.line[2])] : []));
    });
  };
}

/**
 * Returns the function that says whether a line tells something new: isNew({from, line}). When a message has passed,
 * the line that stood before it comes back, which is no news; after a word on the connection it is. That something is
 * being sent is news only when it takes long (then the line is of the connection).
 */
export function newsOnly() {
  let told = {};
  return function (found) {
    const sign = found.line ? found.line.join("|") : "";
    if (found.from === "notice") return true;
    if (found.from === "sending") return false;
    if (found.from === "connection") told = {};
    const isNew = told[found.from] !== sign;
    told[found.from] = sign;
    return isNew && Boolean(found.line);
  };
}

/**
 * The first line that applies, {from, line}: where it comes from, and [tone, icon, words], or null when nothing needs
 * to be said. A page that has never been live says nothing of the step, but whether what this phone holds is safe.
 */
export function lineOf(page, step) {
  if (!page.ready) return { from: "connection", line: notLive(page) };
  const sources = { notice, connection, stage, sending, saved };
  for (const from of Object.keys(sources)) {
    const line = sources[from](page, step);
    if (line) return { from: from, line: line };
  }
  return { from: "saved", line: null };
}

function notLive(page) {
  return page.offline() ? ["kept", "offline", t(neverMetKey(page))] : ["", "clock", t("net.opening")];
}

function neverMetKey(page) {
  return page.outbox.items().some(isWaiting) ? offlineKey(page, null) : "net.offline.first";
}

function notice(page) {
  const said = page.said;
  return said && page.live.now() - said.at < NOTICE_MS ? [said.tone, said.icon, said.words] : null;
}

function connection(page, step) {
  if (page.cameBack && page.live.online() && !page.outbox.items().some(isWaiting)) {
    page.said = reconnectNotice(page);
    page.cameBack = null;
    return notice(page);
  }
  if (page.offline()) return ["kept", "offline", t(offlineKey(page, step))];
  if (isRefusedByDisk(page)) return ["kept", "offline", t("net.unsaved")];
  return isSaving(page) && !isPaused(page, step) ? ["", "clock", t("net.saving")] : null;
}

/**
 * The message after a reconnect. It says "everything is saved" only if nothing on this page is refused. Late ballots
 * have had a message already.
 */
export function reconnectNotice(page) {
  const texts = refusedNow(page).texts - page.cameBack.texts;
  const said = { tone: "", icon: "check", words: t("net.back"), at: page.live.now() };
  if (texts > 0)
    return Object.assign(said, {
      tone: "refused",
      icon: "flag",
      words: t("net.back.missed", {}, texts + lateDrafts(page).length),
    });
  return isUnsent(page) ? Object.assign(said, { words: t("net.back.only") }) : said;
}

function offlineKey(page, step) {
  if (!page.lasting()) return "net.offline.open";
  const waiting = page.outbox.items().filter(isWaiting);
  const texts = waiting.some((item) => /^idea/.test(item.verb));
  return votes(step) || (waiting.length && !texts) ? "net.offline.votes" : "net.offline";
}

function votes(step) {
  return Boolean(step) && isVote(step);
}

function writes(step) {
  return Boolean(step) && isWriting(step);
}

function isPaused(page, step) {
  return writes(step) && forumOf(page).paused;
}

// Whether the server cannot save: it said so, or it refused what this phone sent for want of disk space.
function isRefusedByDisk(page) {
  const waits = page.outbox.items().some((item) => isWaiting(item) && item.code === "disk_full");
  return waits || !page.live.trouble().saving;
}

function isWaiting(item) {
  return item.state === "waiting";
}

function stage(page, step) {
  if (!writes(step) && !votes(step)) return null;
  const state = stateOf(page, step);
  if (state === "closed")
    return ["", "lock", t(votes(step) ? "phone.closed.votes" + wordsOf(step) : "phone.closed.ideas")];
  if (isPaused(page, step)) return ["", "pause", t("phone.paused.short")];
  const seconds = secondsOf(page, step);
  if (state === "closing")
    return ["", "clock", t(votes(step) ? "timer.closing.votes" + wordsOf(step) : "timer.closing.ideas")];
  if (seconds === 0) return ["", "clock", t(votes(step) ? "timer.up.votes" + wordsOf(step) : "timer.up.ideas")];
  return seconds !== null && seconds <= LAST_SECONDS ? ["", "clock", t("timer.last")] : null;
}

// What was never answered is not saved; without ideas whose turn comes later, and without the cards a phone asks for.
function sending(page) {
  const some = page.outbox.items().some((item) => isWaiting(item) && !isSlowed(item) && item.verb !== "ballot.deal");
  return some ? ["", "clock", t("net.saving")] : null;
}

function isSlowed(item) {
  return item.code === "slow_mode";
}

/** The line while nothing else is to be said, [tone, icon, words]; null after the end for who has given nothing. */
export function saved(page, step) {
  if (!page.lasting()) return ["kept", "phone", t("net.no_store")];
  if (page.outbox.items().some(isSlowed)) return ["kept", "phone", t("phone.kept.slow")];
  if (writes(step) && measure(page.drafts.get(step.id))) return ["", "check", t("phone.draft")];
  if (votes(step) && Object.keys(ballotOf(page, step).marks).length)
    return ["", "check", t("phone.votes.saved" + wordsOf(step))];
  if (isRefused(page)) return ["refused", "flag", t("phone.unsent")];
  if (isUnsent(page)) return ["kept", "phone", t("phone.unsent.draft")];
  return hasEnded(page) ? afterEnd(page) : ideasSaved(page);
}

// The heading says that the forum has ended.
function afterEnd(page) {
  return ownIdeas(page, null).length ? ["", "check", t("phone.saved")] : null;
}

// Of ideas that wait for review their authors hear that nothing is lost and nobody sees them yet.
function ideasSaved(page) {
  const own = ownIdeas(page, null);
  const held = own.filter((idea) => idea.phase === "waiting").length;
  if (held) return ["", "clock", t("phone.held", {}, held)];
  return ["", "check", t(own.length ? "phone.saved" : "phone.in")];
}

/** Says that the server was not reached, with the sentence that came in the HTML: the catalogue could not be loaded. */
export function unreached() {
  const node = document.getElementById("status");
  node.className = "status kept";
  replaceContent(node, icon("offline"), el("span", {}, node.getAttribute("data-lost")));
}
