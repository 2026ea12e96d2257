// Marks what the server's screening found in a text. The positions are the server's (`found` of an idea), in code
// points.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";

/** A text in pieces, [[piece, whether it was found], …], without empty pieces. */
export function pieces(text, found) {
  const signs = Array.from(text);
  const cuts = [];
  let at = 0;
  found.forEach(([first, last]) => {
    cuts.push([signs.slice(at, first).join(""), false], [signs.slice(first, last).join(""), true]);
    at = last;
  });
  return cuts.concat([[signs.slice(at).join(""), false]]).filter(([piece]) => piece);
}

/** The text as nodes, with <mark> around what was found. */
export function marked(text, found) {
  return pieces(text, found).map(([piece, hit]) =>
    hit ? el("mark", {}, piece) : document.createTextNode(soften(piece)),
  );
}
