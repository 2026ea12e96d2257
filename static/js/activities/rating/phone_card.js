// The card of one rating target: a radio group with the marks of the scale, and "no rating" apart from them. The twin of
// the card in templates/activities/rating/phone.html. Phone-safe.

import { el } from "../../dom/el.js";
import { fill } from "../../dom/fill.js";
import { t } from "../../text/words.js";
import { folded, holds, numbered } from "../../phone/idea_card.js";

/** Returns a function that makes the card of a row {id, label, text, mark}; it calls `rate(id, mark or undefined)`. */
export function ratingCard(step, rate) {
  return function (row) {
    const ends = { low: t("rating.low." + step.settings.scale), high: t("rating.high." + step.settings.scale) };
    const slots = { ...numbered(row.label, row.text, row.lang), ...holds(row.merged) };
    const node = folded(fill("target", slots), row.label, row.text);
    node.appendChild(scale(step, row, ends, rate));
    showMark(node, row.mark);
    return node;
  };
}

/** Shows an own mark on a card, which stays as it is otherwise. */
export function showMark(node, mark) {
  const wanted = mark === undefined ? "" : String(mark);
  node.querySelectorAll("input").forEach(function (input) {
    if (input.checked !== (input.value === wanted)) input.checked = input.value === wanted;
  });
  node.classList.toggle("has", mark !== undefined);
}

function scale(step, row, ends, rate) {
  const marks = [];
  for (let mark = step.marks.least; mark <= step.marks.most; mark += 1) marks.push(mark);
  function choice(value, words, shown) {
    return el(
      "label",
      { class: value === "" ? "none" : "mark-" + value },
      el("input", {
        type: "radio",
        name: "set:" + row.id,
        value: value,
        "aria-label": words,
        change: function () {
          rate(row.id, value === "" ? undefined : value);
        },
      }),
      el("span", {}, shown),
    );
  }
  const numbers = marks.map(function (mark) {
    const end = mark === step.marks.least ? ends.low : mark === step.marks.most ? ends.high : "";
    return choice(mark, end ? mark + ", " + end : String(mark), mark);
  });
  return el(
    "fieldset",
    { class: "scale" },
    el("legend", { class: "hidden" }, t("rating.of", { title: row.label + " " + row.text })),
    el("div", { class: "marks" }, ...numbers),
    el("p", { class: "ends", "aria-hidden": "true" }, el("span", {}, ends.low), el("span", {}, ends.high)),
    choice("", null, t("rating.none")),
  );
}
