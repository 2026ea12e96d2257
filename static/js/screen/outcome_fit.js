// Fits the picture of a result into its room: its places, and the themes beside them. First the end is fitted, when all
// is open, which says what has room at all; before it, what is open is as large as it can be. What gives way, in this
// order: the sizes of letters and bars (rank_fit.js, theme_totals.js), the room of the places beside a wider column of
// themes, the bars of the themes, then words of the places after the first and names of themes. Where not even that has
// room, the last places leave the list and the smallest themes share a row: nothing lies on anything else.

import { dress, fitBars, settle } from "./rank_fit.js";
import { byLetter, firsts } from "./rank_layout.js";
import { fitColumn } from "./theme_totals.js";

const LARGEST = 72;
// How the column of themes may stand, the best first: its width in units, and whether it has bars.
const SIDES = [
  { wide: 410, bars: true },
  { wide: 500, bars: true },
  { wide: 590, bars: true },
  { wide: 410, bars: false },
  { wide: 500, bars: false },
  { wide: 590, bars: false },
  { wide: 680, bars: false },
];

/**
 * `sums` are the themes of `outcome`, empty where it has no column of them; `shown` is from places(), and its rows are
 * all open if `done`, else those that are not `covered`; `say(shown)` is called with the places that have room.
 */
export function fitOutcome(outcome, speaker, sums, { shown, done }, say) {
  const list = outcome.querySelector(".rank");
  outcome.classList.remove("alone");
  outcome.classList.add("all-open");
  say(shown);
  fitEnd(outcome, speaker, sums, () => fitRows(list, shown, say));
  if (done) return;
  outcome.classList.remove("all-open");
  outcome.classList.toggle("alone", Boolean(outcome.querySelector(".sums.cut")));
  dress(list, [], 0);
  fitBars(list, shown.rows[0].value);
  settle(list, firsts(shown.rows), true);
}

function fitEnd(outcome, speaker, sums, rows) {
  if (!sums.length) return rows();
  const column = (side) => stand(outcome, speaker, sums, side);
  const whole = SIDES.filter(column);
  for (const side of whole) {
    column(side);
    const fitted = rows();
    if (fitted.whole) return fitted;
  }
  const side = whole[0] || SIDES[SIDES.length - 1];
  column(side);
  rows();
  return column(side); // what is said of places that left the list took a line
}

function stand(outcome, speaker, sums, { wide, bars }) {
  outcome.style.setProperty("--side", wide);
  return fitColumn(outcome.querySelector(".sums"), speaker, sums, { order: byLetter, bars });
}

// Settles the list. Where not even its smallest look has room, the last places leave it, those of a tie together, and
// are counted among the rest. Whether all are there and whole is `whole`.
function fitRows(list, shown, say) {
  let kept = shown.rows.length;
  for (const row of list.children) row.hidden = false;
  say(shown);
  dress(list, [list.firstElementChild], LARGEST);
  fitBars(list, shown.rows[0].value);
  for (;;) {
    const { fits, whole } = settle(list, firsts(shown.rows));
    const rank = shown.rows[kept - 1].rank;
    if (fits || rank === 1) return { whole: whole && fits && kept === shown.rows.length };
    while (shown.rows[kept - 1].rank === rank) list.children[(kept -= 1)].hidden = true;
    say({ ...shown, more: shown.more + shown.rows.length - kept });
  }
}
