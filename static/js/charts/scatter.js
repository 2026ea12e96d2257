// A scatter plot: each target at its place on two axes. Twin of workshop/charts/scatter.py. Phone-safe.

import { fixed } from "./draw.js";

const SIDE = 100;
const EDGE = 5;
const DOT = 1.3;
const TALL = 4;
const LETTER = 2.4;
const LABELLED = 40;

/**
 * `points` ({label, across, up}) with the best first; both axes go from `least` to `most`; `across` and `up` name them.
 */
export function scatter(points, least, most, across, up) {
  const places = points.map(function (one) {
    return { label: one.label, x: along(one.across, least, most), y: SIDE - along(one.up, least, most) };
  });
  const dots = places.map(function (one) {
    return ["circle", { cx: fixed(one.x), cy: fixed(one.y), r: fixed(DOT) }];
  });
  const half = SIDE / 2;
  const shape = { viewBox: "0 0 " + SIDE + " " + SIDE, focusable: "false", "aria-hidden": "true" };
  const svg = [
    "svg",
    Object.assign({ class: "chart scatter" }, shape),
    ["path", { class: "mid", d: "M" + half + " 0V" + SIDE + "M0 " + half + "H" + SIDE }],
    ["rect", { class: "frame", width: String(SIDE), height: String(SIDE) }],
  ].concat(dots, labels(places).map(name));
  const ends = " (" + fixed(least) + "–" + fixed(most) + ")";
  return [
    "figure",
    { class: "plane" },
    ["p", { class: "up" }, "↑ " + up + ends],
    svg,
    ["p", { class: "across" }, "→ " + across + ends],
  ];
}

function along(n, least, most) {
  const share = most > least ? (n - least) / (most - least) : 0.5;
  return EDGE + (SIDE - 2 * EDGE) * Math.max(0, Math.min(1, share));
}

// The best ones carry their label; where labels would meet, the later one is left out: the list below has them all.
function labels(places) {
  const taken = [];
  places.slice(0, LABELLED).forEach(function (one) {
    const found = ways(one).find(function (box) {
      return inside(box) && !taken.some(meets.bind(null, box));
    });
    if (found) taken.push(found);
  });
  return taken;
}

function ways(one) {
  const wide = LETTER * one.label.length;
  const at = function (x, y) {
    return { label: one.label, x: x, y: y, wide: wide };
  };
  return [
    at(one.x + 2, one.y + 1.4),
    at(one.x - 2 - wide, one.y + 1.4),
    at(one.x - wide / 2, one.y - 2),
    at(one.x - wide / 2, one.y + 5),
  ];
}

function inside(box) {
  return box.x >= 0 && box.x + box.wide <= SIDE && box.y <= SIDE && box.y - TALL >= 0;
}

function meets(one, other) {
  return one.x < other.x + other.wide && other.x < one.x + one.wide && Math.abs(one.y - other.y) < TALL;
}

function name(box) {
  return ["text", { x: fixed(box.x), y: fixed(box.y), "font-size": fixed(TALL) }, box.label];
}
