// One cluster on the board, drawn as a divider of a card file: its letter, its size and its name, and below them as
// many of its ideas as fit.

import { el } from "../dom/el.js";
import { ticks } from "../dom/ticks.js";
import { holds, length, lines, shrink } from "./fit_text.js";
import { numberOf } from "./idea_labels.js";
import { inline } from "./speaker.js";
import { cut, joined, words } from "./wrapped_text.js";

const NAMES = [46, 42, 38, 34, 30];
const NAME_LINES = 2;
const ROOM = 260;
const THIN = 5;
const PITCH = 19;
const TRIES = 8;

/**
 * The card of a cluster, without its ideas. `just` is the id of the idea that has just moved here, or null; `most` the
 * size of the largest cluster, on whose scale all sizes are drawn.
 */
export function clusterCard(speaker, group, just, most) {
  const size = el(
    "p",
    { class: "size" },
    el("span", { class: "num" }, group.ideas.length),
    sizeTicks(group.ideas.length, { just: just !== null, most }),
  );
  const head = el("div", { class: "tabs" }, tab(group.cluster), size);
  const body = el("div", { class: "body" }, clusterName("h2", speaker, group.cluster), el("ul", { class: "behind" }));
  return el("section", { class: just === null ? "cluster" : "cluster moved" }, head, body);
}

/** The tab of a divider: the letter of a cluster, with its colour. */
export function tab({ letter, colour }) {
  return el("span", { class: "tab", "data-colour": colour }, letter);
}

/** The name of a cluster, or that it has none yet. */
export function clusterName(tag, speaker, cluster) {
  if (cluster.title) return words(tag, {}, { text: cluster.title, lang: "" });
  return el(tag, { class: "unnamed" }, ...inline(speaker.all("screen.unnamed")));
}

/**
 * One row of ticks, or a bar when the ticks of the largest row would be too thin to count. `most` is the count of that
 * row, which fills `room` units at most: rows that are drawn with the same `most` compare.
 */
export function sizeTicks(count, { just = false, room = ROOM, most = count }) {
  const { pitch, bar } = sizeScale(count, most, room);
  const row = ticks([{ n: bar ? 1 : count - (just ? 1 : 0) }, { n: just ? 1 : 0, kind: "just" }]);
  row.style.setProperty("--tick", length(pitch * 0.58));
  row.style.setProperty("--gap", length(pitch * 0.42));
  if (bar) row.firstChild.style.inlineSize = length(bar);
  return row;
}

/**
 * How wide a size is drawn beside others, of which `most` is the largest: {pitch: of its ticks, bar: its length, or 0}.
 */
export function sizeScale(count, most, room = ROOM) {
  const closed = most > 0 && room / most < THIN;
  return {
    pitch: closed ? PITCH : Math.min(PITCH, room / Math.max(1, most)),
    bar: closed ? ((room - 24) * count) / most : 0,
  };
}

/**
 * Fills a card that is in the document with `ideas` in their order; an idea without room is skipped, and how many were
 * is said. While there may be more to show, each has at most `most` lines; then what was cut gets the room that is
 * left. Returns the ids that are shown.
 */
export function fill(card, ideas, just, most) {
  const body = card.querySelector(".body");
  fitName(body.firstElementChild);
  for (const old of body.querySelectorAll(".rest")) old.remove();
  let shown = putSome(body, ideas, just, most);
  if (shown.length < ideas.length) {
    const rest = body.appendChild(el("p", { class: "rest num" }, "+" + ideas.length));
    shown = putSome(body, ideas, just, most);
    rest.textContent = "+" + (ideas.length - shown.length);
  }
  for (const { text, whole } of shown) lengthen(body, text, whole);
  return shown.map((one) => one.id);
}

function fitName(name) {
  const fits = () => lines(name) <= NAME_LINES && name.scrollWidth <= name.clientWidth + 1;
  shrink(name, NAMES, fits);
  cut(name, fits);
}

// On a small card no idea may have room for all its lines: one that is cut says more than none.
function putSome(body, ideas, just, most) {
  let shown = putAll(body, ideas, just, most);
  for (let few = most - 1; few > 0 && !shown.length; few -= 1) shown = putAll(body, ideas, just, few);
  return shown;
}

function putAll(body, ideas, just, most) {
  const list = body.querySelector(".behind");
  list.textContent = "";
  const shown = [];
  let passed = 0;
  for (const idea of ideas) {
    if (passed > TRIES) break;
    const one = put(body, list, idea, just, most);
    if (one) shown.push(one);
    else passed += 1;
  }
  return shown;
}

// The idea as it is shown, {id, text: its node, whole: its uncut words}; null where it has no room.
function put(body, list, idea, just, most) {
  const text = words("p", { class: "words", dir: null }, { text: joined(idea.text), lang: idea.lang });
  const attrs = { "data-idea": idea.id, class: idea.id === just ? "new" : null, dir: "auto" };
  const item = el("li", attrs, numberOf("span", idea), text);
  const whole = text.textContent;
  list.appendChild(item);
  cut(text, () => lines(text) <= most);
  if (holds(body)) return { id: idea.id, text, whole };
  item.remove();
  return null;
}

function lengthen(body, text, whole) {
  if (text.textContent === whole) return;
  text.textContent = whole;
  cut(text, () => holds(body));
}
