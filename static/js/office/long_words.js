// Gives the long words of the office's pages places for a hyphen, for display only: what is copied has none.

import { soften } from "../text/hyphens.js";

// A step's name stands in a strip as narrow as the step is short.
const NARROW = 9;
const NAMED = "a[aria-label], button[aria-label]";
const LEFT_ALONE = "script, textarea, select, code, .address, .code, [data-exact]";

/** Softens every text below these elements, but for fields and what must be read letter by letter. */
export function softenWords(roots) {
  roots.forEach((root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) soft(texts.currentNode);
    root.querySelectorAll(NAMED).forEach(named);
  });
}

// The name of a button has its words as they are drawn: who speaks to the page says what is seen.
function named(control) {
  control.setAttribute("aria-label", softened(control, control.getAttribute("aria-label")));
}

function soft(text) {
  const parent = text.parentElement;
  if (parent.closest(LEFT_ALONE)) return;
  const words = softened(parent, text.data);
  if (words !== text.data) text.data = words;
}

function softened(node, text) {
  return soften(text, node.closest(".evening") ? NARROW : undefined);
}
