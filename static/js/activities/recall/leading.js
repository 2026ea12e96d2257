// The heading of the leading ideas, and their places: only where each has a number of votes does it say that they got
// the most. Phone-safe.

import { rankSigns } from "../../vote/places.js";

/** The key of the heading; the twin of the condition in templates/activities/recall/phone.html. */
export function leadingKey(ideas) {
  return areCounted(ideas) ? "recall.ideas" : "recall.leading";
}

/** The place of each idea by its votes, "2 =" where others share it; empty where votes were not counted. */
export function placesOf(ideas) {
  if (!areCounted(ideas)) return ideas.map(() => "");
  const rows = ideas.map((one) => ({ rank: 1 + ideas.filter((other) => other.votes > one.votes).length }));
  const signs = rankSigns(rows);
  return rows.map((row) => signs[row.rank]);
}

function areCounted(ideas) {
  return ideas.every(function (one) {
    return one.votes !== null;
  });
}
