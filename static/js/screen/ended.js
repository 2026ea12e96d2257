// The scene of the end: thanks, results, and what happens next. Of votes it shows only what the hall has seen
// uncovered.

import { el, replaceContent } from "../dom/el.js";
import { valued } from "../text/format.js";
import { sizeOf, ticks } from "../dom/ticks.js";
import { holds, lines, measure, shrink } from "./fit_text.js";
import { cut, joined, words } from "./wrapped_text.js";
import { redrawn } from "./redraw.js";
import { inline, spans } from "./speaker.js";
import { signs } from "./idea_labels.js";
import { address } from "./qr.js";
import { column, fitColumn } from "./theme_totals.js";

const THANKS = [104, 92, 84, 76, 68, 60];
const LEADING = [52, 46, 42, 38, 34, 30, 28];
const CLOSE = [34, 30, 28];

/** The scene: {draw(picture), stop()}. */
export function ended(stage, tools) {
  const scene = redrawn((picture) => build(stage, tools.speaker, picture));
  return { draw: (picture) => scene.draw({ ...picture, results: tools.card().results }), stop: scene.stop };
}

function build(stage, speaker, picture) {
  const [first, ...more] = spans(thanks(speaker, picture.ideas));
  const heading = el("h1", { class: "cover", lang: first.lang }, first.textContent);
  const also = more.map((node) => el("p", { class: "also", lang: node.lang }, node.textContent));
  const came = cameTo(speaker, picture);
  const next = speaker.all("screen.ended_next");
  const foot = el(
    "div",
    { class: "foot" },
    ...next.map((one, i) => el("p", { class: i ? "told also" : "told", lang: one.lang }, one.text)),
    ...where(speaker, picture),
  );
  replaceContent(stage, heading, ...also, came || (picture.ideas > 0 && harvest(picture.ideas)), foot);
  shrink(heading, THANKS, () => lines(heading) <= 2 && heading.scrollWidth <= heading.clientWidth + 1);
  const leading = stage.querySelector(".leading");
  if (leading) fitLeading(stage, came, leading);
  const side = stage.querySelector(".sums");
  if (side) fitColumn(side, speaker, picture.sizes);
}

// Where the results can be read, or will be, once the organiser has chosen an address.
function where(speaker, { published, results }) {
  if (!results) return [];
  const said = inline(speaker.all(published ? "ended.results.out" : "ended.results.will"));
  return [el("p", { class: "told also" }, ...said), address(results.host)];
}

// The leading ideas on the left, the clusters with their size on the right.
function cameTo(speaker, { leading, more, words: own, asked, sizes }) {
  if (!leading.length && !sizes.length) return null;
  const list = leading.length > 0 && top(speaker, { leading, more, own, asked });
  return el(
    "div",
    { class: leading.length && sizes.length ? "came both" : "came" },
    list,
    sizes.length > 0 && column(speaker, "screen.sizes", sizes),
  );
}

function top(speaker, { leading, more, own, asked }) {
  const others = more && el("p", { class: "others" }, ...inline(speaker.all(more.key, {}, more.n)));
  return el(
    "section",
    { class: "first-places" },
    el("h2", {}, ...spans(speaker.all("screen.most_votes" + own))),
    el("ol", { class: "leading" }, ...leading.map((row) => one(speaker, row))),
    others,
    ...asked.map((vote) => line(speaker, vote)),
  );
}

// Another vote in a line: its question, and what came first, or how many share the first place.
function line(speaker, { prompt, words: own, first }) {
  const question = el("b", {}, ...inline(speaker.own(prompt)), " ");
  return el("p", { class: "others asked" }, question, ...outcome(speaker, first, own));
}

function outcome(speaker, first, own) {
  if (!first.length) return inline(speaker.all("screen.no_votes" + own));
  if (first.length > 1) return inline(speaker.all("screen.first_of", {}, first.length));
  const [one] = first;
  const text = words("span", {}, { text: joined(one.text), lang: one.lang });
  return [`${one.number || one.letter} `, text, ` · ${valued(speaker.lang(), one.value, one.unit)}`];
}

function one(speaker, row) {
  return el(
    "li",
    { "data-idea": row.idea || null },
    el("span", { class: "pos" }, row.rank),
    signs(row),
    words("p", { class: "txt" }, { text: joined(row.text), lang: row.lang }),
    el("span", { class: "sum" }, valued(speaker.lang(), row.value, row.unit)),
  );
}

// Makes every place fit: smaller letters, then less space, then texts cut after two lines and at last after one.
function fitLeading(stage, came, leading) {
  const fits = () =>
    holds(stage) &&
    leading.parentNode.lastElementChild.getBoundingClientRect().bottom <= came.getBoundingClientRect().bottom + 1;
  shrink(leading, LEADING, fits);
  if (fits()) return;
  leading.classList.add("close");
  shrink(leading, CLOSE, fits);
  for (const most of [2, 1]) {
    if (fits()) return;
    for (const text of leading.querySelectorAll(".txt")) cut(text, () => lines(text) <= most);
  }
}

// The thanks stand on a separate line.
function thanks(speaker, ideas) {
  const counts = speaker.all("idea.count", {}, ideas);
  const told = counts.map((count, i) => speaker.all("screen.thanks", { ideas: count.text }, ideas)[i]);
  return told.map((line, i) => (i ? line : { lang: line.lang, text: line.text.replace("! ", "!\n") }));
}

function harvest(count) {
  const row = ticks([{ n: count }]);
  measure(row, sizeOf(count, 1460, 300, { tick: 20, gap: 13, tall: 92, line: 18 }));
  return el("div", { class: "came" }, row);
}
