// Ticks: one upright stroke is one vote, outlined for a raised hand; many close into one bar. Twin of
// workshop/charts/tally_marks.py. Phone-safe.

import { fixed } from "./draw.js";

const NARROW = 24;
const HIDDEN = { "aria-hidden": "true" };

/**
 * One tick for each vote: solid for the first group (phones), outlined for the others (hands). `most`: the votes of the
 * longest bar; all bars of a result share the width of a tick.
 */
export function ticks(groups, most) {
  const name = most > NARROW ? "ticks narrow" : "ticks";
  const row = ["span", Object.assign({ class: name }, HIDDEN)];
  groups.forEach(function (n, i) {
    for (let one = 0; one < n; one += 1) row.push(["i", i ? { class: "paper" } : {}]);
  });
  return row;
}

/** One closed bar; the longest (`most`) is as wide as `longest` in a unit of style sheets ("rem", "%"). */
export function bar(groups, most, longest, unit) {
  let whole = 0;
  const parts = [];
  groups.forEach(function (n, i) {
    if (n > 0) parts.push(part(whole, n, i > 0));
    whole += n;
  });
  const size = { width: fixed((longest * whole) / most) + unit, height: "24", viewBox: "0 0 " + fixed(whole) + " 10" };
  const look = Object.assign({ class: "solid" }, size, { preserveAspectRatio: "none", focusable: "false" }, HIDDEN);
  return ["svg", look].concat(parts);
}

function part(at, wide, outlined) {
  const more = outlined ? { class: "paper" } : {};
  return ["rect", Object.assign({ x: fixed(at), y: "0", width: fixed(wide), height: "10" }, more)];
}
