// What needs a decision in the work of the current step, beside the ideas: one line that tells how much, and leads
// there. A kind of activity that has such things exports waiting(view) from its console.js.

import { el } from "../../dom/el.js";
import { button } from "../parts/button.js";
import { openDrawer } from "../parts/drawer.js";
import { text } from "../parts/keyed_list.js";

const NOTHING = { n: 0, words: "", place: "" };

/**
 * Mounts the line: {node, draw(view)}; draw returns {n, words, place}: how many, in words, and the id of where they
 * are.
 */
export function stepNeeds(desk) {
  const ui = { found: NOTHING };
  const go = button("", () => toPlace(ui.found.place), { bare: true });
  const node = el("p", { class: "step-needs", hidden: true }, go);
  return {
    node,
    draw: (view) => {
      ui.found = needsOf(desk.kinds, view);
      node.hidden = !ui.found.n;
      text(go.querySelector("span"), ui.found.words);
      return ui.found;
    },
  };
}

function needsOf(kinds, view) {
  const { waiting } = (view.step && kinds[view.step.kind]) || {};
  return waiting ? waiting(view) : NOTHING;
}

function toPlace(id) {
  openDrawer(false);
  document.getElementById(id).focus();
}
