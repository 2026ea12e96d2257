// The view of a dots step: targets by theme with their dots, searchable, changeable until the step closes. Phone-safe.

import { el } from "../../dom/el.js";
import { memoized } from "../../wire/lookup.js";
import { pick } from "../../text/text.js";
import { t } from "../../text/words.js";
import { cast } from "../../phone/ballot.js";
import { marksOf, weighed } from "./phone_ballot.js";
import { dotCard, givenCard, refresh } from "./phone_card.js";
import { dotFooter } from "./phone_footer.js";
import { dotGroups, isGiven } from "./phone_groups.js";
import { cardGroups } from "../../phone/card_groups.js";
import { ballotOf, leftOut, meOf, targetsOf } from "../../phone/view.js";
import { prompt } from "../../phone/prompt.js";
import { tellDots } from "./phone_news.js";
import { news } from "../../phone/vote_news.js";
import { byState } from "../../phone/vote_parts.js";

/** The view of one dots step: {nodes, footer, update}. */
export function view(page, step) {
  return byState(
    page,
    step,
    function () {
      return voting(page, step);
    },
    function () {
      const given = weighed(page, step, targetsOf(page, step), []).filter(isGiven);
      return { title: t("phone.votes.yours"), cards: given.map(givenCard), none: t("phone.votes.none") };
    },
  );
}

function voting(page, step) {
  const of = step.of === "clusters" ? ".theme" : "";
  const rule =
    t("dots.intro" + of, {}, step.settings.dots) +
    " " +
    t("dots.cap" + of, {}, step.settings.cap) +
    (pick(step.instruction, page.boot.lang).text ? "" : " " + t("vote.change"));
  const view = {
    page: page,
    id: step.id,
    order: [],
    news: news(page),
    footer: dotFooter(page),
    left: null,
    sign: "",
  };
  view.rule = el("p", { class: "rule" }, rule);
  view.none = el("p", { class: "note", hidden: true }, t("phone.votes.nothing"));
  view.out = el("p", { class: "quiet", hidden: true });
  view.targets = memoized(page.live.store, ["idea", "cluster", "me"], function () {
    return targetsOf(page, step);
  });
  view.cards = cardGroups(
    page,
    dotCard(function (id, change) {
      give(view, id, change);
    }),
    function (row) {
      return JSON.stringify([row.label, row.text, row.merged, row.given]);
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

// Recomputes only after the targets, the own ballot or the own readiness have changed.
function update(view) {
  const step = view.page.live.store.get("activity", view.id);
  const ready = meOf(view.page).done.indexOf(view.id) >= 0;
  const sign = ["idea", "cluster"]
    .map(view.page.live.store.version)
    .concat(ready, JSON.stringify(step.settings), JSON.stringify(ballotOf(view.page, step).marks))
    .join("/");
  if (sign === view.sign) return;
  view.sign = sign;
  const rows = weighed(view.page, step, view.targets(""), view.order);
  tellDots(view.news, step, rows);
  const left = rows.length ? rows[0].left : step.settings.dots;
  const out = step.of === "clusters" ? 0 : leftOut(view.page);
  view.none.hidden = rows.length > 0;
  view.rule.hidden = rows.length === 0;
  view.out.hidden = out === 0;
  if (out) view.out.textContent = t("phone.votes.left_out", {}, out);
  view.cards.show(dotGroups(view.page, rows));
  if (left !== view.left) view.cards.each(refresh);
  view.left = left;
  view.footer.show(step, left, ready);
}

function give(view, id, change) {
  const page = view.page;
  const step = page.live.store.get("activity", view.id);
  const rows = weighed(page, step, view.targets(""), view.order);
  const row = rows.filter(function (one) {
    return one.id === id;
  })[0];
  if (!row || row.given + change < 0) return;
  if (change > 0 && row.why) {
    page.notice("refused", "flag", t("refusal." + row.why));
    return;
  }
  row.given += change;
  page.said = null;
  cast(page, step, marksOf(rows));
  page.say(t("dots.left", {}, row.left - change));
}
