// The ideas without a cluster beside those that have one: how many, and a wall of them to read while work goes on.

import { el, replaceContent } from "../dom/el.js";
import { ticks } from "../dom/ticks.js";
import { TURN_MS } from "./board_layout.js";
import { columns } from "./columns.js";
import { spans } from "./speaker.js";

const MOST_TICKS = 40;
const SIZES = [42, 36];

/** {node, show(ideas), stop()}; `count` is how many columns of the stage they have. */
export function looseIdeas(tools, count) {
  const wall = columns(tools, () => undefined, { count, sizes: SIZES, quiet: TURN_MS, seen: tools.memory.seen });
  const label = el("div", { class: "label" });
  const node = el("section", { class: "loose" }, label, wall.node);
  node.style.setProperty("--columns", count);
  let told = "";
  return {
    node,
    stop: wall.stop,
    show: (ideas) => {
      const now = JSON.stringify(ideas);
      if (now === told) return;
      told = now;
      const words = el("p", {}, ...spans(tools.speaker.all("screen.loose", {}, ideas.length)));
      const row = count > 1 && ideas.length <= MOST_TICKS && ticks([{ n: ideas.length, kind: "open" }]);
      replaceContent(label, words, row);
      wall.take(ideas);
    },
  };
}
