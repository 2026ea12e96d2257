// The card of one idea in an opinion step: a radio group with the three answers. Drawn in
// templates/activities/opinion/card.html. Phone-safe.

import { fill } from "../../dom/fill.js";
import { t } from "../../text/words.js";
import { folded, holds, numbered } from "../../phone/idea_card.js";
import { radioCard } from "../../phone/radio_card.js";
import { answerOf } from "../../vote/answers.js";

/** Returns a function that makes the card of a row {id, label, text, mark}; it calls `answer(id, mark)`. */
export function opinionCard(step, answer) {
  return function (row) {
    const slots = { card: { id: null }, legend: t("opinion.of", { title: row.label + " " + row.text }) };
    Object.assign(slots, numbered(row.label, row.text, row.lang), holds(row.merged));
    const node = folded(fill("opinion", slots), row.label, row.text);
    return radioCard(node, row, answer);
  };
}

/** The card of a row that this participant answered, after the vote. */
export function givenCard(row, step) {
  const slots = { given: t("vote.given.opinion", { answer: answerOf(step, row.mark) }) };
  return fill("opinion-given", Object.assign(slots, numbered(row.label, row.text, row.lang)));
}
