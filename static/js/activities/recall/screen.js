// What an earlier forum came to, on the big screen: a row for each theme with its bar, its figures and one idea, and
// beside them the ideas that led its vote. Letters get smaller, quotes go and bars get thinner before rows go.

import { el, replaceContent } from "../../dom/el.js";
import { day } from "../../text/format.js";
import { holds, length, unit } from "../../screen/fit_text.js";
import { sign, signs } from "../../screen/idea_labels.js";
import { redrawn } from "../../screen/redraw.js";
import { inline, spans } from "../../screen/speaker.js";
import { fitHead, holdsLine, question, renew, where } from "../../screen/stage_head.js";
import { unnamedTheme } from "../../screen/target_name.js";
import { joined, words } from "../../screen/wrapped_text.js";
import { leadingKey, placesOf } from "./leading.js";

export { picture } from "./picture.js";

export const scenes = { recall };

const SIZES = [44, 40, 36, 33, 30, 28];
const LONGEST = 420;
const GAP = 16;

function recall(stage, tools) {
  return redrawn((picture) => {
    const { speaker } = tools;
    const { activity, earlier } = picture;
    const head = question(speaker.own(activity.prompt), true);
    const body = el("div", { class: "recalled" }, ...columns(speaker, earlier));
    const line = where(tools, speaker.named(activity), [
      ...inline(speaker.title(earlier.title)),
      ...held(speaker, earlier),
    ]);
    replaceContent(stage, line, head, body);
    if (!holdsLine(line)) renew(line, where(tools, speaker.named(activity), held(speaker, earlier)));
    fitHead(head);
    fit(stage, body, speaker, earlier.ideas);
  });
}

// When it was held, where that is known.
function held(speaker, earlier) {
  return earlier.at === null ? [] : [el("span", { class: "num" }, day(speaker.lang(), new Date(earlier.at)))];
}

function columns(speaker, earlier) {
  const most = Math.max(1, ...earlier.themes.map(weight));
  const at = placesOf(earlier.ideas);
  return [
    list(speaker, "ul", "recall.themes", earlier.themes, (one) => theme(speaker, one, most)),
    list(speaker, "ol", leadingKey(earlier.ideas), earlier.ideas, (one, i) => idea(speaker, one, at[i])),
  ].filter(Boolean);
}

function list(speaker, tag, key, rows, row) {
  if (!rows.length) return null;
  return el("section", {}, el("h2", {}, ...spans(speaker.all(key))), el(tag, {}, ...rows.map(row)));
}

function theme(speaker, one, most) {
  const bar = el("i", { "aria-hidden": "true" });
  bar.style.setProperty("--part", weight(one) / most);
  const name = one.title
    ? words("b", {}, { text: one.title, lang: "" })
    : unnamedTheme("b", { class: "unnamed" }, speaker);
  const size = el("div", { class: "bar" }, bar, el("div", {}, ...figures(speaker, one)));
  return el("li", {}, sign(one.letter), el("div", {}, name, size, one.quote && quote(one)));
}

function quote(one) {
  return words("q", {}, { text: joined(one.quote), lang: one.lang });
}

// With its place, "2 =" where others share it, and the number and the letter by which the hall knew it.
function idea(speaker, one, place) {
  const text = words("b", {}, { text: joined(one.text), lang: one.lang });
  const votes = one.votes === null ? [] : spans(speaker.all("results.votes", {}, one.votes), "p");
  return el(
    "li",
    {},
    place !== "" && el("span", { class: "pos" }, place),
    signs({ number: one.number, letter: one.theme }),
    el("div", {}, text, el("div", { class: "bar votes" }, ...votes)),
  );
}

// "12 ideas · 34 votes", a line for each language.
function figures(speaker, one) {
  const votes = one.votes === null ? [] : speaker.all("results.votes", {}, one.votes);
  const said = speaker.all("idea.count", {}, one.ideas);
  return spans(
    said.map((ideas, i) => ({ lang: ideas.lang, text: votes[i] ? ideas.text + " · " + votes[i].text : ideas.text })),
    "p",
  );
}

/** What the bars compare: votes, or ideas where no votes could be added up. */
function weight(one) {
  return one.votes === null ? one.ideas : one.votes;
}

// Smaller letters first, then without quotes, then with the figures beside the names, then fewer rows with a line that
// says how many there are more.
function fit(stage, body, speaker, ideas) {
  for (const look of ["", "short", "short close"]) {
    body.className = "recalled " + look;
    if (smaller(stage, body)) return;
  }
  for (const rows of body.querySelectorAll("ul, ol")) leaveOut(stage, rows, speaker, ideas);
}

function smaller(stage, body) {
  return SIZES.some((size) => {
    body.style.fontSize = length(size);
    fitBars(body);
    return holds(stage) && [...body.querySelectorAll("ul, ol")].every((rows) => !isOver(stage, rows));
  });
}

// The lower padding of the stage is no room for rows: what stands there is too near the edge of the screen.
function isOver(stage, rows) {
  const floor = stage.getBoundingClientRect().bottom - parseFloat(getComputedStyle(stage).paddingBottom);
  return rows.getBoundingClientRect().bottom > floor + 1;
}

// The longest bar has the room that the widest figures leave beside it, or below them all of it.
function fitBars(body) {
  const rows = [...body.querySelectorAll("ul > li > div")];
  if (!rows.length) return;
  const room = rows[0].clientWidth / unit();
  const widest = Math.max(...rows.map((row) => row.querySelector(".bar > div").scrollWidth)) / unit();
  const isBelow = body.classList.contains("close");
  body.style.setProperty("--longest", isBelow ? room : Math.max(0, Math.min(LONGEST, room - widest - GAP)));
}

function leaveOut(stage, rows, speaker, ideas) {
  const all = [...rows.children];
  const isIdeas = rows.tagName !== "UL";
  const show = (n, tied = 0) => {
    const left = all.length - n - tied;
    const said = [
      tied && speaker.all("screen.first_of", {}, tied),
      left && speaker.all(isIdeas ? "idea.count" : "screen.other_themes", {}, left),
    ].filter(Boolean);
    const lines = said.map((line, i) => el("li", { class: "more" }, i || !tied ? "+ " : "", ...inline(line)));
    replaceContent(rows, ...all.slice(0, n), ...lines);
  };
  let n = all.length;
  while (n > 1 && isOver(stage, rows)) show(--n);
  if (!isIdeas || n === all.length) return;
  const whole = wholePlaces(ideas, n);
  if (whole < n) show(whole, whole ? 0 : ideas.filter((one) => one.votes === ideas[0].votes).length);
}

/** How many of the first `n` ideas stand there without some of those that share a place with one of them. */
function wholePlaces(ideas, n) {
  while (n > 0 && n < ideas.length && ideas[n].votes !== null && ideas[n].votes === ideas[n - 1].votes) n -= 1;
  return n;
}
