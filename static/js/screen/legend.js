// What the ticks of a result mean and how many voted, on one line and in both languages: figures give way before a language does.

import { el, fresh } from "../dom/el.js";
import { ticks } from "../dom/ticks.js";
import { inline } from "./speaker.js";

/** Fills the line `node` for a picture of a result; `shown` is what places() made of its rows. */
export function legend(node, say, picture, shown) {
  const all = told(say, picture, shown);
  const ways = [0, 1, 2].map((most) => [all.filter((piece) => !piece.spare || piece.spare > most), 2]);
  for (const [pieces, many] of [...ways, [all, 1]]) {
    fresh(
      node,
      ...pieces.map((piece) =>
        el(
          "span",
          {},
          piece.mark && ticks([{ n: 1, kind: piece.mark === "paper" ? "paper" : "" }]),
          ...inline(piece.lines.slice(0, many)),
        ),
      ),
    );
    if (node.scrollWidth <= node.clientWidth + 1) return;
  }
}

// Each piece with its lines; `spare` are those that can be left out, 1 before 2.
function told(say, { tally, vote }, shown) {
  const sum = tally.rows.reduce((all, row) => all + row.votes, 0);
  const rest = vote.settings.of === "clusters" ? "screen.more.theme" : "screen.more";
  return [
    tally.hands > 0 && { mark: "phone", lines: say.all("screen.dot_phone") },
    tally.hands > 0 && { mark: "paper", lines: say.all("screen.dot_hand") },
    tally.ballots > 0 && { spare: 2, lines: say.all("results.voters", {}, tally.ballots) },
    { spare: 1, lines: say.all("screen.dot_count", {}, sum) },
    shown.more > 0 && { lines: say.all(shown.tied ? "screen.tied_more" : rest, {}, shown.more) },
  ].filter(Boolean);
}
