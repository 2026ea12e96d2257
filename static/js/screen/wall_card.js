// One idea on the wall: its number, its text, and its source if not a phone; in the wall's letters, smaller when it
// would take too much room, and cut as a last resort.

import { el, icon } from "../dom/el.js";
import { length } from "./fit_text.js";
import { numberOf } from "./idea_labels.js";
import { inline } from "./speaker.js";
import { cut, joined, words } from "./wrapped_text.js";

const SMALLER = [42, 36, 32, 28];

/** The list item of an idea. */
export function ideaItem(speaker, one) {
  // The words decide the direction of the whole item, so that the number stands where they begin.
  const text = words("p", { class: "words", dir: null }, { text: joined(one.text), lang: one.lang });
  return el("li", { "data-idea": one.id, dir: "auto" }, numberOf("span", one), text, origin(speaker, one));
}

/** What an item shows of an idea, as a text: another one is another item. */
export function shownOf(one) {
  return one.text + " +" + one.merged.length;
}

function origin(speaker, one) {
  if (one.source === "phone") return null;
  if (one.source === "earlier") return mark("back", speaker.all("screen.earlier", { number: one.came_from }));
  const keys = { paper: "screen.paper", import: "screen.import" };
  const said =
    one.table === null
      ? speaker.all(keys[one.source] || "screen.helper")
      : speaker.all("screen.table", { table: one.table });
  return mark(keys[one.source] ? "paper" : "hand", said);
}

function mark(sign, said) {
  return el("span", { class: "mark" }, icon(sign), el("span", {}, ...inline(said)));
}

/**
 * An item with its measures: {id, shown, node, tall(level, most), stand(level, spot)}. `tall` measures its height at
 * one of the wall's levels, at most `most` pixels; `stand` puts it at its place {column, y} in the size that was
 * measured for the level.
 */
export function setter(node, one, sizes) {
  const me = { node, sizes, whole: node.querySelector(".words").textContent, known: new Map() };
  return {
    id: one.id,
    shown: shownOf(one),
    node,
    tall: (level, most) => measured(me, level, most).tall,
    stand: (level, spot) => stand(me, me.known.get(level), spot),
  };
}

function measured(me, level, most) {
  const known = me.known.get(level);
  if (known && known.most === most) return known;
  const body = me.node.querySelector(".words");
  const fits = () => me.node.offsetHeight <= most;
  const sizes = [me.sizes[level], ...SMALLER.filter((size) => size < me.sizes[level])];
  body.textContent = me.whole;
  const size = sizes.find((wanted) => {
    me.node.style.fontSize = length(wanted);
    return fits();
  });
  if (!size) cut(body, fits);
  const made = { most, size: size || sizes[sizes.length - 1], text: body.textContent, tall: me.node.offsetHeight };
  me.known.set(level, made);
  return made;
}

function stand(me, made, spot) {
  const body = me.node.querySelector(".words");
  if (body.textContent !== made.text) body.textContent = made.text;
  me.node.style.fontSize = length(made.size);
  me.node.style.setProperty("--column", spot.column);
  me.node.style.insetBlockStart = spot.y + "px";
  return me.node;
}
