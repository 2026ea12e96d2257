// Own ideas as one list of cards: stored ones, unsent ones and refused ones, each with the phase that its card shows.
// An idea keeps its idempotency key in the store and in the outbox, so that its card stays in place when it is saved.
// Phone-safe.

import { IDEA_STATES } from "../wire/contract.js";
import { reasonOf } from "./hidden_reason.js";
import { forumOf } from "./view.js";
import { supportedCards } from "./supports.js";
import { takenCards } from "./take_back.js";

const SAYS_SAVING_AFTER_MS = 600;

/**
 * Own ideas, and supported ones (supports.js), of a step and of those before it (of all steps with null), unsent ones
 * first, then by number, highest first: [{key, id, number, text, activity, phase, reason, code, facts, unsent, cluster,
 * into, original, receipt, at}]. `phase`: taken (just taken back), new, saving, kept (stored on this phone), open (only
 * in this page's memory), slow, later (one idea at a time), paused, refused, saved, masked (others see a part of it
 * covered), waiting, hidden, merged (into the idea with number `into`), spot.
 */
export function ownIdeas(page, step) {
  const stored = page.live.store.all("mine");
  const keys = {};
  stored.forEach(function (idea) {
    keys[idea.key] = true;
  });
  const isNew = (item) => isIdea(item) && !keys[item.key] && !item.gone;
  const unsent = page.outbox.items().filter(isNew);
  const arrived = page.outbox.arrived().filter(isNew);
  const here = stored.filter((idea) =>
    IDEA_STATES[idea.state].words ? !waits(page, "idea.withdraw", idea.id) : comesBack(page, idea.id),
  );
  const taken = takenCards(page);
  const settledOnes = arrived
    .map(justArrived)
    .concat(here.map(fromStore(page)))
    .filter((card) => !taken.length || card.key !== taken[0].key);
  const all = unsent
    .map(fromOutbox(page))
    .reverse()
    .concat(settledOnes.concat(taken, supportedCards(page)).sort(byNumber));
  return step === null ? all : upTo(page, step, all);
}

// Ideas of earlier steps stay in sight, because people read them to one another. Those that were refused there are in
// unsent.js.
function upTo(page, step, cards) {
  const now = cards.filter((card) => card.activity === step.id);
  return now.concat(
    cards.filter(function (card) {
      const other = page.live.store.get("activity", card.activity);
      return other && other.position < step.position && card.phase !== "refused";
    }),
  );
}

/** How many own ideas wait to be sent, in all steps. */
export function waitingCount(page) {
  return page.outbox
    .items()
    .filter(
      (item) =>
        isIdea(item) && item.state === "waiting" && !item.gone && page.live.now() - item.at > SAYS_SAVING_AFTER_MS,
    ).length;
}

/** Whether a command has been on its way long enough for a person to wonder. */
export function isSaving(page) {
  return page.outbox
    .items()
    .some(
      (item) =>
        item.state === "waiting" && item.code !== "slow_mode" && page.live.now() - item.at > SAYS_SAVING_AFTER_MS,
    );
}

/** Whether an own idea is being sent: it may come in a frame before its answer. */
export function isSending(page) {
  return page.outbox.items().some((item) => isIdea(item) && item.key === page.outbox.busy());
}

/** The ids of own ideas that were answered, {id: true}; the store may not show them as own yet. */
export function arrivedIds(page) {
  const ids = {};
  page.outbox
    .arrived()
    .filter(isIdea)
    .forEach(function (item) {
      ids[item.made.idea] = true;
    });
  return ids;
}

function isIdea(item) {
  return item.verb === "idea.add";
}

function waits(page, verb, idea) {
  return page.outbox
    .items()
    .find((item) => item.verb === verb && item.body.idea === idea && item.state === "waiting" && !item.gone);
}

function comesBack(page, idea) {
  return page.outbox
    .items()
    .concat(page.outbox.arrived())
    .some((item) => item.verb === "idea.restore" && item.body.idea === idea && item.state !== "refused");
}

function byNumber(a, b) {
  return b.number - a.number;
}

function fromOutbox(page) {
  return (item) => ({
    key: item.key,
    id: 0,
    number: 0,
    text: item.body.text,
    lang: "",
    activity: item.body.activity,
    phase: phaseOf(page, item),
    reason: null,
    code: item.code,
    facts: item.facts,
    unsent: true,
    cluster: null,
  });
}

/** The phase of a command in the outbox: new, saving, kept, open, slow, later, paused or refused, as of `ownIdeas`. */
export function phaseOf(page, item) {
  if (item.state === "refused") return "refused";
  if (item.code === "too_fast") return "slow";
  if (item.code === "slow_mode") return "later";
  const old = page.live.now() - item.at > SAYS_SAVING_AFTER_MS;
  if (item.code === "ideas_paused" || (old && item.verb === "idea.add" && forumOf(page).paused)) return "paused";
  const sending = page.live.online() && item.key === page.outbox.busy();
  if (!sending && (item.code || !page.live.online())) return page.lasting() ? "kept" : "open";
  return old ? "saving" : "new";
}

function justArrived(item) {
  return {
    key: item.key,
    id: item.made.idea,
    number: item.made.number,
    text: item.body.text,
    lang: "",
    activity: item.body.activity,
    phase: "saved",
    reason: null,
    code: "",
    facts: {},
    unsent: false,
    cluster: null,
  };
}

function fromStore(page) {
  return function (idea) {
    const change = waits(page, "idea.edit", idea.id);
    return {
      key: idea.key,
      id: idea.id,
      number: idea.number,
      text: change ? change.body.text : idea.text,
      lang: change ? "" : idea.lang,
      activity: idea.activity,
      phase: change ? changing(page, change) : phaseOfStored(page, idea),
      reason: reasonOf(page, idea),
      code: "",
      facts: {},
      unsent: false,
      cluster: idea.cluster,
      into: idea.merged_into,
      original: change ? null : idea.original,
      receipt: idea.receipt,
      at: idea.at,
    };
  };
}

function changing(page, item) {
  const phase = phaseOf(page, item);
  return phase === "new" ? "saved" : phase;
}

function phaseOfStored(page, idea) {
  if (IDEA_STATES[idea.state].held || idea.state === "merged") return idea.state;
  if (forumOf(page).spotlight === idea.id) return "spot";
  return idea.masked ? "masked" : "saved";
}
