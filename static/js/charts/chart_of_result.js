// Which chart a result gets, and what it is drawn from. Twin of workshop/charts/chart_of_result.py; the cases of
// tests/data/chart_cases.json hold both to one drawing. Phone-safe.

import { draw, fixed } from "./draw.js";
import { groups, letter, percent } from "./groups.js";
import { histogram } from "./histogram.js";
import { scatter } from "./scatter.js";
import { bar, ticks } from "./ticks.js";

const CLOSED = 60;

/** How the result of a tally's shape is drawn, what all of its rows share: {name, unit, main, drawn, scale, most}. */
export function chartOf(tally) {
  const chart = { name: tally.chart, unit: tally.unit, main: tally.main, drawn: tally.drawn, scale: tally.scale };
  const lengths = tally.rows.map(function (row) {
    return lengthOf(chart, row.measures);
  });
  return Object.assign(chart, { most: lengths.reduce((one, other) => Math.max(one, other), 0) });
}

/**
 * The chart in one row, or null where it has nothing to draw. `longest`: the width of the longest bar in a unit of
 * style sheets, as [75, "%"]; `say(key, facts)` gives a text.
 */
export function rowChart(chart, measures, longest, say) {
  const drawing = rowDrawing(chart, measures, longest, say);
  return drawing && draw(drawing);
}

/**
 * The chart above the rows, the first place first, or null for a result that has none. `rows`: [{label, measures}].
 */
export function wholeChart(chart, rows, say) {
  const drawing = wholeDrawing(chart, rows, say);
  return drawing && draw(drawing);
}

/** The drawing of rowChart as data. */
export function rowDrawing(chart, measures, longest, say) {
  const parts = partsOf(chart, measures);
  if (chart.most <= 0 || !parts.some((part) => part > 0)) return null;
  if (chart.name === "histogram")
    return histogram(
      parts,
      chart.most,
      parts.map((_, i) => columnName(chart, i, say)),
      inWords(chart, measures, say),
    );
  if (chart.name === "groups") return groups(parts, inWords(chart, measures, say));
  const counts = chart.name === "ticks" && (chart.unit === "votes" || chart.unit === "people");
  return counts && chart.most <= CLOSED ? ticks(parts, chart.most) : bar(parts, chart.most, longest[0], longest[1]);
}

/** The drawing of wholeChart as data. */
export function wholeDrawing(chart, rows, say) {
  if (chart.name !== "scatter") return null;
  const across = chart.drawn[0];
  const up = chart.drawn[1];
  const there = rows.filter((row) => chart.drawn.slice(2).every((name) => row.measures[name]));
  const points = there.map(function (row) {
    return { label: String(row.label), across: row.measures[across], up: row.measures[up] };
  });
  return scatter(points, chart.scale[0], chart.scale[1], say("measure." + across), say("measure." + up));
}

/** What a row's chart says, for who cannot see it; empty where a number beside it says the same. */
export function inWords(chart, measures, say) {
  const parts = partsOf(chart, measures);
  if (chart.name === "histogram")
    return say("chart.histogram", {
      parts: parts.map((n, i) => columnName(chart, i, say) + ": " + fixed(n)).join(", "),
    });
  if (chart.name === "groups")
    return say("chart.groups", { parts: parts.map((n, i) => letter(i) + ": " + percent(n)).join(", ") });
  return "";
}

// What a column of a histogram is called in words: by its mark; where marks stand on both sides of zero, by what it
// counts.
function columnName(chart, i, say) {
  return chart.scale[0] < 0 ? say("measure." + chart.drawn[i]) : String(chart.scale[0] + i);
}

// The numbers that are drawn in one row; a chart that is none of a row leaves it a bar of the main measure.
function partsOf(chart, measures) {
  const names = chart.name === "scatter" ? [chart.main] : chart.drawn;
  return names.map((name) => Math.max(0, measures[name]));
}

function lengthOf(chart, measures) {
  const parts = partsOf(chart, measures);
  return chart.name === "histogram" ? Math.max(...parts) : parts.reduce((sum, part) => sum + part, 0);
}
