// The themes that are offered on a card: what participants suggest for it, with how many they are, and the likely
// themes of an idea that has none; where these leave room, also to make a new theme of it, which can be named later. A
// tap or a key takes one, and nothing moves by itself. For screen readers the panel of suggestions lists them with
// buttons.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { isLoose, likelyThemes, reasonOf } from "./likely_themes.js";
import { newNameless, place } from "./moves.js";
import { calledOn } from "./nameless.js";
import { isOwn, isTooSoon, together } from "./selection.js";
import { nameOf } from "./theme_name.js";

// So many signs stand side by side on the narrowest card.
const ROOM = 3;

/** What people suggest for an idea, most first: [{cluster, people}], of the themes that are on the board. */
export function suggestedFor(idea, clusters) {
  return clusters
    .filter((cluster) => idea.suggested[cluster.id] && cluster.id !== idea.cluster)
    .map((cluster) => ({ cluster, people: idea.suggested[cluster.id] }))
    .sort((a, b) => b.people - a.people);
}

/** All themes offered on a card, in the order in which they stand there. */
export function offeredFor(board, idea) {
  const people = suggestedFor(idea, board.view.clusters);
  const known = new Set(people.map((one) => one.cluster.id));
  return { people, likely: likelyThemes(board, idea).filter((one) => !known.has(one.cluster.id)) };
}

/** What the offers on a card look like, to tell whether it must be drawn anew. */
export function offersSign(board, idea) {
  const { people, likely } = offeredFor(board, idea);
  return people
    .map((one) => one.cluster.letter + one.people)
    .concat(likely.map((one) => one.cluster.letter + calledOn(board, one.cluster) + one.cluster.colour + signOf(one)))
    .concat(makes(board, idea, likely) ? "+" : [])
    .join("/");
}

// It is asked for every card in every frame, so no words are made for it.
function signOf({ why, guess }) {
  return (guess ? "?" : "") + (why ? why.words.join() + why.near.join() + why.sure : "");
}

/** The lines on a card; none where nothing is offered. */
export function offerLines(board, idea) {
  const { people, likely } = offeredFor(board, idea);
  const lines = people.map((one) => peopleLine(board, idea, one));
  return likely.length || makes(board, idea, likely) ? lines.concat(likelyLine(board, idea, likely)) : lines;
}

// Whether a theme can be made of the idea on its card.
function makes(board, idea, likely) {
  return isLoose(board, idea) && likely.length < ROOM;
}

/**
 * Takes the nth theme that is offered on a card, or says that there is no such offer; false while other cards are
 * selected.
 */
export function takeOffer(board, id, nth) {
  const idea = board.view.idea(id);
  if (!idea || (isOwn(board) && [...board.desk.ui.chosen].some((one) => one !== id))) return false;
  const { people, likely } = offeredFor(board, idea);
  const offer = people.concat(likely)[nth - 1];
  if (offer) place(board, [id], offer.cluster.id);
  else board.desk.say(t("console.suggested.no_such", { number: idea.number, n: nth }), "hint");
  return true;
}

function peopleLine(board, idea, { cluster, people }) {
  const facts = { number: idea.number, theme: nameOf(cluster) };
  const words = t("console.suggested", { theme: cluster.letter }, people);
  return el(
    "span",
    { class: "suggested" },
    tapped(
      () => take(board, idea, cluster),
      { class: "take", title: t("console.suggested.take", facts) },
      icon("people"),
      el("span", {}, words),
    ),
    tapped(
      () => dismiss(board, idea, cluster),
      { class: "dismiss", title: t("console.suggested.dismiss", facts), "aria-hidden": "true" },
      "×",
    ),
  );
}

// The likeliest theme by its name, the next ones by their letters: a card has one line for all of them. What is more
// than a guess has its reason below, a guess a question mark.
function likelyLine(board, idea, likely) {
  const chips = likely.map((one, at) => chip(board, idea, one, at === 0));
  const make = makes(board, idea, likely) && makeChip(board, idea, !likely.length);
  const first = likely[0];
  const said = first && el("span", { class: "hidden" }, t(first.guess ? "console.likely.guess" : "console.likely"));
  const why = first && !first.guess && el("small", { class: "why", dir: "auto" }, reasonOf(board, first.why));
  return el("span", { class: "likely" }, said, ...chips, make, why);
}

function chip(board, idea, { cluster, why, guess }, first) {
  const told = [
    guess && t("console.likely.guess_help"),
    t("console.suggested.take", { number: idea.number, theme: nameOf(cluster) }),
    why && reasonOf(board, why),
  ];
  const kind = guess ? " guess" : why.sure ? " sure" : "";
  return tapped(
    () => take(board, idea, cluster),
    { class: "likely-theme" + kind, title: told.filter(Boolean).join(" · "), "data-colour": cluster.colour || null },
    kind === " sure" && icon("check"),
    el("b", { class: "no" }, cluster.letter),
    guess && el("i", { class: "unsure", "aria-hidden": "true" }, "?"),
    first && el("span", { dir: "auto" }, calledOn(board, cluster)),
  );
}

// Only a sign beside themes; in words where it stands alone.
function makeChip(board, idea, alone) {
  return tapped(
    () => isTooSoon(board, Date.now()) || newNameless(board, together(board, idea.id)),
    { class: "likely-theme make" + (alone ? " alone" : ""), title: t("console.make_theme", { number: idea.number }) },
    icon("plus"),
    alone && el("span", {}, t("console.new_theme")),
  );
}

function take(board, idea, cluster) {
  if (!isTooSoon(board, Date.now())) place(board, [idea.id], cluster.id);
}

async function dismiss(board, idea, cluster) {
  const answer = await board.desk.act("placement.dismiss", { idea: idea.id, cluster: cluster.id, dismissed: true });
  if (answer.ok) board.desk.say(dismissed(idea, cluster));
}

/** What is said after a suggestion of people was dismissed. */
export function dismissed(idea, cluster) {
  return t("console.suggested.dismissed", { number: idea.number, theme: nameOf(cluster) });
}

// No button, because a card is an option of a list, and assistive technology reaches nothing within an option. The card
// must not be selected or dragged by this tap.
function tapped(run, attrs, ...children) {
  const stop = (event) => event.stopPropagation();
  const press = (event) => {
    stop(event);
    run();
  };
  return el("span", { pointerdown: stop, click: press, ...attrs }, ...children);
}
