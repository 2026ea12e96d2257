// The results scene: places of a vote, uncovered from the last to the first, one at a time, those that share a rank
// together. Covered places all look alike. Beside them stand the themes, a key to the letters of the places, whose
// votes appear with the last place; then the winner gets the stage, or several share it. What is open has the room of
// what is covered: rows get smaller as more are uncovered. Ticks fill from left to right, then the sum appears.

import { chartOf, rowChart, wholeChart } from "../charts/chart_of_result.js";
import { el, replaceContent } from "../dom/el.js";
import { wordsOf } from "../vote/agenda.js";
import { isOpen, places } from "../vote/places.js";
import { valued } from "../text/format.js";
import { fitHead, fitWhere, question, renew, where, whichResult } from "./stage_head.js";
import { askedVote } from "./asked_vote.js";
import { legend } from "./legend.js";
import { spans } from "./speaker.js";
import { appear, draw as fill, endGlides, glide, rects } from "./motion.js";
import { targetName } from "./target_name.js";
import { allOpen, isTopThree, ranked } from "./rank_layout.js";
import { fitOutcome } from "./outcome_fit.js";
import { signs } from "./idea_labels.js";
import { keyColumn } from "./theme_totals.js";

const REVEAL_MS = 900;
const PAUSE_MS = 600;
const LONGEST = [100, "%"];
// A question of more lines takes their room from the head above it, whose words are the same in every forum.
const FEW_LINES = 2;
const SMALL_HEAD = [46, 42, 36];
const AT_THE_END = ".bar, circle, text, .cut li > *";

/** The scene: {draw(picture), stop()}. */
export function results(stage, tools) {
  const me = { stage, tools, said: "", uncovered: null };
  return { draw: (picture) => draw(me, picture), stop: () => undefined };
}

function draw(me, picture) {
  const shown = places(picture.tally.rows);
  const done = shown.rows.length > 0 && allOpen(shown.rows, picture.uncovered);
  me.rows = shown.rows;
  const now = JSON.stringify([
    picture.tally,
    picture.names,
    picture.sums,
    picture.activity.id,
    picture.activity.prompt,
  ]);
  const before = me.uncovered;
  const built = now !== me.said;
  if (built) build(me, picture, shown);
  me.said = now;
  me.uncovered = picture.uncovered;
  tellWhere(me, picture, shown);
  const were = rects(me.items.filter((node) => !built && !node.classList.contains("covered")));
  endGlides(me.items);
  ranked(shown.rows, picture.uncovered).forEach((place, i) => uncover(me.items[i], place, i, me, before));
  if (shown.rows.length && (built || before !== me.uncovered)) {
    finish(me, done, before !== null && !built, () => fit(me, picture, shown, done));
    glide(were);
  }
}

function tellWhere(me, picture, shown) {
  const speaker = me.tools.speaker;
  const name = isTopThree(shown.rows) ? speaker.all("screen.top") : named(speaker, picture.activity);
  me.line = renew(me.line, where(me.tools, name, whichResult(speaker, picture.which)));
  fitWhere(me.line);
}

function named(speaker, activity) {
  return activity.shows === "result" ? speaker.named(activity) : speaker.all("kind.results");
}

function build(me, picture, shown) {
  const speaker = me.tools.speaker;
  const head = question(asked(speaker, picture), true);
  me.line = el("p", { class: "where" });
  const chart = chartOf(picture.tally);
  me.items = shown.rows.map((row) => item(me, picture, row, chart));
  if (me.items.length) me.items[0].prepend(el("p", { class: "said" }, ...spans(speaker.all("screen.first_shared"))));
  const list = el("ol", { class: "rank" }, ...me.items);
  me.side = picture.sums.length ? keyColumn(speaker, picture) : plane(me, picture, chart);
  me.outcome = el("div", { class: me.side ? "outcome both" : "outcome" }, list, me.side);
  me.key = el("p", { class: "key" });
  const vote = askedVote(speaker, picture);
  replaceContent(
    me.stage,
    me.line,
    head,
    vote.node,
    shown.rows.length ? me.outcome : nobody(speaker, picture.vote),
    shown.rows.length > 0 && me.key,
  );
  fitHead(head, vote.fit() > FEW_LINES ? SMALL_HEAD : undefined);
}

function fit(me, picture, shown, done) {
  const speaker = me.tools.speaker;
  fitOutcome(me.outcome, speaker, picture.sums, { shown, done }, (left) => {
    me.key.className = "key";
    legend(me.key, speaker, picture, left);
  });
}

function asked(speaker, picture) {
  return picture.activity.shows === "result"
    ? speaker.own(picture.activity.prompt)
    : speaker.all("screen.you_voted" + wordsOf(picture.vote));
}

// The last moment, or the time before it: with `done` the first place has its look, and the votes by cluster are shown.
function finish(me, done, moves, fits) {
  const appears = done && !me.outcome.classList.contains("all-open");
  fits();
  if (!moves || !appears || !me.side) return;
  for (const part of me.side.querySelectorAll(AT_THE_END)) appear(part, PAUSE_MS + REVEAL_MS);
}

function plane(me, { tally, names }, chart) {
  const rows = tally.rows.map((row) => ({ label: names[row.target].number || names[row.target].letter, ...row }));
  return wholeChart(chart, rows, me.tools.speaker.one);
}

function item(me, picture, row, chart) {
  const name = picture.names[row.target];
  const text = targetName("p", { class: "txt" }, me.tools.speaker, name);
  const value = el("span", { class: "sum" }, valued(me.tools.speaker.lang(), row.value, picture.tally.unit));
  const drawn = rowChart(chart, row.measures, LONGEST, me.tools.speaker.one);
  const line = el("p", { class: "bar" }, drawn, value);
  return el(
    "li",
    { "data-idea": name.idea || null },
    el("span", { class: "pos" }),
    signs(name),
    el("div", { class: "told" }, text, line),
  );
}

function uncover(node, place, index, me, before) {
  node.classList.toggle("covered", !place.open);
  node.classList.toggle("joint", place.rank.endsWith("="));
  node.querySelector(".pos").textContent = place.rank;
  if (!place.open || before === null || isOpen(index, me.rows, before)) return;
  const wait = index === 0 ? PAUSE_MS : 0;
  appear(node.querySelector(".txt"));
  fill(node.querySelector(".bar > :first-child"), node.querySelectorAll(".bar i, .bar rect").length, REVEAL_MS, wait);
  appear(node.querySelector(".sum"), wait + REVEAL_MS);
}

function nobody(speaker, vote) {
  return el(
    "div",
    { class: "none" },
    ...speaker
      .all("screen.no_votes" + wordsOf(vote))
      .map((one, i) => el("p", { lang: one.lang, class: i ? "also" : null }, one.text)),
  );
}
