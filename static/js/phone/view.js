// The view model of the phone: what it shows, computed from the store, the outbox and the drafts, as plain values
// without DOM. The twin of workshop/pages/phone/view.py. `page` is {live, outbox, drafts, …} as phone.js makes it.
// Phone-safe.

import { earlyStep, isWriting, stateAt } from "../vote/agenda.js";
import { places, uncovered } from "../vote/places.js";
import { asResult } from "../vote/result.js";
import { MINUTE_MS } from "../text/format.js";
import { stepName } from "../text/languages.js";
import { t } from "../text/words.js";
import { shuffled } from "./shuffle.js";

// How long before a led forum begins people may be in its hall, where a screen tells the rest.
const HALL_OPENS_MS = 60 * MINUTE_MS;

/** The forum's shape. */
export function forumOf(page) {
  return page.live.store.all("forum")[0];
}

/** Whether the forum has ended. */
export function hasEnded(page) {
  return forumOf(page).state === "ended";
}

/**
 * The key of what somebody does who has nothing to do in a step: in a led forum `led`, in a self-paced one they look at
 * the list. The twin of `Picture.idle` in workshop/pages/phone/view_model.py.
 */
export function idleKey(page, led) {
  return forumOf(page).self_paced ? "phone.self.next" : led;
}

/**
 * Whether a led forum begins so late that who has come in is not in the hall yet. The twin of `Picture.begins_later` in
 * workshop/pages/phone/view_model.py.
 */
export function beginsLater(page) {
  const forum = forumOf(page);
  return forum.state === "planned" && !forum.self_paced && forum.starts_at - page.live.now() > HALL_OPENS_MS;
}

/** This person's shape. */
export function meOf(page) {
  return page.live.store.all("me")[0] || { id: 0, seed: 0, done: [], suggested: {} };
}

/** The steps in order. */
export function stepsOf(page) {
  return page.live.store.all("activity").sort((a, b) => a.position - b.position);
}

/** The state of an activity at this moment. */
export function stateOf(page, activity) {
  const early = earlyOf(page);
  return early && early.id === activity.id ? "open" : stateAt(activity, page.live.now());
}

function earlyOf(page) {
  return earlyStep(forumOf(page), page.live.store.all("activity"), page.live.now());
}

/** Whether people may write or vote in an activity. */
export function isOpen(page, activity) {
  const state = stateOf(page, activity);
  return state === "open" || state === "closing";
}

/** Seconds left to write or vote, or null. */
export function secondsOf(page, activity) {
  const state = stateOf(page, activity);
  const end = state === "closing" ? activity.closes_at : activity.ends_at;
  if (end === null || (state !== "open" && state !== "closing")) return null;
  return Math.max(0, (end - page.live.now()) / 1000);
}

/** Whole seconds until this phone may post its next idea, where they are slowed down; else 0. */
export function secondsToWait(page) {
  const slow = forumOf(page).slow;
  const last = page.live.store.all("mine").reduce(function (newest, idea) {
    return Math.max(newest, idea.at);
  }, 0);
  if (!slow || !last) return 0;
  return Math.max(0, Math.ceil((last + slow * 1000 - page.live.now()) / 1000));
}

/**
 * The step to show. In a self-paced forum the one that this person chose, once it has begun; else the one that the hall
 * looks at, or during the grace the step in whose field there are (or were) words.
 */
export function shownStep(page) {
  const forum = forumOf(page);
  if (forum.self_paced) return begun(page, page.chosen);
  const unfinished = stepsOf(page).find(function (one) {
    return isWriting(one) && stateOf(page, one) === "closing" && (page.drafts.get(one.id) || page.finishing === one.id);
  });
  return unfinished || page.live.store.get("activity", forum.now) || earlyOf(page);
}

function begun(page, id) {
  const step = page.live.store.get("activity", id);
  return step && step.state !== "waiting" ? step : null;
}

/** The name of the view: "before", "choose", "ended", or the kind of the step. */
export function modeOf(page, step) {
  const forum = forumOf(page);
  if (forum.state === "ended" && !(step && stateOf(page, step) === "closing")) return "ended";
  if (!step) return forum.self_paced && forum.state === "live" ? "choose" : "before";
  return step.kind;
}

/** What a step is called, {text, lang}: its name, else the name of its kind. */
export function labelOf(page, step) {
  return stepName(step, page.boot.lang, t(step.keeps_back ? "phone.kind.private" : "kind." + step.kind));
}

/** Other people's shown ideas of a step, the newest first. */
export function othersOf(page, step) {
  return page.live.store
    .all("idea")
    .filter(function (idea) {
      return idea.activity === step.id && !page.live.store.get("mine", idea.id);
    })
    .sort(function (a, b) {
      return b.number - a.number;
    });
}

/** How many visible ideas a facilitator has left out of votes. */
export function leftOut(page) {
  return page.live.store.all("idea").filter(function (idea) {
    return idea.left_out;
  }).length;
}

/**
 * The targets of a vote: [{id, label, text, lang, cluster, merged}], in this phone's order; ideas that can be voted on
 * (`merged`: the numbers of those that are merged into it), or themes. `nameless` is the key of what is said of a theme
 * without a name, where not that it comes.
 */
export function targetsOf(page, step, nameless) {
  const clusters = step.of === "clusters";
  const named = (theme) => theme.title || t(nameless || "phone.theme.unnamed");
  const found = {};
  page.live.store.all(clusters ? "cluster" : "idea").forEach(function (one) {
    if (clusters)
      found[one.id] = { id: one.id, label: one.letter, text: named(one), lang: "", cluster: null, merged: [] };
    else if (one.votable) found[one.id] = Object.assign({ label: one.number }, one);
  });
  return shuffled(meOf(page).seed, Object.keys(found).map(Number)).map(function (id) {
    return found[id];
  });
}

/** Of the targets of a vote, those that this phone was dealt, in a vote that deals them; else all. */
export function dealtOf(page, step, targets) {
  if (!step.deals) return targets;
  const hand = (page.live.store.get("dealt", step.id) || { targets: [] }).targets;
  return targets.filter(function (target) {
    return hand.indexOf(target.id) >= 0;
  });
}

/** The own ballot as this phone last changed it, sent or not: {n, marks}. */
export function ballotOf(page, step) {
  const stored = page.live.store.get("ballot", step.id) || { n: 0, marks: {} };
  return page.outbox
    .items()
    .concat(page.outbox.arrived())
    .filter(function (item) {
      return item.verb === "ballot.set" && item.body.activity === step.id && item.state !== "refused";
    })
    .reduce(function (newest, item) {
      return item.body.n > newest.n ? item.body : newest;
    }, stored);
}

/**
 * A revealed vote, {step, tally}, or null. In a led forum the phone waits until the screen has uncovered every place,
 * so that the whole hall sees the result at the same time.
 */
export function resultOf(page, vote) {
  const tally = tallyOf(page)(vote.id);
  if (!tally || (!forumOf(page).self_paced && !isSeenWhole(tally, vote))) return null;
  return { step: vote, tally: tally };
}

/** The function that gives the result of a vote by its id, or null before the reveal. */
export function tallyOf(page) {
  return function (id) {
    return asResult(page.live.store.get("tally", id));
  };
}

function isSeenWhole(tally, vote) {
  const rows = places(tally.rows).rows;
  return uncovered(rows, vote.uncovered) === rows.length;
}
