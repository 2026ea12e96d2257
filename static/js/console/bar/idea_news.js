// What a facilitator changed of ideas between two views of the store, for the line of the last change: merged, moved,
// left out, hidden, shown.

import { IDEA_STATES } from "../../wire/contract.js";

/** What changed of the ideas between two views, as {key, facts, n}, or null. */
export function ofIdeas(before, view) {
  const old = new Map(before.ideas.map((idea) => [idea.id, idea]));
  const merges = ofMerges(view, old);
  if (merges) return merges;
  const moved = view.ideas.filter((idea) => old.has(idea.id) && old.get(idea.id).cluster !== idea.cluster);
  if (moved.length) return ofMoved(view, moved);
  const left = view.ideas.filter((idea) => old.has(idea.id) && old.get(idea.id).left_out !== idea.left_out);
  if (left.length)
    return ofSeveral(
      "left_out",
      left[0].left_out ? ".on" : ".off",
      left.filter((idea) => idea.left_out === left[0].left_out),
    );
  const decided = view.ideas.filter(
    (idea) =>
      old.has(idea.id) &&
      old.get(idea.id).state !== idea.state &&
      (idea.state === "hidden" || wasHeld(old.get(idea.id))),
  );
  const hidden = decided.filter((idea) => idea.state === "hidden");
  if (hidden.length) return ofSeveral("hidden", "", hidden);
  const masked = view.ideas.find((idea) => old.has(idea.id) && idea.unmasked && !old.get(idea.id).unmasked);
  if (masked) return { key: "masked", facts: { number: masked.number } };
  const isSeen = decided.some((idea) => IDEA_STATES[idea.state].everyone);
  return decided.length ? ofSeveral(isSeen ? "shown" : "let_in", "", decided) : null;
}

// An idea that stands alone again because another was hidden or taken back is no change of its own; neither is one that
// its author has changed.
function ofMerges(view, old) {
  const known = view.ideas.filter((idea) => old.has(idea.id));
  const changed = known.filter((idea) => old.get(idea.id).merged_into !== idea.merged_into);
  const merged = changed.filter((idea) => idea.state === "merged");
  if (merged.length)
    return withFacts(ofSeveral("merged", "", merged), { into: view.idea(merged[0].merged_into).number });
  const freed = changed.filter((idea) => IDEA_STATES[idea.state].counts && isLeading(view, old.get(idea.id)));
  if (freed.length) return ofSeveral("unmerged", "", freed);
  const reworded = known.find((idea) => idea.original && old.get(idea.id).text !== idea.text);
  return reworded ? { key: "reworded", facts: { number: reworded.number } } : null;
}

// Whether the idea that this one was merged into is still there for all to see.
function isLeading(view, was) {
  const lead = view.idea(was.merged_into);
  return Boolean(lead && IDEA_STATES[lead.state].counts);
}

function withFacts(news, facts) {
  return { ...news, facts: { ...news.facts, ...facts } };
}

// One idea is named by its number, several by their count: between two views several commands may have run.
function ofSeveral(key, end, ideas) {
  return ideas.length === 1
    ? { key: key + end, facts: { number: ideas[0].number } }
    : { key: key + "_many" + end, facts: {}, n: ideas.length };
}

function wasHeld(idea) {
  return Boolean(IDEA_STATES[idea.state].held);
}

function ofMoved(view, moved) {
  const cluster = view.cluster(moved[0].cluster);
  const theme = cluster ? cluster.letter : "–";
  if (new Set(moved.map((idea) => idea.cluster)).size > 1) return { key: "placed_many", n: moved.length };
  if (moved.length > 1) return { key: cluster ? "moved_many" : "freed_many", facts: { theme }, n: moved.length };
  return { key: cluster ? "moved" : "freed", facts: { theme, number: moved[0].number } };
}
