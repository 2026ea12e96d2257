// A revealed result: its places, uncovered from the last to the first, one for each press, those of a tie together, and
// which of them are still covered.

import { chartOf, rowChart, wholeChart } from "../../charts/chart_of_result.js";
import { el, replaceContent } from "../../dom/el.js";
import { wordsOf } from "../../vote/agenda.js";
import { isOpen, places, rankSigns, uncovered } from "../../vote/places.js";
import { valued } from "../../text/format.js";
import { about } from "../../text/moment.js";
import { language, t } from "../../text/words.js";
import { targets } from "../parts/facts.js";
import { wordsOfPlace } from "../bar/next_words.js";
import { button } from "../parts/button.js";
import { twice } from "../parts/double_press.js";
import { stepOn } from "../bar/uncover.js";
import { numbered } from "../parts/written.js";

// The longest bar leaves room on its line for the votes by hand.
const LONGEST = [48, "%"];

/** Shows what a step kept back: its result or its ideas; or takes that back. */
export function reveal(desk, step, shown = true) {
  return desk.act("activity.reveal", { activity: step.id, shown });
}

/** The button that shows the result of a closed vote, or covers it again. */
export function revealButton(desk, view, vote) {
  if (vote.revealed) return button(t("console.unreveal"), () => reveal(desk, vote, false), { id: "unreveal" });
  const facts = { id: "reveal", key: "r", icon: "eye", main: true, disabled: view.state(vote) !== "closed" };
  return button(t("console.reveal"), () => reveal(desk, vote), facts);
}

/** Draws the result of `vote` into `node`. */
export function drawReveal(desk, node, view, vote) {
  const tally = view.tally(vote.id);
  if (!tally) return;
  const stamp = JSON.stringify([tally, vote.uncovered, view.forum.spotlight, view.clusters.map((one) => one.version)]);
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const shown = places(tally.rows);
  const held = node.contains(document.activeElement) ? document.activeElement.id : "";
  replaceContent(
    node,
    ...(shown.rows.length
      ? list(desk, view, vote, tally, shown)
      : [el("p", { class: "empty" }, t("console.empty.votes" + wordsOf(vote)))]),
  );
  const again =
    held &&
    (document.getElementById(held) || document.getElementById("next-place") || document.getElementById("one-back"));
  if (again && !again.disabled) again.focus();
}

function list(desk, view, vote, tally, shown) {
  const count = shown.rows.length;
  const done = uncovered(shown.rows, vote.uncovered);
  const names = new Map(targets(view, vote).map((one) => [one.id, one]));
  const nameOf = (id) => names.get(id) || gone(view, vote, id);
  const chart = chartOf(tally);
  const signs = rankSigns(tally.rows);
  const rows = shown.rows.map((row, i) =>
    place(
      { ...row, sign: signs[row.rank] },
      nameOf(row.target),
      isOpen(i, shown.rows, vote.uncovered),
      chart,
      wordsOf(vote),
    ),
  );
  return [
    el(
      "div",
      { class: "head" },
      el("p", { class: "big" }, t("console.uncovered", { n: done, total: count })),
      ...acts(desk, view, vote, done, count),
    ),
    done === count && wholeChart(chart, named(tally, names), t),
    el("ol", { class: "places" }, ...rows),
    el("p", { class: "quiet" }, sums(tally, wordsOf(vote), shown.equal + shown.more)),
  ];
}

function named(tally, names) {
  return tally.rows
    .filter((row) => names.has(row.target))
    .map((row) => ({ label: names.get(row.target).sign, measures: row.measures }));
}

function acts(desk, view, vote, done, count) {
  const on = button(
    done < count ? wordsOfPlace(view, vote) : t("console.all_shown"),
    () => twice(desk.ui, "uncoveredAt") || stepOn(desk, view, vote, 1),
    { id: "next-place", key: "␣", main: done < count, disabled: done >= count },
  );
  const all = button(t("console.all_places"), () => stepOn(desk, view, vote, count), {
    id: "all-places",
    disabled: done >= count,
  });
  const back = button(t("console.one_back"), () => stepOn(desk, view, vote, -1), {
    id: "one-back",
    bare: true,
    disabled: done === 0,
  });
  return [on, all, back];
}

// What left the vote a moment ago, before its tally came anew: the number alone.
function gone(view, vote, id) {
  const found = vote.of === "clusters" ? view.cluster(id) : view.idea(id);
  return { sign: found ? found.letter || found.number : "–", title: "–", lang: "" };
}

function place(row, target, open, chart, own) {
  const name = target.title ? { text: target.title, lang: target.lang } : { text: t("console.nameless") };
  const votes = el("b", { class: "num" }, valued(language(), row.value, chart.unit));
  const hands = row.hands ? el("span", { class: "quiet" }, t("results.hands" + own, {}, row.hands)) : null;
  return el(
    "li",
    { class: open ? "open" : "covered" },
    el("span", { class: "pos" }, row.sign),
    el(
      "div",
      {},
      numbered(target.sign, name),
      el("p", { class: "line" }, rowChart(chart, row.measures, LONGEST, t), votes, hands),
    ),
    el("span", { class: "mark" }, t(open ? "console.place.open" : "console.place.covered")),
  );
}

function sums(tally, own, more) {
  const votes = tally.rows.reduce((sum, row) => sum + row.value, 0);
  const said = [t("results.voters" + own, {}, tally.ballots)];
  said.push(tally.unit === "votes" ? t("results.votes", {}, votes) : t("results.value." + tally.main));
  if (tally.hands) said.push(t("results.hands" + own, {}, tally.hands));
  const last = more ? [t("console.more_places" + own, {}, more)] : [];
  return said
    .concat(
      tally.notes.map((one) => t(one.key, {}, one.n)),
      tally.recounted ? about("results.recounted", tally.recounted) : [],
      last,
    )
    .join(" · ");
}
