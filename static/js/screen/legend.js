// What the ticks of a result mean and how many voted, on one line: in both languages where it has room for them, else in the first.

import { el, fresh } from "../dom.js";
import { ticks } from "../ticks.js";
import { inline } from "./say.js";

/** Fills the line `node` for a picture of a result; `shown` is what places() made of its rows. */
export function legend(node, say, picture, shown) {
  const pieces = told(say, picture, shown);
  for (const many of [2, 1]) {
    fresh(node, ...pieces.map((piece) => el("span", {}, piece.mark && ticks([{ n: 1, kind: piece.mark === "paper" ? "paper" : "" }]), ...inline(piece.lines.slice(0, many)))));
    if (node.scrollWidth <= node.clientWidth + 1) return;
  }
}

function told(say, { tally, vote }, shown) {
  const sum = tally.rows.reduce((all, row) => all + row.votes, 0);
  const rest = vote.settings.of === "clusters" ? "screen.more.theme" : "screen.more";
  return [
    tally.hands > 0 && { mark: "phone", lines: say.all("screen.dot_phone") },
    tally.hands > 0 && { mark: "paper", lines: say.all("screen.dot_hand") },
    tally.ballots > 0 && { lines: say.all("results.voters", {}, tally.ballots) },
    { lines: say.all("screen.dot_count", {}, sum) },
    shown.more > 0 && { lines: say.all(shown.tied ? "screen.tied_more" : rest, {}, shown.more) },
  ].filter(Boolean);
}
