// Clusters with a number and a bar each: their votes beside a result, their sizes at the end. The rows always add up to
// the whole: ideas without a cluster keep their row, and clusters without room share one. The bars compare clusters
// with each other: what has none is usually much more, and would make all of them look small, so it has its number
// only.

import { el, replaceContent } from "../dom/el.js";
import { clusterName } from "./cluster.js";
import { length, lines, shrink } from "./fit_text.js";
import { cut } from "./wrapped_text.js";
import { byLetter, within } from "./rank_layout.js";
import { spans } from "./speaker.js";
import { sign } from "./idea_labels.js";

const LETTERS = [30, 28];
const LONGEST = 250;
const ONE_LINE = 1;
const NO_SIGN = "–";

/**
 * A column under a heading: `list` is [{cluster, n, apart, coming}], the largest first; a theme without a name is told
 * as one that gets its name later if `coming`; a cluster of null is "without a theme",
 * or "outside the grouping" if `apart`. `order` puts the rows that have room into their order. Call fitColumn when it
 * is in the document.
 */
export function column(speaker, key, list, order = largestFirst) {
  return el(
    "section",
    { class: "sums" },
    el("h2", {}, ...spans(speaker.all(key))),
    rows(el("ol"), speaker, list, { room: list.length, order }),
  );
}

/** The sums by cluster of a result as a key to the letters of the places: it stands before its numbers are shown. */
export function keyColumn(speaker, { tally, sums }) {
  return column(speaker, tally.themes ? "screen.by_theme_ideas" : "screen.by_theme", sums, byLetter);
}

function largestFirst(list) {
  return list;
}

/**
 * Makes the column's rows (`list` and `order` as in column) fit the box it stands in: smaller letters, then less space;
 * without `bars` nothing but names and numbers. Then names are cut, the longest first and none by more lines than it
 * must, then there are fewer rows; with fewer, the column is of class "cut". Whether all rows and names are whole.
 */
export function fitColumn(node, speaker, list, { order = largestFirst, bars = true } = {}) {
  const column = node.querySelector("ol");
  const fits = () => column.getBoundingClientRect().bottom <= node.parentNode.getBoundingClientRect().bottom + 1;
  rows(column, speaker, list, { room: list.length, order });
  node.classList.toggle("plain", !bars);
  for (const look of ["", "close"]) {
    node.classList.toggle("close", look === "close" || !bars);
    node.classList.remove("cut");
    shrink(column, LETTERS, fits);
    if (fits()) return true;
  }
  for (let room = list.length; room > 1 && !fits(); room -= 1) {
    rows(column, speaker, list, { room, order });
    node.classList.toggle("cut", room < list.length);
    shorten(column, fits);
  }
  return false;
}

// Our own words, in two languages, are never cut.
function shorten(column, fits) {
  const names = [...column.querySelectorAll(".name:not(.unnamed)")].map((node) => ({ node, tall: lines(node) }));
  const tallest = Math.max(ONE_LINE, ...names.map(({ tall }) => tall));
  for (let most = tallest - 1; most >= ONE_LINE; most -= 1)
    for (const { node, tall } of names) if (tall > most && !fits()) cut(node, () => lines(node) <= most);
}

function rows(column, speaker, list, { room, order }) {
  const { shown, left, sum } = within(list, room);
  const rest = left > 0 && row("+", others(speaker, left), sum, 0);
  const made = order(shown).map((one) =>
    row(one.cluster ? one.cluster.letter : NO_SIGN, name(speaker, one), one.n, share(one, list)),
  );
  const named = shown.filter((one) => one.cluster).length;
  return replaceContent(column, ...made.slice(0, named), rest, ...made.slice(named));
}

/** How long the bar of one row is beside the largest theme, from 0 to 1; 0 for what has no theme. */
export function share(one, list) {
  if (!one.cluster) return 0;
  return one.n / Math.max(1, ...list.filter((each) => each.cluster).map((each) => each.n));
}

function row(letter, name, n, part) {
  name.classList.add("name");
  const bar = part > 0 && el("i", { "aria-hidden": "true" });
  if (bar) bar.style.inlineSize = length(part * LONGEST);
  return el(
    "li",
    {},
    sign(letter),
    el("div", {}, name, el("p", { class: "bar" }, bar, el("span", { class: "sum" }, n))),
  );
}

function name(speaker, { cluster, apart, coming }) {
  if (cluster && cluster.title) return clusterName("p", speaker, cluster);
  if (cluster) return unnamed(speaker.all(coming ? "screen.unnamed" : "report.theme.unnamed"));
  return unnamed(speaker.all(apart ? "screen.apart" : "screen.no_theme"));
}

function others(speaker, left) {
  return unnamed(speaker.all("screen.other_themes", {}, left));
}

function unnamed(texts) {
  return el("p", { class: "unnamed" }, ...spans(texts));
}
