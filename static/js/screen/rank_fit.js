// Fits the places of a result into their room, once, before the first of them is uncovered: afterwards no row moves. The
// first row keeps room for both of its looks, the winner's large words and, when several share the first rank, the words
// that say so: so the room tells neither. The words of the first rank stay whole; the other texts get smaller, then
// thinner bars beside which the sum stands, then one line each.

import { length, lines, shrink, unit } from "./fit_text.js";
import { cut } from "./wrapped_text.js";

// The least room of a sum beside its bar, and of the gap between them.
const SUM = 150;
const GAP = 60;
const FEW = 3;
const LEVELS = ["", "tight", "tighter", "tightest", "least"];
const ALL = [...LEVELS, "least close"];
const LARGE = [72, 68, 60, 52, 46, 42];
const SMALL = [38, 34, 30, 28];
const SHARED = [60, 52, 46, 40, 36, 32, 28];

/**
 * What is tried, in this order: sizes of the winner's text, levels of the list, most lines of each other text and of
 * those that share the first rank.
 */
const WAYS = [
  [LARGE.slice(0, 4), LEVELS, 2, Infinity],
  [LARGE, ALL, 2, Infinity],
  [LARGE, ALL, 1, Infinity],
  [SMALL, ALL, 1, Infinity],
  [SMALL, ALL, 1, 2],
  [SMALL, ALL, 1, 1],
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
 * Makes the list fit as it looks when all places are open; `firsts` of them share the first rank. Gives the first row the
 * room that it keeps. Returns the size of the winner's text.
 */
export function settle(list, firsts) {
  const first = list.firstElementChild;
  const texts = [...list.querySelectorAll(".txt")].map((node) => ({ node, whole: node.textContent }));
  const fits = () => list.lastElementChild.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
  for (const [sizes, levels, others, ties] of WAYS)
    for (const size of sizes)
      for (const level of levels) {
        list.className = (list.children.length <= FEW ? "rank short " : "rank ") + level;
        texts.slice(1).forEach((text, i) => clip(text, i + 1 < firsts ? ties : others));
        keepRoom(first, size);
        if (fits()) return size;
      }
  return SMALL[SMALL.length - 1];
}

/**
 * Gives the values beside histograms one width, the largest value's: they end at one edge, and so do the histograms.
 * Call it when the sizes of the list are settled.
 */
export function alignSums(list) {
  const sums = [...list.querySelectorAll(".sum")].map((node) => node.getBoundingClientRect().width / unit());
  list.style.setProperty("--r-sums", Math.max(...sums));
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

function clip({ node, whole }, most) {
  node.textContent = whole;
  cut(node, () => lines(node) <= most);
}
