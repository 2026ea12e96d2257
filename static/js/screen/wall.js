// The scene of the wall: the question, the ideas of this step, and above them ticks that show which of all ideas are
// visible.

import { el, replaceContent } from "../dom/el.js";
import { ticks } from "../dom/ticks.js";
import { advice, giveWay } from "./instruction.js";
import { columns } from "./columns.js";
import { length } from "./fit_text.js";
import { received } from "./received.js";
import { fitHead, fitWhere, holdsLine, question, where } from "./stage_head.js";
import { inline } from "./speaker.js";

const SIZES = [60, 52, 46, 42, 36];
const SINGLE = 44;
const NARROW = 110;
const LONG = 430;
const SHORT = 150;

/** The scene: {draw(picture), stop()}. */
export function wall(stage, tools) {
  const me = { tools, line: el("p", { class: "where" }), wall: null };
  return {
    draw: (picture) => {
      if (!me.wall) build(me, stage, picture);
      if (me.advice && picture.closed) me.advice.remove();
      me.received.draw(picture);
      me.wall.take(picture.ideas);
    },
    stop: () => me.wall && me.wall.stop(),
  };
}

function build(me, stage, picture) {
  const head = question(me.tools.speaker.own(picture.activity.prompt));
  me.names = me.tools.speaker.named(picture.activity);
  me.wall = columns(me.tools, (seen) => renew(me, seen));
  me.advice = advice(me.tools.speaker, picture);
  if (me.advice) me.wall.node.appendChild(me.advice);
  me.received = received(me.tools.speaker);
  replaceContent(stage, me.line, head, me.received.node, me.wall.node);
  fitHead(head, SIZES);
  renew(me, { on: new Set(), total: 0, ideas: [] });
}

function renew(me, seen) {
  const line = where(me.tools, me.names, seen.total ? [] : null);
  me.line.parentNode.replaceChild(line, me.line);
  me.line = line;
  if (seen.total) fitLine(line, me.tools.speaker, seen);
  fitWhere(line);
  giveWay(me.advice, me.wall.node);
}

// Shows both languages if the line has room. Ticks give way before a language does; then two numbers replace the words
// that say which ideas are visible, and at last one number all others.
function fitLine(line, speaker, seen) {
  const of = line.querySelector(".of");
  const counts = speaker.all("idea.count", {}, seen.total);
  const range = visibleRange(speaker, seen);
  const bare = range
    .slice(0, 1)
    .map((one) => ({ ...one, text: speaker.one("common.of", { n: seen.on.size, total: seen.total }) }));
  for (const [count, words] of [
    [counts, range],
    [counts, bare],
    [[{ ...counts[0], text: String(seen.total) }], bare],
  ]) {
    for (const marks of [strip(seen), bar(seen, SHORT)]) {
      replaceContent(
        of,
        el("span", { class: "count" }, ...inline(count)),
        marks,
        words.length > 0 && el("span", {}, ...inline(words)),
      );
      if (holdsLine(line)) return;
    }
  }
}

/** Which ideas are visible, when not all: the newest, one or a range of numbers, or only how many. */
export function visibleRange(speaker, seen) {
  const on = seen.ideas.filter((idea) => seen.on.has(idea.id));
  if (!on.length || on.length >= seen.total) return [];
  const first = seen.ideas.indexOf(on[0]);
  if (seen.ideas[first + on.length - 1] !== on[on.length - 1]) return speaker.all("screen.showing", {}, on.length);
  if (first === 0) return speaker.all("screen.newest", {}, on.length);
  if (on.length === 1) return speaker.all("screen.only", { number: on[0].number });
  return speaker.all("screen.range", { from: on[on.length - 1].number, to: on[0].number });
}

/** One tick for each idea, the oldest on the left; visible ones are solid. Very many become a bar. */
function strip(seen) {
  if (seen.total <= NARROW) {
    const row = ticks(parts(seen));
    if (seen.total > SINGLE) row.classList.add("narrow");
    return row;
  }
  return bar(seen, LONG);
}

function bar(seen, width) {
  const row = el("span", { class: "strip", "aria-hidden": "true" });
  for (const part of parts(seen)) {
    const piece = el("i", { class: part.kind });
    piece.style.inlineSize = length((part.n / seen.total) * width);
    row.appendChild(piece);
  }
  return row;
}

// Runs of visible and hidden ideas, from the oldest.
function parts(seen) {
  const runs = [];
  for (const idea of [...seen.ideas].reverse()) {
    const kind = seen.on.has(idea.id) ? null : "off";
    const last = runs[runs.length - 1];
    if (last && last.kind === kind) last.n += 1;
    else runs.push({ n: 1, kind });
  }
  return runs;
}
