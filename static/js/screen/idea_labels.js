// The signs beside an idea or a cluster in a result: its number, and the letter of its cluster.

import { el } from "../dom/el.js";

/** The signs of a name as outcome.js makes it: {number, letter, …}. */
export function signs({ number, letter }) {
  return el("p", { class: "signs" }, number > 0 && el("span", { class: "no" }, number), letter !== "" && sign(letter));
}

/** A cluster's letter on its card; a sign that is no letter ("–" for without a cluster, "+" for several) stands plain. */
export function sign(letter) {
  return el("span", { class: /\p{L}/u.test(letter) ? "letter" : "no-letter" }, letter);
}
