// The labels of an idea or a cluster: its number, how many ideas are merged into it, and the letter of its cluster.

import { el } from "../dom/el.js";

/**
 * The number of an idea, and with it "+2" when two others are merged into it. It stands in an element whose direction
 * is that of the idea's words.
 */
export function numberOf(tag, { number, merged }) {
  return el(tag, { class: "no" }, number, merged.length > 0 && el("small", {}, "+" + merged.length));
}

/** The labels of a name from outcome.js: {number, letter, …}. */
export function signs({ number, letter }) {
  return el("p", { class: "signs" }, number > 0 && el("span", { class: "no" }, number), letter !== "" && sign(letter));
}

/** A cluster's letter on a small card; "+" (several) stands plain, "" (none) is empty. */
export function sign(letter) {
  return el("span", { class: /\p{L}/u.test(letter) ? "letter" : "no-letter" }, letter);
}
