// One idea as it is printed on the wall: its number, its words, and where it came from if not from a phone; as large as the wall's letters
// are, smaller when it would take too much room, and cut when nothing else helps.

import { el, icon } from "../dom/el.js";
import { length } from "./fit_text.js";
import { cut, joined, words } from "./wrapped_text.js";

const SMALLER = [42, 36, 32, 28];

/** The list item of an idea. */
export function ideaItem(say, one) {
  const text = words("p", { class: "words" }, { text: joined(one.text), lang: one.lang });
  return el("li", { "data-idea": one.id }, el("span", { class: "no" }, one.number), text, origin(say, one));
}

function origin(say, one) {
  if (one.source === "phone") return null;
  const kind = one.source === "paper" ? "paper" : "helper";
  const text =
    one.table === null ? say.one("screen." + kind) : say.one("screen." + kind + "_table", { table: one.table });
  return el("span", { class: "mark" }, icon(one.source === "paper" ? "paper" : "hand"), text);
}

/**
 * An item with its sizes: {id, text, node, tall(level, most), stand(level, spot)}. `tall` measures how high it is at one of the wall's levels,
 * where it may take `most` pixels; `stand` puts it into its place {column, y} at that level, as it was measured.
 */
export function setter(node, one, sizes) {
  const me = { node, sizes, whole: node.querySelector(".words").textContent, known: new Map() };
  return {
    id: one.id,
    text: one.text,
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
