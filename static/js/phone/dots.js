// The step of giving dots: every idea with its dots, what is left in the foot, changeable until it closes. Phone-safe.

import { el, fresh, icon } from "../dom.js";
import { soften } from "../hyphens.js";
import { pick } from "../text.js";
import { t } from "../words.js";
import { numbered } from "./card.js";
import { dotCard, dotRow, refresh } from "./dotcard.js";
import { keeper } from "./list.js";
import { ballotOf, isOpen, meOf, resultOf, stateOf, targetsOf } from "./picture.js";
import { ranking } from "./results.js";

/** The view of one dots step: {nodes, foot, update}. */
export function dots(page, step) {
  const asked = pick(step.prompt, page.boot.lang);
  const heading = el("h1", { lang: asked.lang }, soften(asked.text));
  const result = stateOf(page, step) === "closed" ? resultOf(page, step) : null;
  if (result) return still([heading].concat(ranking(page, result)));
  return isOpen(page, step) ? voting(page, step, heading) : closed(page, step, heading);
}

function still(nodes) {
  return { nodes: nodes, foot: null, update: function () {} };
}

function voting(page, step, heading) {
  const of = step.settings.of === "clusters" ? ".theme" : "";
  const rule = t("dots.intro" + of, {}, step.settings.dots) + " " + t("dots.cap" + of, {}, step.settings.cap) + " " + t("vote.change");
  const list = el("div", { class: "ideas votes" });
  const view = { page: page, id: step.id, order: [], list: list, foot: el("div", { class: "tally" }), sign: "" };
  view.none = el("p", { class: "note", hidden: true }, t("phone.votes.nothing"));
  view.keep = keeper(list, dotCard(function (id, change) {
    give(view, id, change);
  }), function (row) {
    return JSON.stringify([row.label, row.text, row.given]);
  });
  return {
    nodes: [heading, el("p", { class: "rule" }, rule), view.none, list],
    foot: view.foot,
    update: function () {
      update(view);
    },
  };
}

function closed(page, step, heading) {
  const given = rows(page, step, []).filter(function (row) {
    return row.given;
  });
  const over = stateOf(page, step) === "closed";
  const nodes = [heading, el("p", { class: "note" }, t(over ? "vote.hidden" : "join.wait"))];
  if (!over) return still(nodes);
  const cards = given.map(function (row) {
    return el("article", { class: "idea has" }, numbered(row.label, row.text), dotRow(row.given));
  });
  const none = given.length ? null : el("p", { class: "quiet" }, t("phone.votes.none"));
  return still(nodes.concat([el("section", { class: "mine" }, el("h2", {}, t("phone.votes.yours")), ...cards, none)]));
}

// Ideas that come while one votes stand last, so that nothing moves under a finger.
function rows(page, step, order) {
  const marks = ballotOf(page, step).marks;
  const found = targetsOf(page, step);
  found.forEach(function (target) {
    if (order.indexOf(target.id) < 0) order.push(target.id);
  });
  found.sort(function (a, b) {
    return order.indexOf(a.id) - order.indexOf(b.id);
  });
  return found.map(function (target) {
    return Object.assign({ key: String(target.id), given: marks[target.id] || 0 }, target);
  });
}

function spent(shown) {
  return shown.reduce(function (sum, row) {
    return sum + row.given;
  }, 0);
}

function update(view) {
  const step = view.page.live.store.get("activity", view.id);
  const shown = weighed(view, step);
  const left = step.settings.dots - spent(shown);
  const ready = meOf(view.page).done.indexOf(view.id) >= 0;
  view.none.hidden = shown.length > 0;
  view.keep.show(shown);
  const sign = left + "/" + ready;
  if (sign === view.sign) return;
  view.sign = sign;
  shown.forEach(function (row, i) {
    refresh(view.list.children[i], row);
  });
  foot(view, step, left, ready);
}

// The rows, each with what is left and, when it can have no more, the reason.
function weighed(view, step) {
  const shown = rows(view.page, step, view.order);
  const left = step.settings.dots - spent(shown);
  return shown.map(function (row) {
    return Object.assign(row, { left: left, why: left < 1 ? "no_dots" : row.given >= step.settings.cap ? "dot_cap" : "" });
  });
}

function foot(view, step, left, ready) {
  const small = step.settings.dots <= 6;
  const button = el("button", { type: "button", class: ready ? "btn" : "btn main", "data-do": "ready", click: function () {
    view.page.outbox.add({ verb: "activity.done", slot: "done-" + view.id, body: { activity: view.id, done: !ready } });
    if (!ready) view.page.notice("", "check", t("vote.done"));
  } }, t(ready ? "phone.votes.again" : "vote.done.button"));
  const focused = view.foot.contains(document.activeElement);
  const thanks = ready && left < 1 ? el("p", { class: "thanks" }, icon("check"), t("vote.done")) : null;
  fresh(view.foot, thanks || el("p", {}, t("dots.left", {}, left), small && left > 0 ? dotRow(left, step.settings.dots) : null), button);
  if (focused) button.focus();
}

function give(view, id, change) {
  const page = view.page;
  const step = page.live.store.get("activity", view.id);
  const shown = weighed(view, step);
  const row = shown.filter(function (one) {
    return one.id === id;
  })[0];
  if (!row || row.given + change < 0) return;
  if (change > 0 && row.why) {
    page.notice("refused", "flag", t("refusal." + row.why));
    return;
  }
  row.given += change;
  page.said = null;
  cast(page, step, shown);
  page.say(t("dots.left", {}, row.left - change));
}

// The whole ballot each time, with the next number: the newest one stands, whatever comes late.
function cast(page, step, shown) {
  const marks = {};
  shown.forEach(function (row) {
    if (row.given > 0) marks[row.id] = row.given;
  });
  const n = ballotOf(page, step).n + 1;
  page.outbox.add({ verb: "ballot.set", slot: "ballot-" + step.id, body: { activity: step.id, n: n, marks: marks } });
}
