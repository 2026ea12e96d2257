// What the views of all votes on the phone have in common. Phone-safe.

import { el, replaceContent } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { pick, stepName } from "../text/languages.js";
import { t } from "../text/words.js";
import { otherLanguage } from "./other_language.js";
import { ranking, toldRows } from "./ranking.js";
import { isOpen, meOf, resultOf, stateOf } from "./view.js";

/**
 * The view of a vote in the state that it is in: its result once that is shown, `open()` while it takes ballots, and
 * between the two what this participant gave: `yours()` is {title, cards, none}, `none` the words when there is
 * nothing.
 */
export function byState(page, step, open, yours) {
  const over = stateOf(page, step) === "closed";
  const result = () => resultOf(page, page.live.store.get("activity", step.id) || step);
  if (over && result()) {
    const list = resultList(
      page,
      () => [result()].filter(Boolean),
      () => "vote.hidden",
      "h1",
    );
    return { nodes: [list.node], footer: null, update: list.update };
  }
  if (isOpen(page, step)) return open();
  const nodes = [heading(page, step), note(over ? "vote.hidden" : "join.wait")];
  if (!over) return still(nodes);
  const given = yours();
  const none = given.cards.length ? null : el("p", { class: "quiet" }, given.none);
  return still(nodes.concat([el("section", { class: "mine" }, el("h2", {}, given.title), ...given.cards, none)]));
}

/**
 * The results of several votes: {node, update}. `read()` gives them, [{step, tally}]: each stands under what was asked,
 * the first one whole and the others in short. `waits(votes)` is the key of what stands in place of one without
 * `tally`, or of all if none of them has it. `level`: the element of what was asked, "h2" without one. Drawn anew when
 * a tally, or what is told of its places, changes: a result is counted again after an idea is un-merged or hidden. What
 * its reader has unfolded stays so.
 */
export function resultList(page, read, waits, level) {
  const node = el("div", { class: "work" });
  const unfolded = {};
  let sign = "";
  return {
    node: node,
    update: function () {
      const votes = read();
      const rows = votes.map((vote) => vote.tally && toldRows(page, vote).all);
      const now = JSON.stringify([votes, waits(votes), rows, page.live.store.all("cluster")]);
      if (now === sign) return;
      sign = now;
      const told = votes.map((vote, at) =>
        [heading(page, vote.step, level || "h2")].concat(
          vote.tally ? ranking(page, vote, at > 0, unfolded) : note(waits([vote])),
        ),
      );
      replaceContent(node, ...(votes.some((vote) => vote.tally) ? [].concat(...told) : [note(waits(votes))]));
    },
  };
}

function note(key) {
  return el("p", { class: "note" }, t(key));
}

// What was asked in a vote that takes no ballots now, or its name where nothing was, as an element of this name, "h1"
// without one. The twin of `vote_heading` in templates/phone/place.html.
function heading(page, step, name) {
  const prompt = pick(step.prompt, page.boot.lang);
  const asked = prompt.text ? prompt : stepName(step, page.boot.lang, t("kind." + step.kind));
  return el(name || "h1", { lang: asked.lang, dir: "auto" }, soften(asked.text), otherLanguage(prompt));
}

// A view that does not change: {nodes, footer, update}.
function still(nodes) {
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
  return targets.slice().sort((a, b) => place[a.id] - place[b.id]);
}

/** The ending of the keys of texts about what is voted on: ".theme" for themes, none for ideas. */
export function ofThemes(step) {
  return step.of === "clusters" ? ".theme" : "";
}

/**
 * Tells the forum that this participant is done with a vote, or not after all. `thanks`: the words to show once the
 * server has it.
 */
export function sayDone(page, step, done, thanks) {
  page.outbox.add({
    verb: "activity.done",
    slot: "done-" + step.id,
    body: { activity: step.id, done: done },
    known: page.live.store.version("me"),
    thanks: thanks || "",
  });
}

/** Whether this participant is done, {wish, saved}: as last said on this phone, and whether the server has that. */
export function doneWith(page, step) {
  const stored = meOf(page).done.indexOf(step.id) >= 0;
  const said = page.outbox
    .arrived()
    .concat(page.outbox.items())
    .filter((item) => item.verb === "activity.done" && item.body.activity === step.id && item.state !== "refused")
    .pop();
  const wish = said ? said.body.done : stored;
  return { wish: wish, saved: wish === stored };
}
