// Rows of ticks: one upright stroke is one card, one person or one vote. A number always stands beside them, so they
// are hidden from screen readers. Phone-safe.

import { el } from "./el.js";

/**
 * A row of ticks. Groups are drawn in order: [{n: 3}, {n: 2, kind: "open"}]. Kinds: none (solid), open, paper
 * (outlined), off, just.
 */
export function ticks(groups) {
  const row = el("span", { class: "ticks", "aria-hidden": "true" });
  groups.forEach(function (group) {
    for (let i = 0; i < group.n; i += 1) row.appendChild(el("i", { class: group.kind }));
  });
  return row;
}

/**
 * The largest size at which `count` ticks fit a box of `width` by `height`: {tick, gap, tall, line, rows}, in the box's
 * unit. `best` ({tick, gap, tall, line}) is the upper limit; all its measures shrink in proportion.
 */
export function sizeOf(count, width, height, best) {
  for (let scale = 1; scale > 0.12; scale -= 0.04) {
    const size = scaled(best, scale);
    const inRow = Math.max(1, Math.floor((width + size.gap) / (size.tick + size.gap)));
    size.rows = Math.max(1, Math.ceil(count / inRow));
    if (size.rows * (size.tall + size.line) - size.line <= height) return size;
  }
  return Object.assign(scaled(best, 0.12), { rows: 1 });
}

function scaled(best, scale) {
  return { tick: best.tick * scale, gap: best.gap * scale, tall: best.tall * scale, line: best.line * scale };
}
