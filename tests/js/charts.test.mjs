// The pages draw each result as the server does: the cases of tests/data/chart_cases.json, which tests/rules/test_charts.py
// solves too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { chartOf, rowDrawing, wholeDrawing } from "../../static/js/charts/chart_of_result.js";

const cases = JSON.parse(readFileSync(new URL("../data/chart_cases.json", import.meta.url), "utf8"));
const say = (key, facts = {}) => [key, ...Object.values(facts)].join(" ");
const escaped = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&#34;").replace(/'/g, "&#39;");

function markup(drawing) {
  if (drawing === null) return "";
  if (typeof drawing === "string") return escaped(drawing);
  const [name, attributes, ...inner] = drawing;
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${given.join("")}>${inner.map(markup).join("")}</${name}>`;
}

for (const one of cases)
  test(`a result is drawn as on the server: ${one.name}`, () => {
    const rows = one.rows.map((measures, i) => ({ label: i + 1, measures }));
    const chart = chartOf({ ...one, rows });
    assert.deepEqual(
      rows.map((row) => markup(rowDrawing(chart, row.measures, one.longest, say))),
      one.row_charts,
    );
    assert.equal(markup(wholeDrawing(chart, rows, say)), one.whole);
  });
