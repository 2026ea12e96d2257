// The legend of a result: what ticks mean and what the numbers count, in both languages: on one line, else on a line
// each, else on as many as they need. Numbers are left out before it takes another line; a language never is.

import { el, replaceContent } from "../dom/el.js";
import { wordsOf } from "../vote/agenda.js";
import { ticks } from "../dom/ticks.js";
import { inline } from "./speaker.js";

/** Fills the line `node` for the picture of a result; `shown` is from places() for its rows. */
export function legend(node, speaker, picture, shown) {
  const all = partsOf(speaker, picture, shown);
  const fewer = [all, all.filter((piece) => !piece.spare)];
  for (const draw of [onOneLine, aLineEach])
    for (const pieces of fewer) {
      draw(node, pieces);
      if (node.scrollWidth <= node.clientWidth + 1) return;
    }
  node.classList.add("wrapped");
}

function onOneLine(node, pieces) {
  replaceContent(node, ...pieces.map((piece) => el("span", {}, mark(piece), ...inline(piece.lines))));
}

// Each language on a line of its own, for what has no room beside the other.
function aLineEach(node, pieces) {
  node.classList.add("long");
  const lines = pieces[0].lines.map((_, i) =>
    el("span", { class: i ? "also" : null }, ...pieces.map((piece) => told(piece, i))),
  );
  replaceContent(node, ...lines);
}

function told(piece, i) {
  return el("span", { lang: piece.lines[i].lang }, i === 0 && mark(piece), piece.lines[i].text);
}

function mark(piece) {
  return piece.mark && ticks([{ n: 1, kind: piece.mark === "paper" ? "paper" : "" }]);
}

// Each part with its lines; `spare` marks those that may be left out.
function partsOf(speaker, { tally, vote }, shown) {
  const sum = tally.rows.reduce((all, row) => all + row.value, 0);
  const drawn = tally.hands > 0 && tally.drawn.includes("hands");
  const own = wordsOf(vote);
  const paper = tally.notes.some((one) => one.key === "results.note.paper");
  const rest = "screen.more" + (vote.of === "clusters" ? ".theme" : "") + own;
  return [
    drawn && { mark: "phone", lines: speaker.all(paper ? "screen.dot_ballot" : "screen.dot_phone") },
    drawn && { mark: "paper", lines: speaker.all("screen.dot_hand") },
    tally.unit !== "votes" && { lines: speaker.all("results.value." + tally.main) },
    tally.unit === "votes" && { spare: true, lines: speaker.all("results.votes", {}, sum) },
    tally.hands > 0 && !drawn && { spare: true, lines: speaker.all("results.hands" + own, {}, tally.hands) },
    ...tally.notes.map((one) => ({ lines: speaker.all(one.key, {}, one.n) })),
    tally.recounted && { lines: speaker.clock("screen.recounted", tally.recounted) },
    shown.equal > 0 && { lines: speaker.all("screen.tied_more", {}, shown.equal) },
    shown.more > 0 && { lines: speaker.all(rest, {}, shown.more) },
  ].filter(Boolean);
}
