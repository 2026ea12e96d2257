// The card of one rating target: a radio group with the marks of the scale, and "no rating" apart from them. Drawn in
// templates/activities/rating/card.html. Phone-safe.

import { fill } from "../../dom/fill.js";
import { t } from "../../text/words.js";
import { folded, holds, numbered } from "../../phone/idea_card.js";
import { radioCard } from "../../phone/radio_card.js";

/** Returns a function that makes the card of a row {id, label, text, mark}; it calls `rate(id, mark or undefined)`. */
export function ratingCard(step, rate) {
  return function (row) {
    const ends = { low: t("rating.low." + step.settings.scale), high: t("rating.high." + step.settings.scale) };
    const slots = { card: { id: null }, legend: t("rating.of", { title: row.label + " " + row.text }) };
    Object.assign(slots, ends, numbered(row.label, row.text, row.lang), holds(row.merged));
    const node = folded(fill("rating", slots), row.label, row.text);
    addMarks(node.querySelector(".marks"), step.marks, ends);
    return radioCard(node, row, rate);
  };
}

/** The card of a row that this participant rated, after the vote. */
export function givenCard(row) {
  const slots = { given: t("vote.given.rating", {}, row.mark) };
  return fill("rating-given", Object.assign(slots, numbered(row.label, row.text, row.lang)));
}

// The template has one mark, which is copied for each mark of the scale.
function addMarks(marks, range, ends) {
  const one = marks.removeChild(marks.firstElementChild);
  for (let mark = range.least; mark <= range.most; mark += 1) {
    const label = marks.appendChild(one.cloneNode(true));
    const end = mark === range.least ? ends.low : mark === range.most ? ends.high : "";
    label.className = "mark-" + mark;
    label.querySelector("input").value = mark;
    label.querySelector("input").setAttribute("aria-label", end ? mark + ", " + end : String(mark));
    label.querySelector("span").textContent = mark;
  }
}
