// What a person can do on the page, and what the page does when an answer comes. Phone-safe.

import { reloadOnce } from "../wire/reload.js";
import { measure } from "../text/text.js";
import { t } from "../text/words.js";
import { cameAfterVote, lateWords, refusedNow } from "./rejected.js";
import { waitingCount } from "./own_ideas.js";
import { isOpen } from "./view.js";
import { refusalText } from "./refusal.js";
import { idOf, takeBack } from "./take_back.js";

const TEXTS = ["idea.add", "idea.edit"];
const STILL_WRITING = 60000;
const HEARD = 2000;

/** Milliseconds without a line before anything is said of it. */
export const PATIENCE = 3000;

/** The page's own deeds, given to every view as methods of `page`. */
export function actions(page) {
  return {
    draw: function () {},
    edge: function () {},
    /** Says something in the status line for a moment. */
    notice: function (tone, icon, words) {
      page.said = { tone: tone, icon: icon, words: words, at: page.live.now() };
      page.draw();
    },
    /** Another view has come, of another step where it has a `title`. What was refused is read to its end all the same. */
    turned: function (title) {
      if (page.said && page.said.tone === "refused") return;
      page.said = title
        ? { tone: "", icon: "next", words: t("phone.now", { title: title }), at: page.live.now() }
        : null;
    },
    /** Says something to screen readers only. It is gone a moment later, so that nobody comes upon stale words. */
    say: function (words) {
      const node = document.getElementById("say");
      node.textContent = words;
      clearTimeout(page.saying);
      page.saying = setTimeout(function () {
        node.textContent = "";
      }, HEARD);
    },
    /** Whether what is posted here and what is typed here both outlive this page. */
    lasting: function () {
      return page.shelf.lasting() && page.drafts.lasting();
    },
    waiting: function () {
      return waitingCount(page);
    },
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
    /** The line is there again: it is said once everything that waited has been sent. */
    tellBack: function () {
      page.cameBack = page.ready && performance.now() - page.lostAt > PATIENCE ? refusedNow(page) : null;
    },
    out: function () {
      reloadOnce("out");
    },
  };
}

/**
 * Tells the facilitator whether somebody writes here, so that nobody is cut off: there are words in the field of an open step, and they
 * were touched within a minute. Only the change is told.
 */
export function tellWriting(page, step) {
  const open = step && step.kind === "ideas" && isOpen(page, step);
  const writing = Boolean(open && measure(page.drafts.get(step.id)) && Date.now() - page.typedAt < STILL_WRITING);
  if (writing === page.writing || !page.live.online()) return;
  page.writing = writing;
  page.live.signal({ writing: writing });
}

/**
 * What else must be sent once an idea has arrived: its newer words, or that its author took it back meanwhile. And once it was taken
 * back: that its author thought again.
 */
export function afterwards(item, answer) {
  if (item.verb === "idea.withdraw" && item.gone) return [{ verb: "idea.restore", body: { idea: item.body.idea } }];
  if (item.verb !== "idea.add" || !answer.made || !answer.made.idea) return [];
  if (item.gone) return [{ verb: "idea.withdraw", body: { idea: answer.made.idea } }];
  if (item.first && item.body.text !== item.first.text)
    return [{ verb: "idea.edit", body: { idea: answer.made.idea, text: item.body.text } }];
  return [];
}

/** Hears every answer. A refused text stays with its reason, dots that came late with theirs; anything else is said and let go. */
export function answered(page, item, answer) {
  if (answer.ok) return;
  if (answer.code === "not_joined") reloadOnce("out");
  if (item.state !== "refused" || TEXTS.indexOf(item.verb) >= 0) return;
  if (cameAfterVote(item, answer)) return late(page, item);
  page.outbox.drop(item.key);
  if (item.verb === "idea.withdraw") page.taken = null;
  page.notice("refused", "flag", refusalText(item.code, item.facts));
}

function late(page, item) {
  if (item.verb === "ballot.set") page.notice("refused", "flag", lateWords(page, item));
  else page.outbox.drop(item.key); // that one is done matters no more
}

// What has arrived is forgotten once the store shows it: from then on the store is the truth.
function tidy(page) {
  const keys = {};
  const away = {};
  page.live.store.all("mine").forEach(function (idea) {
    keys[idea.key] = true;
    away[idea.id] = idea.state === "withdrawn";
  });
  page.outbox
    .arrived()
    .slice()
    .forEach(function (item) {
      const ballot = page.live.store.get("ballot", item.body.activity);
      const waits =
        item.verb === "idea.add"
          ? !keys[item.key]
          : item.verb === "idea.restore"
            ? away[item.body.idea]
            : item.verb === "ballot.set" && (!ballot || ballot.n < item.body.n);
      if (!waits) page.outbox.forget(item.key);
    });
}
