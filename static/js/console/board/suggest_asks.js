// The buttons in the panel of suggestions that ask for piles, and that name the themes without a name.

import { el, replaceContent } from "../../dom/el.js";
import { nameAllButton, unnamed } from "./name_all.js";
import { pileButtons } from "./piles.js";

/** Draws them anew when the board offers others. What had the focus keeps it, else `otherwise` gets it. */
export function drawAsks(board, node, otherwise) {
  const piles = pileButtons(board);
  const nameless = unnamed(board).length;
  const stamp = [piles ? piles.children.length : 0, nameless].join();
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement);
  replaceContent(node, piles, nameless > 0 && el("div", { class: "acts piles-ask" }, nameAllButton(board)));
  if (held) (node.querySelector("button") || otherwise).focus();
}
