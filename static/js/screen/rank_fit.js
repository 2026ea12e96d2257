// Fits the places of a result that are open into their room: anew whenever one more is uncovered, since what is still
// covered needs next to none. Words get smaller before any are cut, and bars thinner; then those of the other places
// are cut to two lines, then to one, those of the first rank last. All that share the first rank look alike. Histograms
// keep letters that the back row reads: where they have no room in every row, the winner alone has one, else none has.

import { alignLabels, length, lines, shrink, unit } from "./fit_text.js";
import { cut } from "./wrapped_text.js";

// The least room of a sum beside its bar, and of the gap between them.
const SUM = 150;
const GAP = 60;
const LABEL_GAP = 22;
const FEW = 3;
const LEVELS = ["", "tight", "tighter", "tightest", "least"];
const ALL = [...LEVELS, "least close"];
// The looks of places before the first one is open: no larger words stand beside them yet.
const ALONE = ["grand", "large", ...ALL];
const LARGE = [72, 68, 60, 52, 46, 42];
const SMALL = [38, 34, 32, 30];
// A winner in larger letters than these has no more lines than TALL: beside a chart its words would be broken in two.
const CALM = 52;
const TALL = 3;
const SHARED = [48, 42, 36, 32, 28];

/**
 * What is tried, in this order: sizes of the winner's text, levels of the list, most lines of each other text and of
 * those that share the first rank. In the first ways all words are whole. The winner's letters get smaller before the
 * other places are drawn on the next level: all are read from the back row.
 */
const WHOLE = [
  [LARGE.slice(0, 4), LEVELS, Infinity, Infinity],
  [LARGE, ALL, Infinity, Infinity],
  [SMALL, ALL, Infinity, Infinity],
];
const CUT = [
  [LARGE, ALL, 2, Infinity],
  [SMALL, ALL, 2, Infinity],
  [LARGE, ALL, 1, Infinity],
  [SMALL, ALL, 1, Infinity],
  [SMALL, ALL, 1, 2],
  [SMALL, ALL, 1, 1],
];
const WAYS = [...WHOLE, ...CUT];

/**
 * The ways to fit a ranking whose rows have histograms: in all rows, the winner's alone, or none (`charts`, classes of
 * the list). No chart has the room of words.
 */
const WAYS_WITH_HISTOGRAMS = [
  [...WHOLE[0], ""],
  ...WHOLE.map((way) => [...way, " first-chart"]),
  ...WAYS.map((way) => [...way, " no-chart"]),
];

/** The ways while the first place is covered. */
const BEFORE = [Infinity, 2, 1].map((most) => [LARGE.slice(0, 1), ALONE, most, most]);
const BEFORE_WITH_HISTOGRAMS = [
  [LARGE.slice(0, 1), ALONE.slice(0, 3), Infinity, Infinity],
  ...BEFORE.map((way) => [...way, " no-chart"]),
];

/** Gives all bars one width of a tick: the largest at which the longest bar (`most` votes) has room beside its sum. */
export function fitBars(list, most) {
  const told = list.querySelector("li:not(.covered) .told") || list.querySelector(".told");
  const sums = [...list.querySelectorAll(".sum")].map((node) => node.scrollWidth / unit());
  const pitch = Math.max(1, told.clientWidth / unit() - Math.max(SUM, Math.max(...sums) + GAP)) / most;
  list.style.setProperty("--r-room", pitch);
  for (const bar of list.querySelectorAll(".solid")) bar.style.inlineSize = length(pitch * bar.viewBox.baseVal.width);
}

/**
 * Makes the list fit; `firsts` of its rows share the first rank, which is still covered if `before`. Returns
 * {size, fits, whole}: the size of the winner's text, whether all rows that are not hidden have room, and whether all
 * words are whole.
 */
export function settle(list, firsts, before = false) {
  const rows = [...list.children].filter((row) => !row.hidden);
  const winners = before ? [] : [...list.children].slice(0, firsts);
  const texts = rows.map((row) => wholeText(row.querySelector(".txt")));
  const fits = () => bottom(rows[rows.length - 1]) <= bottom(list) + 1;
  const ways = waysOf(list, before);
  const holds = (size, level, [, , others, ties, charts]) => {
    list.className = (rows.length <= FEW ? "rank short " : "rank ") + level + (charts || "");
    if (size < smallest(list)) return false;
    dress(list, winners, size);
    alignSums(list);
    alignLabels(list, LABEL_GAP);
    if (winners.length && size > CALM && lines(texts[0]) > TALL) return false;
    texts.slice(before ? 0 : 1).forEach((text, i) => clip(text, i + 1 < firsts ? ties : others));
    return fits();
  };
  const told = (size, fits) => ({ size, fits, whole: texts.every((text) => text.textContent === text.whole) });
  const least = SMALL[SMALL.length - 1];
  if (!holds(least, ALL[ALL.length - 1], ways[ways.length - 1])) return told(least, false);
  for (const way of ways)
    for (const level of way[1]) for (const size of way[0]) if (holds(size, level, way)) return told(size, true);
  return told(least, holds(least, ALL[ALL.length - 1], ways[ways.length - 1]));
}

function waysOf(list, before) {
  if (list.querySelector(".histogram")) return before ? BEFORE_WITH_HISTOGRAMS : WAYS_WITH_HISTOGRAMS;
  return before ? BEFORE : WAYS;
}

/** Gives these rows of the list, all or none of the first rank, the winner's look with text of `size` units. */
export function dress(list, winners, size) {
  for (const row of list.children) {
    const won = winners.includes(row);
    row.classList.toggle("win", won);
    row.classList.toggle("shared", won && winners.length > 1);
    row.style.setProperty("--r-win", size);
    row.querySelector(".txt").style.fontSize = won ? length(size) : "";
  }
  const said = winners.length > 1 && winners[0].querySelector(".said");
  if (said) shrink(said, sizesBelow(size), () => said.scrollWidth <= said.clientWidth + 1);
}

// The words above a shared first place are smaller than those of the ideas that share it.
function sizesBelow(size) {
  const below = SHARED.filter((one) => one <= size * 0.8);
  return below.length ? below : SHARED.slice(-1);
}

// Gives the values beside histograms one width, the largest value's: they end at one edge, and so do the histograms.
// The words beside them have the rest.
function alignSums(list) {
  list.style.removeProperty("--r-sums");
  const sums = [...list.querySelectorAll(".sum")].map((node) => node.getBoundingClientRect().width / unit());
  list.style.setProperty("--r-sums", Math.max(...sums));
}

// The winner's words are never smaller than those of the other places.
function smallest(list) {
  return Number(getComputedStyle(list).getPropertyValue("--r-txt"));
}

function bottom(node) {
  return node.getBoundingClientRect().bottom;
}

// A text may be settled again after it was cut: its whole is kept.
function wholeText(node) {
  node.whole = node.whole || node.textContent;
  return node;
}

function clip(node, most) {
  node.textContent = node.whole;
  cut(node, () => lines(node) <= most);
}
