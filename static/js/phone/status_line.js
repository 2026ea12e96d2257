// The status line: one place that says whether what this person wrote is safe. It changes only when its words change,
// because screen readers announce each change. Phone-safe.

import { isVote, isWriting } from "../vote/agenda.js";
import { el, replaceContent, icon } from "../dom/el.js";
import { measure } from "../text/text.js";
import { t } from "../text/words.js";
import { isRefused, isUnsent, refusedNow } from "./rejected.js";
import { isSaving, ownIdeas } from "./own_ideas.js";
import { ballotOf, forumOf, secondsOf, stateOf } from "./view.js";

const NOTICE = 5000;
const LAST = 60;

/** Returns the function that draws the line: paint(step), where `step` is the one whose view is on the page, or null. */
export function statusLine(page) {
  const node = document.getElementById("status");
  let sign = "";
  return function (step) {
    const line = lineOf(page, step);
    const now = line.join("|");
    if (now === sign) return;
    sign = now;
    inPlace(function () {
      node.className = "status " + line[0];
      replaceContent(node, icon(line[1]), el("span", {}, line[2]));
    });
  };
}

// Longer words must not move what is under a finger or a caret: the page scrolls by the difference.
function inPlace(work) {
  const below = document.getElementById("main");
  const before = below.getBoundingClientRect().top;
  work();
  window.scrollBy(0, below.getBoundingClientRect().top - before);
}

/**
 * The first line that applies, [tone, icon, words]. A page that has never been live says nothing of the step, but whether
 * what this phone holds is safe.
 */
export function lineOf(page, step) {
  if (!page.ready) return page.offline() ? ["kept", "offline", t(neverMetKey(page))] : ["", "clock", t("net.opening")];
  return notice(page) || connection(page, step) || stage(page, step) || saved(page, step);
}

function neverMetKey(page) {
  const waiting = page.outbox.items().filter(isWaiting);
  if (!waiting.length) return "net.offline.first";
  if (!page.lasting()) return "net.offline.open";
  const texts = waiting.some(function (item) {
    return item.verb.indexOf("idea.") === 0;
  });
  return texts ? "net.offline" : "net.offline.votes";
}

function notice(page) {
  const said = page.said;
  return said && page.live.now() - said.at < NOTICE ? [said.tone, said.icon, said.words] : null;
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
 * The message after a reconnect. It says "everything is saved" only if nothing on this page is refused. Late ballots have
 * had a message already.
 */
export function reconnectNotice(page) {
  const texts = refusedNow(page).texts - page.cameBack.texts;
  const said = { tone: "", icon: "check", words: t("net.back"), at: page.live.now() };
  if (texts > 0) return Object.assign(said, { tone: "refused", icon: "flag", words: t("net.back.missed", {}, texts) });
  return isUnsent(page) ? Object.assign(said, { words: t("net.back.only") }) : said;
}

function offlineKey(page, step) {
  if (!page.lasting()) return "net.offline.open";
  return votes(step) ? "net.offline.votes" : "net.offline";
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
  const waits = page.outbox.items().some(function (item) {
    return isWaiting(item) && item.code === "disk_full";
  });
  return waits || !page.live.trouble().saving;
}

function isWaiting(item) {
  return item.state === "waiting";
}

function stage(page, step) {
  if (!writes(step) && !votes(step)) return null;
  const state = stateOf(page, step);
  if (state === "closed") return ["", "lock", t(votes(step) ? "phone.closed.votes" : "phone.closed.ideas")];
  if (isPaused(page, step)) return ["", "pause", t("phone.paused.short")];
  const seconds = secondsOf(page, step);
  if (state === "closing") return ["", "clock", t("timer.up")];
  if (seconds === 0) return ["", "clock", t(votes(step) ? "timer.up.votes" : "timer.up.ideas")];
  return seconds !== null && seconds <= LAST ? ["", "clock", t("timer.last")] : null;
}

/** The line while nothing else is to be said, [tone, icon, words]. */
export function saved(page, step) {
  if (!page.lasting()) return ["kept", "phone", t("net.no_store")];
  if (writes(step) && measure(page.drafts.get(step.id))) return ["", "check", t("phone.draft")];
  if (votes(step) && Object.keys(ballotOf(page, step).marks).length) return ["", "check", t("phone.votes.saved")];
  if (isRefused(page)) return ["refused", "flag", t("phone.unsent")];
  if (isUnsent(page)) return ["kept", "phone", t("phone.unsent.draft")];
  return forumOf(page).state === "ended" ? afterEnd(page) : ideasSaved(page);
}

function afterEnd(page) {
  return ["", "check", t(ownIdeas(page, null).length ? "phone.over.saved" : "phone.over")];
}

// Of ideas that wait for review their authors hear that nothing is lost and nobody sees them yet.
function ideasSaved(page) {
  const own = ownIdeas(page, null);
  const held = own.filter(function (idea) {
    return idea.phase === "waiting";
  }).length;
  if (held) return ["", "clock", t("phone.held", {}, held)];
  return ["", "check", t(own.length ? "phone.saved" : "phone.in")];
}

/** Says that the server was not reached, with the sentence that came in the HTML: the catalogue could not be loaded. */
export function unreached() {
  const node = document.getElementById("status");
  node.className = "status kept";
  replaceContent(node, icon("offline"), el("span", {}, node.getAttribute("data-lost")));
}
