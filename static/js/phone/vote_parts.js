// What the views of all votes on the phone have in common. Phone-safe.

import { el } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { pick } from "../text/text.js";

/** The question of a vote that takes no ballots now. */
export function heading(page, step) {
  const asked = pick(step.prompt, page.boot.lang);
  return el("h1", { lang: asked.lang, dir: "auto" }, soften(asked.text));
}

/** A view that does not change: {nodes, footer, update}. */
export function still(nodes) {
  return { nodes: nodes, footer: null, update: function () {} };
}

/**
 * The targets in the order in which they were shown first. `order` holds their ids and grows: what comes during the
 * vote is added last, so that no card moves under a finger.
 */
export function inOrder(targets, order) {
  const place = {};
  order.forEach(function (id, at) {
    place[id] = at;
  });
  targets.forEach(function (target) {
    if (place[target.id] === undefined) place[target.id] = order.push(target.id) - 1;
  });
  return targets.slice().sort(function (a, b) {
    return place[a.id] - place[b.id];
  });
}

/** Tells the forum that this participant is done with a vote, or not after all. */
export function sayDone(page, step, done) {
  page.outbox.add({ verb: "activity.done", slot: "done-" + step.id, body: { activity: step.id, done: done } });
}
