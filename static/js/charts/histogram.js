// A histogram: how many gave each mark, one column for a mark. Twin of workshop/charts/histogram.py. Phone-safe.

import { fixed } from "./draw.js";

const PITCH = 20;
const NAMED_PITCH = 42;
const WIDE = 14;
const TOP = 10;
const TALL = 30;
const FOOT = 11;
const TAILS = 3;
const EM = 0.088;

/**
 * `counts` of the columns, `most` the largest count of any row, `names` what stands below each column, and `words` what
 * it says to who cannot see it.
 */
export function histogram(counts, most, names, words) {
  const halves = names.map(halved);
  const lines = Math.max(...halves.map((half) => half.length));
  const inWords = names.some((name) => name.length > 1);
  const pitch = inWords ? NAMED_PITCH : PITCH;
  const base = TOP + TALL;
  const width = pitch * counts.length;
  const tall = base + FOOT * lines + (inWords ? TAILS : 0);
  const size = { width: fixed(EM * width) + "em", height: fixed(EM * tall) + "em" };
  const shape = { viewBox: "0 0 " + width + " " + tall, focusable: "false", role: "img", "aria-label": words };
  const svg = ["svg", Object.assign({ class: "chart histogram" }, size, shape)];
  counts.forEach(function (n, i) {
    if (n > 0) svg.push(...column(pitch * (i + 0.5), n, base, n / most));
  });
  svg.push(["rect", { class: "axis", x: "0", y: String(base), width: String(width), height: "1" }]);
  halves.forEach(function (half, i) {
    half.forEach(function (line, at) {
      svg.push(["text", text(pitch * (i + 0.5), base + FOOT * (at + 1) - 1), line]);
    });
  });
  return svg;
}

// A name in one line, or in two where it has several words: the cut that leaves the shortest lines, of equal ones the
// first.
function halved(name) {
  const words = name.split(" ");
  let best = [name];
  for (let at = 1; at < words.length; at += 1) {
    const cut = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    if (best.length < 2 || longest(cut) < longest(best)) best = cut;
  }
  return best;
}

function longest(lines) {
  return Math.max(...lines.map((line) => line.length));
}

function column(middle, n, base, share) {
  const tall = TALL * share;
  const place = { x: fixed(middle - WIDE / 2), y: fixed(base - tall) };
  return [
    ["rect", Object.assign(place, { width: String(WIDE), height: fixed(tall) })],
    ["text", Object.assign(text(middle, base - tall - 2), { class: "n" }), fixed(n)],
  ];
}

function text(middle, y) {
  return { x: fixed(middle), y: fixed(y), "font-size": "9", "text-anchor": "middle" };
}
