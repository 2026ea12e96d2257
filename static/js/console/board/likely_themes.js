// The likely themes of an idea that has none, as the server found them: what its card offers.

import { t } from "../../text/words.js";

/** Names a suggestion, so that it is known again. */
export const keyOfTheme = (one) => "t" + one.idea + ">" + one.cluster;

const byIdea = new WeakMap();

/** Why something is suggested: the words that are shared, and the nearest ideas of the theme. */
export function reasonOf(board, { words, near = [] }) {
  const numbers = near
    .map((id) => board.view.idea(id))
    .filter(Boolean)
    .map((idea) => idea.number);
  const said = [
    words.length && t("console.suggest.why", { words: words.join(", ") }),
    numbers.length && t("console.suggest.near", { numbers: numbers.join(", ") }),
  ];
  return said.filter(Boolean).join(" · ");
}

/**
 * The likely themes that an idea's card shows, the likeliest first: [{cluster, why, guess}] with themes of the board,
 * and for the likeliest the suggestion, from which reasonOf() makes the reason. What is a `guess` is shown only to who
 * has asked for it. None for an idea that stands in a theme.
 */
export function likelyThemes(board, idea) {
  const { answered } = board.suggestions;
  const one = isLoose(board, idea) && foundFor(board, idea.id);
  if (!one) return [];
  return shownOf(board, one)
    .filter((cluster) => !answered.has(keyOfTheme({ idea: idea.id, cluster })))
    .map((id) => board.view.clusters.find((cluster) => cluster.id === id))
    .filter(Boolean)
    .map((cluster) => ({
      cluster,
      why: cluster.id === one.cluster ? one : null,
      guess: cluster.id !== one.cluster || !one.offered,
    }));
}

// The second and the third theme of an idea are right less often than the first, so they are guesses, too.
function shownOf(board, one) {
  if (board.desk.ui.guesses) return [one.cluster, ...one.others];
  return one.offered ? [one.cluster] : [];
}

/** Whether any idea without a theme has guesses, shown or not. */
export function hasGuesses(board) {
  const isThere = (idea) => Boolean(idea) && isLoose(board, idea);
  return board.suggestions.found.themes.some(
    (one) => (!one.offered || one.others.length > 0) && isThere(board.view.idea(one.idea)),
  );
}

/** Whether an idea is in no theme, and not on its way to one. */
export function isLoose(board, idea) {
  const { moving } = board.desk.ui;
  return (moving.has(idea.id) ? moving.get(idea.id) : idea.cluster) === null;
}

/**
 * From now on this card keeps what it offers, until another card gets the focus: newer suggestions must not slip under
 * the finger of who has read these.
 */
export function holdOffers(board, id) {
  board.offersHeld = { card: id, one: oneIn(board.suggestions.found, id) };
}

/**
 * The cards of these ids, of which somebody has read the offer, keep it while `isKept(id, suggestion)`: the button
 * below the pile moves them there.
 */
export function holdReadOffers(board, ids, isKept) {
  const held = board.offersRead || new Map();
  board.offersRead = new Map(ids.map((id) => [id, foundFor(board, id)]));
  held.forEach((one, id) => isKept(id, one) && board.offersRead.set(id, one));
}

function foundFor(board, id) {
  const read = board.offersRead && board.offersRead.get(id);
  if (read) return read;
  const held = board.offersHeld;
  const newest = oneIn(board.suggestions.found, id);
  if (!held || held.card !== id) return newest;
  held.one = held.one || newest;
  return held.one;
}

function oneIn(found, id) {
  if (!byIdea.has(found)) byIdea.set(found, new Map(found.themes.map((one) => [one.idea, one])));
  return byIdea.get(found).get(id);
}
