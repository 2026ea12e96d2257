// What a person can do on the phone page, and what the page does when an answer comes. Phone-safe.

import { IDEA_STATES } from "../wire/contract.js";
import { isWriting } from "../vote/agenda.js";
import { reloadOnce } from "../wire/reload.js";
import { MINUTE_MS } from "../text/format.js";
import { measure } from "../text/text.js";
import { t } from "../text/words.js";
import { cameAfterVote, lateWords, refusedNow } from "./rejected.js";
import { waitingCount } from "./own_ideas.js";
import { isOpen } from "./view.js";
import { refusalText } from "./refusal.js";
import { idOf, takeBack } from "./take_back.js";

const TEXTS = ["idea.add", "idea.edit", "results.confirm"];
const BY_ME = ["placement.suggest", "activity.done", "results.confirm"]; // what they change is in the shape "me"
const SPOKEN_MS = 2000;

/** How long the page may be disconnected before it says so. */
export const OFFLINE_AFTER_MS = 3000;

/** The actions that views call, as methods of `page`. */
export function actions(page) {
  return Object.assign(messages(page), {
    draw: function () {},
    tick: function () {},
    /** Whether posted commands and drafts both survive a reload. */
    lasting: () => page.storage.lasting() && page.drafts.lasting(),
    waiting: () => waitingCount(page),
    changeIdea: function (card, text) {
      const id = idOf(page, card);
      if (id) page.outbox.add({ verb: "idea.edit", slot: "edit-" + id, body: { idea: id, text: text } });
      else page.outbox.change(card.key, { text: text });
    },
    withdrawIdea: function (card) {
      takeBack(page, card);
    },
    tidy: function () {
      tidy(page);
    },
    /** The connection is back: the status line says so once everything in the outbox has been sent. */
    noteReconnect: function () {
      const noticed = page.ready && performance.now() - page.lostAt > OFFLINE_AFTER_MS;
      page.cameBack = noticed ? page.lostWith || refusedNow(page) : null;
      page.lostWith = null;
    },
    out: function () {
      reloadOnce("out");
    },
  });
}

function messages(page) {
  return {
    /** Shows a message in the status line for a moment. */
    notice: function (tone, icon, words) {
      page.said = { tone: tone, icon: icon, words: words, at: page.live.now() };
      page.draw();
    },
    /** Another view is shown; `news` says so, or is null. A refusal that has just come is not replaced. */
    viewChanged: function (news) {
      const isShown = news && !news.heard;
      if (news && !isShown) page.say(news.words);
      if (page.said && page.said.tone === "refused" && page.live.now() - page.said.at < SPOKEN_MS) return;
      page.said = isShown ? { tone: "", icon: news.icon, words: news.words, at: page.live.now() } : null;
    },
    /**
     * Announces words to screen readers only, and removes them a moment later, so that they are not read when stale.
     */
    say: function (words) {
      const node = document.getElementById("say");
      node.textContent = words;
      clearTimeout(page.saying);
      page.saying = setTimeout(function () {
        node.textContent = "";
      }, SPOKEN_MS);
    },
  };
}

/**
 * Signals to the facilitator whether this person is writing, so that the step is not closed on them: there is text in
 * the field of an open step, and it changed within the last minute. Sent only when it changes.
 */
export function tellWriting(page, step) {
  const open = step && isWriting(step) && isOpen(page, step);
  const writing = Boolean(open && measure(page.drafts.get(step.id)) && Date.now() - page.typedAt < MINUTE_MS);
  if (writing === page.writing || !page.live.online()) return;
  page.writing = writing;
  page.live.signal({ writing: writing });
}

/**
 * The commands that follow an answered one: an idea that was changed while it was being sent is edited, one that was
 * taken back is withdrawn, and one that was wanted again after its withdrawal is restored.
 */
export function followUps(item, answer) {
  if (item.verb === "idea.withdraw" && item.gone) return [{ verb: "idea.restore", body: { idea: item.body.idea } }];
  if (item.verb !== "idea.add" || !answer.made || !answer.made.idea) return [];
  if (item.gone) return [{ verb: "idea.withdraw", body: { idea: answer.made.idea } }];
  if (item.first && item.body.text !== item.first.text)
    return [{ verb: "idea.edit", body: { idea: answer.made.idea, text: item.body.text } }];
  return [];
}

/**
 * Handles an answer. Refused texts (what is missing in the results, while that is asked) and late ballots stay in the
 * outbox with their reason; any other refusal is shown and dropped.
 */
export function onAnswer(page, item, answer) {
  if (answer.ok) {
    if (item.thanks) page.notice("", "check", t(item.thanks));
    return;
  }
  if (answer.code === "not_joined") reloadOnce("out");
  if (item.state !== "refused" || (TEXTS.indexOf(item.verb) >= 0 && answer.code !== "not_ended")) return;
  if (cameAfterVote(item, answer)) return onLateBallot(page, item);
  page.outbox.drop(item.key);
  if (item.verb === "idea.withdraw") page.taken = null;
  page.notice("refused", "flag", refusalText(item.code, item.facts));
}

function onLateBallot(page, item) {
  if (item.verb === "ballot.set") page.notice("refused", "flag", lateWords(page, item));
  else page.outbox.drop(item.key); // "I'm done" means nothing after the vote
}

// Removes answered items from the outbox once the store shows their effect: from then on the store is the truth.
function tidy(page) {
  const keys = {};
  const away = {};
  page.live.store.all("mine").forEach(function (idea) {
    keys[idea.key] = true;
    away[idea.id] = !IDEA_STATES[idea.state].words;
  });
  page.outbox
    .arrived()
    .slice()
    .forEach(function (item) {
      const waits = item.verb === "idea.add" ? !keys[item.key] : isUnseen(page.live.store, item, away);
      if (!waits) page.outbox.forget(item.key);
    });
}

// Whether the store does not show the effect of an answered item yet. `away`: own idea → whether it is taken back.
function isUnseen(store, item, away) {
  const body = item.body;
  if (item.verb === "idea.restore") return away[body.idea];
  if (item.verb === "idea.support") return Boolean(store.get("support", body.idea)) !== body.supports;
  if (BY_ME.indexOf(item.verb) >= 0) return item.known === store.version("me");
  const ballot = store.get("ballot", body.activity);
  return item.verb === "ballot.set" && (!ballot || ballot.n < body.n);
}
