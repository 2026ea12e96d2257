// What the server found in a text, marked. The places are the server's (`found` of an idea), counted in code points.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";

/** A text in pieces: [[piece, whether it was found], …], nothing lost and nothing empty. */
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

/** The text as nodes, what was found in <mark>. */
export function marked(text, found) {
  return pieces(text, found).map(([piece, hit]) =>
    hit ? el("mark", {}, piece) : document.createTextNode(soften(piece)),
  );
}
