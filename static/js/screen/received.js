// What has been received but is not seen: how many ideas wait for review, and that collecting is paused. Large while
// the wall is empty, else one line above it.

import { el, replaceContent, icon } from "../dom/el.js";
import { receivedLines } from "./scene.js";
import { spans } from "./speaker.js";

/** The element: {node, draw(picture)}; hidden when there is nothing to say. */
export function received(speaker) {
  const node = el("div", { class: "received", hidden: true });
  let said = "";
  return {
    node,
    draw: (picture) => {
      const lines = receivedLines(picture);
      const isLarge = !picture.ideas.length;
      const now = JSON.stringify([lines, isLarge]);
      if (now === said) return;
      said = now;
      node.hidden = !lines.length;
      node.classList.toggle("large", isLarge);
      replaceContent(node, ...lines.map((line) => sentence(speaker, line)));
    },
  };
}

function sentence(speaker, { key, n, sign }) {
  return el("p", {}, icon(sign), el("span", {}, ...spans(speaker.all(key, {}, n))));
}
