// A revealed vote on the phone: text, ticks and sum for each place; own ideas and own votes are marked. Twin of
// templates/phone/rank.html. Phone-safe.

import { chartOf, rowChart, wholeChart } from "../charts/chart_of_result.js";
import { el } from "../dom/el.js";
import { fill } from "../dom/fill.js";
import { valued } from "../text/format.js";
import { about } from "../text/moment.js";
import { wordsOf } from "../vote/agenda.js";
import { isEmpty } from "../vote/result.js";
import { answerOf } from "../vote/answers.js";
import { leading } from "../vote/leading.js";
import { places, rankSigns } from "../vote/places.js";
import { language, t } from "../text/words.js";
import { ballotOf, targetsOf } from "./view.js";
import { byTheme, themeOfResult, themeSum } from "./rows_by_theme.js";
import { numbered } from "./idea_card.js";

const USUAL = 10;
const MOST = 12;
const OWN_BELOW = 3;
const LONGEST = [12, "rem"];

/**
 * The nodes of a revealed vote: its first places, below them those of own ideas, and all others on demand; of one that
 * is not `short` also the sums by theme. `unfolded`: the ids of the votes whose reader demanded all, {id: true}.
 */
export function ranking(page, result, short, unfolded) {
  const tally = result.tally;
  if (isEmpty(tally)) return [el("p", { class: "note" }, t("phone.results.none" + wordsOf(result.step)))];
  const told = toldRows(page, result, short);
  const chart = chartOf(tally);
  const signs = rankSigns(told.all);
  const show = function (list, rows) {
    rows.forEach(function (row) {
      list.appendChild(rankRow(row, chart, signs));
    });
  };
  const list = el("ol", { class: "rank" });
  const own = el("ol", { class: "rank", hidden: !told.own.length });
  show(list, told.top);
  show(own, told.own);
  return [
    el("p", { class: "sum" }, sum(tally, wordsOf(result.step))),
    short ? null : wholeChart(chart, told.all, t),
    list,
    own,
    moreButton(list, own, told, result, show, unfolded),
  ]
    .concat(tally.addsUp && !short ? perTheme(themeSums(page, told.all)) : [])
    .filter(Boolean);
}

/**
 * The rows of a result, {all, top, own}: `top` are those that are told at first, a tie whole (one for the first place
 * that is larger than MOST is cut there), of a `short` one the places that lead; `own` the best own ideas below them.
 * The twin of `ShownResult` in workshop/pages/phone/votes_and_results_view.py.
 */
export function toldRows(page, result, short) {
  const all = rowsOf(page, result);
  const given = all.filter((row) => row.value > 0);
  const top = short ? leading(given) : places(given, USUAL, MOST).rows;
  const below = given.slice(top.length).filter((row) => row.own);
  return { all: all, top: top, own: below.slice(0, OWN_BELOW) };
}

/**
 * The votes of rows (`all` of toldRows) summed by theme, the most first and those of ideas without a theme last:
 * [{theme, value, ideas}]; empty where no row has a theme.
 */
export function themeSums(page, rows) {
  const sums = byTheme(page, rows, null).map(function (group) {
    const value = group.rows.reduce((all, row) => all + row.value, 0);
    return { theme: group.theme, value: value, ideas: group.rows.length };
  });
  if (!sums.some((one) => one.theme)) return [];
  return sums.sort((a, b) => !a.theme - !b.theme || b.value - a.value);
}

function perTheme(sums) {
  if (!sums.length) return [];
  return [
    el(
      "section",
      { class: "mine" },
      el("h2", {}, t("phone.results.themes")),
      el("ul", { class: "sums" }, ...sums.map(themeSum)),
    ),
  ];
}

function sum(tally, own) {
  return [t("results.voters" + own, {}, tally.ballots) + "."]
    .concat(tally.hands ? t("results.hands" + own, {}, tally.hands) + "." : [])
    .concat(tally.unit === "votes" ? [] : t("results.value." + tally.main))
    .concat(tally.notes.map((one) => t(one.key, {}, one.n)))
    .concat(tally.recounted ? about("results.recounted", tally.recounted) : [])
    .join(" ");
}

function rowsOf(page, result) {
  const targets = targetsOf(page, result.step, "report.theme.unnamed");
  const marks = ballotOf(page, result.step).marks;
  const mine = result.step.of === "clusters" ? [] : page.live.store.all("mine");
  return result.tally.rows
    .map((row) => {
      const target = targets.find((one) => one.id === row.target);
      const own = mine.some((idea) => idea.id === row.target || idea.merged_into === (target || {}).label);
      const theme = result.tally.themes && page.live.store.get("cluster", result.tally.themes[row.target]);
      return target && { ...row, ...target, given: given(result, marks[row.target]), own: own, theme: theme };
    })
    .filter(Boolean);
}

// What this participant gave a target, in words; empty for nothing.
function given(result, mark) {
  if (mark === undefined) return "";
  const key = "vote.given." + result.tally.method;
  if (Array.isArray(mark)) return t(key, { x: mark[0], y: mark[1] });
  return result.step.answers.length ? t(key, { answer: answerOf(result.step, mark) }) : t(key, {}, mark);
}

// Once all are shown, the own ones are among them.
function moreButton(list, own, told, result, show, unfolded) {
  const shown = told.top.length;
  if (told.all.length <= shown) return null;
  const unfold = function () {
    show(list, told.all.slice(shown));
    own.hidden = unfolded[result.step.id] = true;
  };
  if (unfolded[result.step.id]) {
    unfold();
    return null;
  }
  const words = result.step.of === "clusters" ? "phone.results.all.theme" : "phone.results.all";
  const button = el(
    "button",
    {
      type: "button",
      class: "btn wide",
      click: function () {
        unfold();
        button.hidden = true;
        list.children[shown].setAttribute("tabindex", "-1");
        list.children[shown].focus();
      },
    },
    t(words, {}, told.all.length),
  );
  return button;
}

function rankRow(row, chart, signs) {
  const said = row.measures[chart.main] !== undefined;
  const votes = said && chart.unit === "votes"; // then the hidden words are what is read
  const slots = {
    pos: signs[row.rank],
    chart: rowChart(chart, row.measures, LONGEST, t),
    value: { "aria-hidden": votes ? "true" : null, inside: said ? valued(language(), row.value, chart.unit) : "–" },
    votes: votes && " " + t("results.votes", {}, row.value),
    own: row.own,
    yours: Boolean(row.given),
    given: row.given,
  };
  const node = fill("place", Object.assign(slots, numbered(row.label, row.text, row.lang)));
  const bar = node.querySelector(".bar");
  if (row.theme) bar.parentNode.insertBefore(el("p", { class: "quiet" }, themeOfResult(row.theme)), bar);
  return node;
}
