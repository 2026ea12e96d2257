// The scene of the end: thanks, results, and what happens next. Of votes it shows only
// revealed results, those whole.

import { el, replaceContent } from "../dom/el.js";
import { valued } from "../text/format.js";
import { sizeOf, ticks } from "../dom/ticks.js";
import { alignLabels, holds, lines, measure, shrink } from "./fit_text.js";
import { cut } from "./wrapped_text.js";
import { fitOther, otherVote } from "./other_votes.js";
import { fitFoot, footOf, resultsPage } from "./results_foot.js";
import { redrawn } from "./redraw.js";
import { inline, spans } from "./speaker.js";
import { signs } from "./idea_labels.js";
import { targetName } from "./target_name.js";
import { column, fitColumn } from "./theme_totals.js";

const THANKS = [104, 92, 84, 76, 68, 60];
const ONE_LINE = [68, 60, 52, 46];
const LEADING = [52, 46, 42, 38, 34, 30, 28];
const CLOSE = [34, 30, 28];
const SIDE = [450, 560, 680];
/**
 * What is tried, in this order: sizes of the thanks, whether themes have bars, the most lines of each of the other
 * votes, whether it is said how many more got votes, and whether the themes are there: they are told on results pages
 * and phones, too. Of the leading places and of what the main vote asked nothing goes.
 */
const WAYS = [
  { sizes: THANKS, bars: true },
  { sizes: ONE_LINE, bars: true },
  { sizes: ONE_LINE, bars: false },
];
const BRIEF = [
  { sizes: ONE_LINE, bars: false, others: 3 },
  { sizes: ONE_LINE, bars: false, others: 2 },
  { sizes: ONE_LINE, bars: false, others: 2, without: { more: null } },
  { sizes: ONE_LINE, bars: false, others: 3, without: { more: null, sizes: [] } },
  { sizes: ONE_LINE, bars: false, others: 2, without: { more: null, sizes: [] } },
  { sizes: ONE_LINE, bars: false, others: 1, without: { more: null, sizes: [] } },
];
// The first of these ways without themes.
const LEADING_ONLY = BRIEF.findIndex(({ without }) => without && without.sizes);

/** The scene: {draw(picture), stop()}. */
export function ended(stage, tools) {
  const scene = redrawn((picture) => fit(stage, tools.speaker, picture));
  return { ...scene, draw: (picture) => scene.draw({ ...picture, ...resultsPage(tools.card()) }) };
}

// A wider column of themes beside smaller letters, then what the ways leave out, are better than results that are cut.
// Where leading ideas have to be cut nevertheless, the other votes have as many lines as that leaves.
function fit(stage, speaker, picture) {
  const tries = (ways, isGood) =>
    ways.some((way) =>
      SIDE.some((wide) => {
        whole = build(stage, speaker, picture, { ...way, wide });
        return isGood(whole);
      }),
    );
  const isWhole = ({ leading, themes }) => leading && themes;
  let whole = {};
  if (tries(WAYS, isWhole) || whole.leading || !picture.asked.length) return;
  if (!tries(BRIEF, isWhole)) tries(BRIEF.slice(LEADING_ONLY), (found) => found.fits);
}

// What fits, drawn in one of the ways above, where the column of themes is `wide` units: {leading, themes, fits}:
// whether nothing had to be cut or left out of the leading ideas, whether nothing of the themes, and whether all that
// is left of the leading ideas and the other votes has room.
function build(stage, speaker, picture, { sizes, bars, others, without, wide }) {
  const most = sizes === THANKS ? 2 : 1;
  const [first, ...more] = spans(thanks(speaker, picture.ideas, most));
  const heading = el("h1", { class: "cover", lang: first.lang }, first.textContent);
  const also = more.map((node) => el("p", { class: "also", lang: node.lang }, node.textContent));
  const came = cameTo(speaker, { ...picture, ...without });
  if (came) came.style.setProperty("--side", wide);
  const foot = footOf(speaker, picture);
  replaceContent(stage, heading, ...also, came || (picture.ideas > 0 && harvest(picture.ideas)), foot);
  shrink(heading, sizes, () => lines(heading) <= most && heading.scrollWidth <= heading.clientWidth + 1);
  fitFoot(foot);
  if (others) for (const vote of stage.querySelectorAll(".asked")) fitOther(vote, others);
  const leading = stage.querySelector(".leading");
  const side = stage.querySelector(".sums");
  const fitted = leading ? fitLeading(stage, came, leading) : { whole: true, fits: true };
  return {
    leading: fitted.whole,
    themes: !side || fitColumn(side, speaker, picture.sizes, { bars }),
    fits: fitted.fits,
  };
}

// The leading ideas on the left, the clusters with their size on the right.
function cameTo(speaker, { leading, of, more, words: own, asked, sizes }) {
  if (!leading.length && !sizes.length) return null;
  const list = leading.length > 0 && top(speaker, { leading, of, more, own, asked });
  return el(
    "div",
    { class: leading.length && sizes.length ? "came both" : "came" },
    list,
    sizes.length > 0 && column(speaker, "screen.sizes", sizes),
  );
}

function top(speaker, { leading, of, more, own, asked }) {
  const others = more && el("p", { class: "others" }, ...inline(speaker.all(more.key, {}, more.n)));
  return el(
    "section",
    { class: "first-places" },
    el("h2", {}, ...spans(speaker.all("screen.most_votes" + own))),
    of && el("p", { class: "main-vote" }, ...inline(speaker.own(of))),
    el("ol", { class: "leading" }, ...leading.map((row) => one(speaker, row))),
    others,
    ...asked.map((vote) => otherVote(speaker, vote)),
  );
}

function one(speaker, row) {
  return el(
    "li",
    { class: row.first ? "first" : null, "data-idea": row.idea || null },
    el("span", { class: "pos" }, row.rank),
    signs(row),
    targetName("p", { class: "txt" }, speaker, row),
    el("span", { class: "sum" }, valued(speaker.lang(), row.value, row.unit)),
  );
}

// Makes every place fit: smaller letters, then less space, then texts cut after two lines and at last after one, those
// of the last place first and of a tie together. Whether all texts are `whole`, and whether it `fits`.
function fitLeading(stage, came, leading) {
  const fits = () => {
    alignLabels(leading, 0);
    const last = leading.parentNode.lastElementChild.getBoundingClientRect();
    return holds(stage) && last.bottom <= came.getBoundingClientRect().bottom + 1;
  };
  shrink(leading, LEADING, fits);
  if (fits()) return { whole: true, fits: true };
  leading.classList.add("close");
  shrink(leading, CLOSE, fits);
  let whole = true;
  for (const most of [2, 1])
    for (const texts of fromTheLast(leading)) {
      if (fits()) return { whole, fits: true };
      for (const text of texts) {
        whole = whole && lines(text) <= most;
        cut(text, () => lines(text) <= most);
      }
    }
  const isIn = fits();
  return { whole: whole && isIn, fits: isIn };
}

// The texts of the places, those that share one together.
function fromTheLast(leading) {
  const places = new Map();
  for (const row of leading.children) {
    const rank = row.querySelector(".pos").textContent;
    places.set(rank, [...(places.get(rank) || []), row.querySelector(".txt")]);
  }
  return [...places.values()].reverse();
}

// Where there are two lines, the thanks stand on one of their own.
function thanks(speaker, ideas, most) {
  const counts = speaker.all("idea.count", {}, ideas);
  const told = counts.map((count, i) => speaker.all("screen.thanks", { ideas: count.text }, ideas)[i]);
  return told.map((line, i) => (i || most < 2 ? line : { ...line, text: line.text.replace("! ", "!\n") }));
}

function harvest(count) {
  const row = ticks([{ n: count }]);
  measure(row, sizeOf(count, 1460, 300, { tick: 20, gap: 13, tall: 92, line: 18 }));
  return el("div", { class: "came" }, row);
}
