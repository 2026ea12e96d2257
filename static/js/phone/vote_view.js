// The view of every vote whose ballot is a list of cards: its result, the ballot, or what this participant gave. Twin
// of templates/phone/vote.html. Phone-safe.

import { el } from "../dom/el.js";
import { pick } from "../text/languages.js";
import { t } from "../text/words.js";
import { wordsOf } from "../vote/agenda.js";
import { memoized } from "../wire/lookup.js";
import { cast } from "./ballot.js";
import { cardGroups } from "./card_groups.js";
import { prompt } from "./prompt.js";
import { ballotOf, dealtOf, leftOut, targetsOf } from "./view.js";
import { news, tellNews } from "./vote_news.js";
import { byState, doneWith, inOrder } from "./vote_parts.js";

/**
 * The view of one vote: {nodes, footer, update}. Its rows are the targets with {key, mark}; `mark` is undefined where
 * this participant gave none. `kind` is what only the kind knows:
 * - `rule(step)`: how to vote, in words; `told(step, rows)`: what is given or left, in words
 * - `weigh(step, rows)`: the rows with what the kind adds to them, such as why a row can have no more, or `lost`: a
 *   mark that counts for nothing now, because what it names is gone; `lost(rows)`: sentences about those
 * - `card(step, change)`: a function that makes the card of a row; the card calls `change(id, how)`
 * - `same(row)`: a text that is equal while a card need not be made again; `refresh(card, row)` brings it up to date
 * - `marked(row, how)`: {mark} after a change by the card, {refused: a code} where it may not be made, null for none;
 *   where a kind has no such function, `how` is the mark
 * - `gone(step, label, mark)`: a sentence about a target with an own mark that left the vote; `label` may be empty
 * - `groups(page, rows)`: the rows in groups for card_groups.js
 * - `footer(page)`: {node, show(step, rows, ready, saved)}; `saved`: the server knows whether they are ready
 * - `below(page)`, if there is more below the cards: {node, show(step)}
 * - `givenCard(row, step)`: the card of a row with a mark after the vote; `yours`, `none`: keys of the words around
 *   them
 */
export function voteView(page, step, kind) {
  return byState(
    page,
    step,
    () => ballotView(page, step, kind),
    function () {
      const cardOf = (row) => kind.givenCard(row, step);
      const given = rowsOf(page, step, kind, dealtOf(page, step, targetsOf(page, step)), []).filter(isGiven);
      return { title: t(kind.yours), cards: given.map(cardOf), none: t(kind.none) };
    },
  );
}

/** Whether this participant has given the row a mark. */
export function isMarked(row) {
  return row.mark !== undefined;
}

// Also where what the mark names is gone.
function isGiven(row) {
  return isMarked(row) || row.lost !== undefined;
}

function ballotView(page, step, kind) {
  const view = {
    page: page,
    id: step.id,
    kind: kind,
    order: [],
    news: news(page),
    footer: kind.footer(page),
    below: kind.below ? kind.below(page) : { node: null, show: function () {} },
    sign: "",
  };
  const change = pick(step.instruction, page.boot.lang).text ? "" : " " + t("vote.change" + wordsOf(step));
  view.rule = el("p", { class: "rule" }, kind.rule(step) + change);
  view.none = el("p", { class: "note", hidden: true }, t("phone.votes.nothing" + wordsOf(step)));
  view.out = el("p", { class: "quiet", hidden: true });
  view.targets = memoized(page.live.store, ["idea", "cluster", "me", "dealt"], () =>
    dealtOf(page, step, targetsOf(page, step)),
  );
  const card = kind.card(step, function (id, how) {
    give(view, id, how);
  });
  view.cards = cardGroups(page, card, kind.same);
  view.cards.node.classList.add("votes");
  const face = {
    nodes: prompt(page, step).concat(
      [view.rule, view.news.notes, view.none, view.cards.node, view.out, view.below.node].filter(Boolean),
    ),
    footer: view.footer.node,
    update: function () {
      update(view);
      face.footer = view.none.hidden ? view.footer.node : null; // without targets there is nothing to be done with
    },
  };
  return face;
}

function rowsOf(page, step, kind, targets, order) {
  const marks = ballotOf(page, step).marks;
  const rows = inOrder(targets, order).map((target) =>
    Object.assign({ key: String(target.id), mark: marks[target.id] }, target),
  );
  return kind.weigh ? kind.weigh(step, rows) : rows;
}

// Recomputes only after the targets, the own ballot, the settings or the own readiness have changed.
function update(view) {
  const page = view.page;
  const step = page.live.store.get("activity", view.id);
  const done = doneWith(page, step);
  view.below.show(step);
  const sign = ["idea", "cluster", "dealt"]
    .map(page.live.store.version)
    .concat(done.wish, done.saved, JSON.stringify(step.settings), JSON.stringify(ballotOf(page, step).marks))
    .join("/");
  if (sign === view.sign) return;
  view.sign = sign;
  const rows = rowsOf(page, step, view.kind, view.targets(""), view.order);
  const gone = (label, mark) => view.kind.gone(step, label, mark);
  tellNews(view.news, step, rows, gone, view.kind.lost ? view.kind.lost(rows) : []);
  const out = step.of === "clusters" ? 0 : leftOut(page);
  view.none.hidden = rows.length > 0;
  view.rule.hidden = rows.length === 0;
  view.out.hidden = out === 0;
  if (out) view.out.textContent = t("phone.votes.left_out" + wordsOf(step), {}, out);
  view.cards.show(view.kind.groups(page, rows));
  view.cards.each(view.kind.refresh);
  view.footer.show(step, rows, done.wish, done.saved);
}

function give(view, id, how) {
  const page = view.page;
  const step = page.live.store.get("activity", view.id);
  const rows = rowsOf(page, step, view.kind, view.targets(""), view.order);
  const row = rows.find((one) => one.id === id);
  const made = row && (view.kind.marked ? view.kind.marked(row, how) : { mark: how });
  if (!made) return;
  if (made.refused) {
    page.notice("refused", "flag", t("refusal." + made.refused));
    return;
  }
  row.mark = made.mark;
  page.said = null;
  cast(page, step, marksOf(rows));
  page.say(view.kind.told(step, rows));
}

// A mark that is lost goes along: what it names may come back.
function marksOf(rows) {
  const marks = {};
  rows.filter(isGiven).forEach(function (row) {
    marks[row.id] = isMarked(row) ? row.mark : row.lost;
  });
  return marks;
}
