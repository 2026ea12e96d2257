// A revealed vote on the phone: text, ticks and sum for each place; own ideas and own votes are marked. Phone-safe.

import { chartOf, rowChart, wholeChart } from "../charts/charts.js";
import { el } from "../dom/el.js";
import { fill } from "../dom/fill.js";
import { valued } from "../text/format.js";
import { wordsOf } from "../vote/agenda.js";
import { isEmpty } from "../vote/result.js";
import { answerOf } from "../vote/answers.js";
import { rankSigns } from "../vote/places.js";
import { language, t } from "../text/words.js";
import { ballotOf, targetsOf } from "./view.js";
import { byTheme, themeSum } from "./rows_by_theme.js";
import { numbered } from "./idea_card.js";

const PLACES = 10;
const LONGEST = [12, "rem"];

/** The nodes of a revealed vote. */
export function ranking(page, result) {
  const tally = result.tally;
  if (isEmpty(tally)) return [el("p", { class: "note" }, t("phone.results.none" + wordsOf(result.step)))];
  const known = rowsOf(page, result);
  const list = el("ol", { class: "rank" });
  const chart = chartOf(tally);
  const top = known
    .filter(function (row) {
      return row.value > 0;
    })
    .slice(0, PLACES);
  const signs = rankSigns(known);
  show(list, top, chart, signs);
  return [
    el("p", { class: "sum" }, sum(tally, wordsOf(result.step))),
    wholeChart(chart, known, t),
    list,
    moreButton(list, known, top.length, result, chart, signs),
  ]
    .concat(tally.addsUp ? perTheme(page, known) : [])
    .filter(Boolean);
}

// The votes summed by theme, the most first.
function perTheme(page, known) {
  const sums = byTheme(page, known, null).map(function (group) {
    const value = group.rows.reduce(function (all, row) {
      return all + row.value;
    }, 0);
    return { theme: group.theme, value: value, ideas: group.rows.length };
  });
  if (
    !sums.some(function (one) {
      return one.theme;
    })
  )
    return [];
  sums.sort(function (a, b) {
    return b.value - a.value;
  });
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
    .concat(
      tally.notes.map(function (one) {
        return t(one.key, {}, one.n);
      }),
    )
    .join(" ");
}

function rowsOf(page, result) {
  const targets = {};
  targetsOf(page, result.step).forEach(function (target) {
    targets[target.id] = target;
  });
  const marks = ballotOf(page, result.step).marks;
  const ideas = result.step.of !== "clusters";
  return result.tally.rows
    .filter(function (row) {
      return targets[row.target];
    })
    .map(function (row) {
      const target = targets[row.target];
      const mine =
        ideas &&
        page.live.store.all("mine").some(function (idea) {
          return idea.id === target.id || idea.merged_into === target.label;
        });
      return Object.assign({}, row, target, {
        given: given(result, marks[row.target]),
        own: mine,
      });
    });
}

// What this participant gave a target, in words; empty for nothing.
function given(result, mark) {
  if (mark === undefined) return "";
  const key = "vote.given." + result.tally.method;
  if (Array.isArray(mark)) return t(key, { x: mark[0], y: mark[1] });
  return result.step.answers.length ? t(key, { answer: answerOf(result.step, mark) }) : t(key, {}, mark);
}

function show(list, rows, chart, signs) {
  rows.forEach(function (row) {
    list.appendChild(rankRow(row, chart, signs));
  });
}

function moreButton(list, rows, shown, result, chart, signs) {
  if (rows.length <= shown) return null;
  const words = result.step.of === "clusters" ? "phone.results.all.theme" : "phone.results.all";
  const button = el(
    "button",
    {
      type: "button",
      class: "btn wide",
      click: function () {
        show(list, rows.slice(shown), chart, signs);
        button.hidden = true;
        list.children[shown].setAttribute("tabindex", "-1");
        list.children[shown].focus();
      },
    },
    t(words, {}, rows.length),
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
  return fill("place", Object.assign(slots, numbered(row.label, row.text, row.lang)));
}
