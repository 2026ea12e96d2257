// Tells authors what was done to their ideas: hidden, merged, worded anew, covered in part, or undone again; and those
// who support an idea what became of it. Their cards may be out of sight. Phone-safe.

import { IDEA_STATES } from "../wire/contract.js";
import { t } from "../text/words.js";

const TONES = { "phone.hidden": ["refused", "hide"], "phone.merged": ["", "merge"], "phone.masked": ["", "hide"] };
TONES["phone.supported.gone"] = TONES["phone.masked"];
TONES["phone.supported.merged"] = TONES["phone.merged"];

/**
 * Returns a function to call after own or supported ideas may have changed, before answered commands leave the outbox.
 * What happened before its first call is not announced; what happened to several ideas at once is one message.
 */
export function hiddenNews(page) {
  let known = null;
  return function () {
    const now = {};
    const told = {};
    function compare(kind, newsOf) {
      page.live.store.all(kind).forEach(function (idea) {
        const was = known && known[kind + idea.id];
        const key = was && newsOf(page, was, idea);
        if (key) add(told, key, /merged$/.test(key) && idea.merged_into, idea.number);
        // What others see from now on they may not see all of.
        if (idea.masked && /through|again|unmerged/.test(key)) add(told, "phone.masked", false, idea.number);
        now[kind + idea.id] = { ...idea };
      });
    }
    compare("mine", ownNews);
    compare("support", supportedNews);
    known = now;
    tell(
      page,
      Object.keys(told)
        .sort()
        .map((sign) => told[sign]),
    );
  };
}

function add(told, key, into, number) {
  const sign = key + "/" + into;
  told[sign] = told[sign] || { key: key, into: into, numbers: [] };
  told[sign].numbers.push(number);
}

function tell(page, told) {
  if (!told.length) return;
  const words = told.map((one) => t(one.key, { numbers: one.numbers.join(", "), into: one.into }, one.numbers.length));
  const tone = TONES[told[0].key] || ["", "check"];
  page.notice(tone[0], tone[1], words.join(" "));
}

function ownNews(page, was, idea) {
  return placeNews(was, idea) || (isEditing(page, idea) ? "" : wordsNews(was, idea));
}

// Of an idea out of sight a supporter knows no words; those it comes back with are no news of their own.
function supportedNews(page, was, idea) {
  if (idea.state !== was.state || idea.merged_into !== was.merged_into)
    return "phone.supported." + ({ hidden: "gone", merged: "merged" }[idea.state] || "back");
  return idea.text === was.text ? "" : "phone.supported.changed";
}

// Who sees it: the key of the news, or "".
function placeNews(was, idea) {
  if (idea.state === "hidden") return was.state === "hidden" ? "" : "phone.hidden";
  if (idea.merged_into) return was.merged_into === idea.merged_into ? "" : "phone.merged";
  if (!IDEA_STATES[idea.state].everyone) return "";
  if (was.merged_into) return "phone.unmerged";
  return { hidden: "phone.shown_again", waiting: "phone.let_through" }[was.state] || "";
}

// In what words others see it. Facilitators' words carry the author's, so the two come and go together.
function wordsNews(was, idea) {
  if (idea.state === "hidden") return "";
  if (idea.original && idea.text !== was.text) return "phone.reworded";
  if (!idea.original && was.original) return "phone.words_back";
  if (!idea.masked === !was.masked) return "";
  return idea.masked ? "phone.masked" : "phone.unmasked";
}

// Authors who write an idea anew know what becomes of others' words in it.
function isEditing(page, idea) {
  return page.outbox
    .items()
    .concat(page.outbox.arrived())
    .some((item) => item.verb === "idea.edit" && item.body.idea === idea.id);
}
