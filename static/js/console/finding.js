// The finding marked in a text: what the server flagged, found again for the eye only. The flag decides, this only shows where.

import { el } from "../dom.js";
import { soften } from "../hyphens.js";

const WHERE = {
  phone: /(?:\+?\d[\s\-().]{0,2}){7,14}/g,
  email: /[^\s@]+@[^\s@]+\.[a-z]{2,}/gi,
  language: /(?:vittu|perkele|saatana|paska|huora|jävla|fitta|fan i helvete|fuck|shit|cunt)[\p{L}]*/giu,
};

/** The places of an idea's findings: [[from, to], …] in order, never overlapping. */
export function findings(text, flags) {
  const all = flags.flatMap((flag) => (WHERE[flag] ? [...text.matchAll(WHERE[flag])].map((hit) => [hit.index, hit.index + hit[0].trimEnd().length]) : []));
  all.sort((a, b) => a[0] - b[0]);
  return all.filter((place, i) => i === 0 || place[0] >= all[i - 1][1]);
}

/** The text as nodes, findings in <mark>. */
export function marked(text, flags) {
  const nodes = [];
  let at = 0;
  findings(text, flags).forEach(([from, to]) => {
    nodes.push(document.createTextNode(soften(text.slice(at, from))), el("mark", {}, text.slice(from, to)));
    at = to;
  });
  return nodes.concat(document.createTextNode(soften(text.slice(at))));
}
