// The heading of the leading ideas: only where each has a number of votes does it say that they got the most.
// Phone-safe.

/** The key of the heading; the twin of the condition in templates/activities/recall/phone.html. */
export function leadingKey(ideas) {
  const counted = ideas.every(function (one) {
    return one.votes !== null;
  });
  return counted ? "recall.ideas" : "recall.leading";
}
