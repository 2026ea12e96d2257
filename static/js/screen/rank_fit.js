// Fits the places of a result into their room. The winners come first: their text stays whole and is clearly larger than
// the others', which get smaller, then thinner bars beside which the sum stands, then one line each.

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

/** What is tried, in this order: sizes of the winners' text, levels of the list, most lines of each other text. */
const WON = [
  [LARGE.slice(0, 4), LEVELS, 2],
  [LARGE, ALL, 2],
  [LARGE, ALL, 1],
  [SMALL, ALL, 1],
];
const NONE = [
  [[0], ALL, 2],
  [[0], ALL, 1],
];

/** Gives all bars one width of a tick: the largest at which the longest bar (`most` votes) has room beside its sum. */
export function fitBars(list, most) {
  const told = list.querySelector(".told");
  const sums = [...list.querySelectorAll(".sum")].map((node) => node.scrollWidth / unit());
  const pitch = Math.max(1, told.clientWidth / unit() - Math.max(SUM, Math.max(...sums) + GAP)) / most;
  list.style.setProperty("--r-room", pitch);
  for (const bar of list.querySelectorAll(".solid")) bar.style.inlineSize = length(pitch * bar.viewBox.baseVal.width);
}

/** Makes the list fit as it looks when all places are open. Returns the size of the winners' text, 0 without winners. */
export function tighten(list) {
  const kind = list.children.length <= FEW ? "rank short" : "rank";
  const won = [...list.querySelectorAll(".win .txt")];
  const others = [...list.querySelectorAll("li:not(.win) .txt")].map((node) => ({ node, whole: node.textContent }));
  const fits = () => list.lastElementChild.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
  const tried = (level, size, most) => {
    list.className = level ? kind + " " + level : kind;
    for (const node of won) shrink(node, [size], () => true);
    for (const other of others) clip(other, most);
    return fits();
  };
  let found = 0;
  for (const [sizes, levels, most] of won.length ? WON : NONE)
    for (const size of sizes) for (const level of levels) if (tried(level, (found = size), most)) return found;
  return found;
}

function clip({ node, whole }, most) {
  node.textContent = whole;
  cut(node, () => lines(node) <= most);
}
