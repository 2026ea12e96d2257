// Clusters with a number and a bar each, beside a result or at the end: what each got, or how large it is.

import { el } from "../dom.js";
import { length } from "./fit.js";
import { clusterName } from "./cluster.js";
import { spans } from "./say.js";

const MOST = 8;

/** The column of a vote's sums by cluster: `list` is [{cluster, votes}]. */
export function sums(say, list) {
  return column(say, "screen.by_theme", list.map((one) => ({ cluster: one.cluster, n: one.votes })));
}

/** A column under a heading: `list` is [{cluster, n}], the largest first; a cluster of null is "without a theme". */
export function column(say, key, list) {
  const most = Math.max(1, ...list.map((one) => one.n));
  const shown = list.slice(0, MOST);
  return el("section", { class: "sums" }, el("h2", {}, ...spans(say.all(key))), el("ol", {}, ...shown.map((one) => row(say, one, most))));
}

function row(say, { cluster, n }, most) {
  const bar = el("i", { "aria-hidden": "true" });
  bar.style.inlineSize = length((n / most) * 250);
  const name = cluster ? clusterName("p", say, cluster) : el("p", { class: "unnamed" }, ...spans(say.all("screen.no_theme").slice(0, 1)));
  return el("li", {}, el("span", { class: "letter" }, cluster ? cluster.letter : "–"), el("div", {}, name, el("p", { class: "bar" }, bar, el("span", { class: "sum" }, n))));
}
