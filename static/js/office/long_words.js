// Gives the long words of the office's pages places for a hyphen, for display only: what is copied has none.

import { soften } from "../text/hyphens.js";

// A step's name stands in a strip as narrow as the step is short.
const NARROW = 9;
// A window of fewer letters than this, in the width of a letter that is as wide as it is high, is as narrow.
const FEW = 22;
const NAMED = "a[aria-label], button[aria-label]";
const LEFT_ALONE = "script, textarea, select, code, .address, .code, [data-exact]";

/** Softens every text below these elements, but for fields and what must be read letter by letter. */
export function softenWords(roots) {
  const narrow = isNarrow();
  roots.forEach((root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) soft(texts.currentNode, narrow);
    root.querySelectorAll(NAMED).forEach((control) => named(control, narrow));
  });
}

function isNarrow() {
  return window.innerWidth < FEW * parseFloat(getComputedStyle(document.documentElement).fontSize);
}

// The name of a button has its words as they are drawn: who speaks to the page says what is seen.
function named(control, narrow) {
  control.setAttribute("aria-label", softened(control, control.getAttribute("aria-label"), narrow));
}

function soft(text, narrow) {
  const parent = text.parentElement;
  if (parent.closest(LEFT_ALONE)) return;
  const words = softened(parent, text.data, narrow);
  if (words !== text.data) text.data = words;
}

function softened(node, text, narrow) {
  return soften(text, narrow || node.closest(".evening") ? NARROW : undefined);
}
