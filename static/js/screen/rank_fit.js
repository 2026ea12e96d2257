// Fits the places of a result into their room, once, before the first of them is uncovered: afterwards no row moves.
// The first row keeps room for both of its looks, the winner's large words and, when several share the first rank, the
// words that say so: so the room tells neither. Words get smaller before any are cut, and bars thinner; then those of
// the other places are cut to two lines, then to one, those of the first rank last. Histograms keep letters that the
// back row reads: where they have no room in every row, the winner alone has one, else none has.

import { alignLabels, length, lines, shrink, unit } from "./fit_text.js";
import { cut } from "./wrapped_text.js";

// The least room of a sum beside its bar, and of the gap between them.
const SUM = 150;
const GAP = 60;
const LABEL_GAP = 22;
const FEW = 3;
const LEVELS = ["", "tight", "tighter", "tightest", "least"];
const ALL = [...LEVELS, "least close"];
const LARGE = [72, 68, 60, 52, 46, 42];
const SMALL = [38, 34, 32, 30];
const SHARED = [60, 52, 46, 40, 36, 32, 28];

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

/** Gives all bars one width of a tick: the largest at which the longest bar (`most` votes) has room beside its sum. */
export function fitBars(list, most) {
  const told = list.querySelector(".told");
  dress(list.firstElementChild, "win", LARGE[0]);
  const sums = [...list.querySelectorAll(".sum")].map((node) => node.scrollWidth / unit());
  const pitch = Math.max(1, told.clientWidth / unit() - Math.max(SUM, Math.max(...sums) + GAP)) / most;
  list.style.setProperty("--r-room", pitch);
  for (const bar of list.querySelectorAll(".solid")) bar.style.inlineSize = length(pitch * bar.viewBox.baseVal.width);
}

/**
 * Makes the list fit as it looks when all places are open; `firsts` of them share the first rank. Gives the first row
 * the room that it keeps. Returns {size, fits, whole}: the size of the winner's text, whether all rows that are not
 * hidden have room, and whether all words are whole.
 */
export function settle(list, firsts) {
  const first = list.firstElementChild;
  const rows = [...list.children].filter((row) => !row.hidden);
  const texts = rows.map((row) => wholeText(row.querySelector(".txt")));
  const fits = () => bottom(rows[rows.length - 1]) <= bottom(list) + 1;
  const ways = list.querySelector(".histogram") ? WAYS_WITH_HISTOGRAMS : WAYS;
  const holds = (size, level, [, , others, ties, charts]) => {
    list.className = (rows.length <= FEW ? "rank short " : "rank ") + level + (charts || "");
    if (size < smallest(list)) return false;
    dress(first, "win", size);
    alignSums(list);
    alignLabels(list, LABEL_GAP);
    texts.slice(1).forEach((text, i) => clip(text, i + 1 < firsts ? ties : others));
    keepRoom(first, size);
    return fits();
  };
  const told = (size, fits) => ({ size, fits, whole: texts.every((text) => text.textContent === text.whole) });
  const least = SMALL[SMALL.length - 1];
  if (!holds(least, ALL[ALL.length - 1], ways[ways.length - 1])) return told(least, false);
  for (const way of ways)
    for (const level of way[1]) for (const size of way[0]) if (holds(size, level, way)) return told(size, true);
  return told(least, holds(least, ALL[ALL.length - 1], ways[ways.length - 1]));
}

/** How the first row looks: "win" with its text in `size` units, "shared" by several, or "" like any other. */
export function dress(first, look, size) {
  first.classList.toggle("win", look === "win");
  first.classList.toggle("shared", look === "shared");
  first.querySelector(".txt").style.fontSize = look === "win" ? length(size) : "";
}

// The height of the first row in the look that needs more; the words of a tie are as large as that allows.
function keepRoom(first, size) {
  const tall = () => first.getBoundingClientRect().height;
  const said = first.querySelector(".said");
  first.style.minBlockSize = "";
  dress(first, "win", size);
  const won = tall();
  dress(first, "shared");
  shrink(said, SHARED, () => tall() <= won && said.scrollWidth <= said.clientWidth + 1);
  first.style.minBlockSize = length(Math.max(won, tall()) / unit());
  dress(first, "win", size);
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
