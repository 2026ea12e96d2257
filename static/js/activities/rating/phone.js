// The view of a rating step: each target with its scale, by theme, searchable, changeable until the step closes.
// Phone-safe.

import { el } from "../../dom/el.js";
import { fill } from "../../dom/fill.js";
import { memoized } from "../../wire/lookup.js";
import { pick } from "../../text/text.js";
import { t } from "../../text/words.js";
import { cast } from "../../phone/ballot.js";
import { cardGroups } from "../../phone/card_groups.js";
import { numbered } from "../../phone/idea_card.js";
import { prompt } from "../../phone/prompt.js";
import { byTheme, themeGroups } from "../../phone/themes.js";
import { ballotOf, leftOut, meOf, targetsOf } from "../../phone/view.js";
import { news, tellNews } from "../../phone/vote_news.js";
import { byState, inOrder } from "../../phone/vote_parts.js";
import { ratingCard, showMark } from "./phone_card.js";
import { ratingFooter } from "./phone_footer.js";

/** The view of one rating step: {nodes, footer, update}. */
export function view(page, step) {
  return byState(
    page,
    step,
    function () {
      return rating(page, step);
    },
    function () {
      return { title: t("rating.yours"), cards: givenCards(page, step), none: t("rating.yours.none") };
    },
  );
}

function rating(page, step) {
  const of = step.of === "clusters" ? ".theme" : "";
  const change = pick(step.instruction, page.boot.lang).text ? "" : " " + t("vote.change");
  const view = { page: page, id: step.id, order: [], news: news(page), footer: ratingFooter(page), sign: "" };
  view.rule = el("p", { class: "rule" }, t("rating.intro" + of) + change);
  view.none = el("p", { class: "note", hidden: true }, t("phone.votes.nothing"));
  view.out = el("p", { class: "quiet", hidden: true });
  view.targets = memoized(page.live.store, ["idea", "cluster", "me"], function () {
    return targetsOf(page, step);
  });
  view.cards = cardGroups(
    page,
    ratingCard(step, function (id, mark) {
      rate(view, id, mark);
    }),
    function (row) {
      return JSON.stringify([row.label, row.text, row.merged]); // the mark is shown on the card that is there, which keeps the focus
    },
  );
  view.cards.node.classList.add("votes");
  const face = {
    nodes: prompt(page, step).concat([view.rule, view.news.notes, view.none, view.cards.node, view.out]),
    footer: view.footer.node,
    update: function () {
      update(view);
      face.footer = view.none.hidden ? view.footer.node : null; // without targets there is nothing to be done with
    },
  };
  return face;
}

function givenCards(page, step) {
  return rowsOf(page, step, targetsOf(page, step), [])
    .filter(isRated)
    .map(function (row) {
      const words = el("p", { class: "yours" }, t("vote.given.rating", {}, row.mark));
      const card = fill("target", { card: { class: "idea has" }, ...numbered(row.label, row.text, row.lang) });
      card.appendChild(words);
      return card;
    });
}

// The targets with {key, mark}; `mark` is undefined where this participant gave none.
function rowsOf(page, step, targets, order) {
  const marks = ballotOf(page, step).marks;
  return inOrder(targets, order).map(function (target) {
    return Object.assign({ key: String(target.id), mark: marks[target.id] }, target);
  });
}

function isRated(row) {
  return row.mark !== undefined;
}

// Recomputes only after the targets, the own ballot or the own readiness have changed.
function update(view) {
  const page = view.page;
  const step = page.live.store.get("activity", view.id);
  const ready = meOf(page).done.indexOf(view.id) >= 0;
  const marks = ballotOf(page, step).marks;
  const sign = ["idea", "cluster"].map(page.live.store.version).concat(ready, JSON.stringify(marks)).join("/");
  if (sign === view.sign) return;
  view.sign = sign;
  const rows = rowsOf(page, step, view.targets(""), view.order);
  tellNews(view.news, step, rows, gone(step));
  const out = step.of === "clusters" ? 0 : leftOut(page);
  view.none.hidden = rows.length > 0;
  view.rule.hidden = rows.length === 0;
  view.out.hidden = out === 0;
  if (out) view.out.textContent = t("phone.votes.left_out", {}, out);
  view.cards.show(groups(page, rows));
  view.cards.each(function (node, row) {
    showMark(node, row.mark);
  });
  view.footer.show(step, rows.filter(isRated).length, rows.length, ready);
}

function gone(step) {
  return function (label) {
    return label
      ? t("rating.gone" + (step.of === "clusters" ? ".theme" : ""), { number: label })
      : t("rating.gone.one");
  };
}

// By theme once a theme exists, else one plain list.
function groups(page, rows) {
  const themes = byTheme(page, rows, meOf(page).seed);
  const grouped = themes.some(function (group) {
    return group.theme;
  });
  if (!grouped) return [{ key: "all", head: null, sign: "", rows: rows }];
  return themeGroups(themes, function (own) {
    const rated = own.filter(isRated).length;
    return rated ? t("rating.count", { n: rated, total: own.length }) : "";
  });
}

function rate(view, id, mark) {
  const page = view.page;
  const step = page.live.store.get("activity", view.id);
  const rows = rowsOf(page, step, view.targets(""), view.order);
  const marks = {};
  rows.forEach(function (row) {
    if (row.id === id) row.mark = mark;
    if (isRated(row)) marks[row.id] = row.mark;
  });
  page.said = null;
  cast(page, step, marks);
  page.say(t("rating.count", { n: rows.filter(isRated).length, total: rows.length }));
}
