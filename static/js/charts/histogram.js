// A histogram: how many gave each mark, one column for a mark. Twin of workshop/charts/histogram.py. Phone-safe.

import { fixed } from "./draw.js";

const PITCH = 20;
const WIDE = 14;
const TOP = 10;
const TALL = 30;
const FOOT = 11;
const EM = 0.088;

/**
 * `counts` of the marks from `least` on, `most` the largest count of any row, `words` what it says to who cannot see it.
 */
export function histogram(counts, most, least, words) {
  const base = TOP + TALL;
  const width = PITCH * counts.length;
  const size = { width: fixed(EM * width) + "em", height: fixed(EM * (base + FOOT)) + "em" };
  const shape = { viewBox: "0 0 " + width + " " + (base + FOOT), focusable: "false", role: "img", "aria-label": words };
  const svg = ["svg", Object.assign({ class: "chart histogram" }, size, shape)];
  counts.forEach(function (n, i) {
    if (n > 0) svg.push(...column(i, n, base, n / most));
  });
  svg.push(["rect", { class: "axis", x: "0", y: String(base), width: String(width), height: "1" }]);
  counts.forEach(function (_, i) {
    svg.push(["text", text(i, base + FOOT - 1), mark(least, i)]);
  });
  return svg;
}

// How the mark of a column is written: on both sides of zero with its sign.
function mark(least, i) {
  const number = least + i;
  return least >= 0 || number === 0 ? String(number) : (number > 0 ? "+" : "\u2212") + Math.abs(number);
}

function column(i, n, base, share) {
  const tall = TALL * share;
  const place = { x: fixed(PITCH * i + (PITCH - WIDE) / 2), y: fixed(base - tall) };
  return [
    ["rect", Object.assign(place, { width: String(WIDE), height: fixed(tall) })],
    ["text", Object.assign(text(i, base - tall - 2), { class: "n" }), fixed(n)],
  ];
}

function text(i, y) {
  return { x: fixed(PITCH * i + PITCH / 2), y: fixed(y), "font-size": "9", "text-anchor": "middle" };
}
