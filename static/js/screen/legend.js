// The legend of a result: what ticks mean and how many voted, on one line in both languages. Numbers are left out
// before a language is.

import { el, replaceContent } from "../dom/el.js";
import { wordsOf } from "../vote/agenda.js";
import { ticks } from "../dom/ticks.js";
import { inline } from "./speaker.js";

/** Fills the line `node` for the picture of a result; `shown` is from places() for its rows. */
export function legend(node, speaker, picture, shown) {
  const all = partsOf(speaker, picture, shown);
  const fewer = [0, 1, 2].map((most) => all.filter((piece) => !piece.spare || piece.spare > most));
  const ways = [2, 1].flatMap((many) => fewer.map((pieces) => [pieces, many]));
  for (const [pieces, many] of ways) {
    replaceContent(
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

// Each part with its lines; `spare` marks those that may be left out, 1 before 2.
function partsOf(speaker, { tally, vote }, shown) {
  const sum = tally.rows.reduce((all, row) => all + row.value, 0);
  const drawn = tally.hands > 0 && tally.drawn.includes("hands");
  const own = wordsOf(vote);
  const rest = "screen.more" + (vote.of === "clusters" ? ".theme" : "") + own;
  return [
    drawn && { mark: "phone", lines: speaker.all("screen.dot_phone") },
    drawn && { mark: "paper", lines: speaker.all("screen.dot_hand") },
    tally.unit !== "votes" && { lines: speaker.all("results.value." + tally.main) },
    tally.ballots > 0 && { spare: 2, lines: speaker.all("results.voters" + own, {}, tally.ballots) },
    tally.unit === "votes" && { spare: 1, lines: speaker.all("results.votes", {}, sum) },
    tally.hands > 0 && !drawn && { spare: 1, lines: speaker.all("results.hands" + own, {}, tally.hands) },
    ...tally.notes.map((one) => ({ lines: speaker.all(one.key, {}, one.n) })),
    shown.more > 0 && { lines: speaker.all(shown.tied ? "screen.tied_more" : rest, {}, shown.more) },
  ].filter(Boolean);
}
