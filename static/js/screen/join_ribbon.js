// The join ribbon: clock, head-count and how to join, always in this order. In the lobby it takes half the picture. It
// stays live while the stage is frozen: people must be able to join, and time passes.

import { el, replaceContent } from "../dom/el.js";
import { countdown } from "../text/format.js";
import { fitAddress, fitCode, lines, shrink } from "./fit_text.js";
import { narrow } from "./motion.js";
import { address, joinCode, qr, typed } from "./qr.js";
import { inline, spans } from "./speaker.js";
import { wideWay, wideRoom } from "./lobby.js";

const HOST = [34, 31, 28];
const NARROW = [122];
const WIDE = [164, 150, 138, 126];
const HUGE = [300, 260, 220];
const WIDE_HOST = [52, 46, 42, 38, 34, 31, 28];
const HUGE_HOST = [68, 60, ...WIDE_HOST];

/**
 * {draw({wide, join, here, clock, card, figures}), tick(clock)}. `figures`, as of evening(), are shown at the end;
 * `clock` is from clock() of timer.js, `card` is the server's join card.
 */
export function ribbon(node, tools) {
  const me = { node, tools, key: "", clock: el("div", { class: "time" }), people: el("div", { class: "head" }) };
  return {
    draw: (facts) => draw(me, facts),
    tick: (clock) => drawClock(me, clock),
    again: () => {
      me.key = "";
    },
  };
}

function draw(me, facts) {
  const key = JSON.stringify([
    facts.wide,
    facts.join,
    facts.card,
    facts.figures,
    facts.here > 0,
    me.tools.speaker.lang(),
  ]);
  if (key !== me.key) build(me, facts);
  if (me.wide && !facts.wide) narrow(me.node);
  me.key = key;
  me.wide = facts.wide;
  drawClock(me, facts.clock);
  drawPeople(me, facts);
  fitQr(me);
}

// Where the address takes two lines below a large clock, the QR code gets a little smaller.
function fitQr(me) {
  me.node.classList.remove("dense");
  const host = me.node.querySelector(".addr");
  const code = me.node.querySelector(".code");
  if (host && me.wide) fitAddress(host, WIDE_HOST);
  else if (host) shrink(host, HOST, () => lines(host) === 1);
  if (code) fitCode(code, me.wide ? WIDE : NARROW, me.wide ? 760 : 257);
  me.node.classList.toggle("dense", me.node.scrollHeight > me.node.clientHeight + 1);
}

function build(me, facts) {
  me.here = me.word = me.text = null;
  replaceContent(me.clock);
  replaceContent(me.people);
  if (facts.wide) replaceContent(me.node, me.clock, ...wideWay(me.tools.speaker, facts.card, facts.here), me.people);
  else
    replaceContent(
      me.node,
      me.clock,
      me.people,
      facts.join && joinSteps(me.tools.speaker, facts.card),
      ...facts.figures.map((one) => figure(me.tools.speaker, one)),
      !facts.join && facts.card.results && resultsCode(me.tools.speaker, facts.card.results),
    );
  me.node.setAttribute("aria-label", me.tools.speaker.one("screen.join"));
}

// The way to the results stands where the way in has stood. Its address is on the stage, where it has room.
function resultsCode(speaker, results) {
  return el(
    "div",
    { class: "join" },
    el("p", { class: "lab" }, ...spans(speaker.all("kind.results"))),
    qr(results.qr, speaker.one("a11y.qr", { url: results.host })),
  );
}

function joinSteps(speaker, card) {
  const label = speaker.all("screen.join");
  return el(
    "div",
    { class: "join" },
    el("p", { class: "lab" }, ...spans(label)),
    card.by_ticket && el("p", { class: "ticket" }, ...spans(speaker.all("screen.by_ticket"))),
    card.qr && joinCode(speaker, card),
    card.host && address(card.host),
    !card.by_ticket && typed(card.code),
  );
}

// A total of the evening: a large number with its word in each language: 101 ideaa · idéer. Words that also say how
// many voted on paper have no room beside it and stand below.
function figure(speaker, { key, n, paper }) {
  const unbroken = (text) => text.replace(/ /g, "\u00a0");
  const ways = paper ? speaker.all("report.fact.on_paper", {}, paper).map((one) => ` (${unbroken(one.text)})`) : [];
  const said = speaker
    .all(key, {}, n)
    .map((one, i) => ({ lang: one.lang, text: one.text.replace(/^[\d\u00a0,]+\s*/, "") + (ways[i] || "") }));
  const look = paper ? "people stacked" : "people";
  return el("p", { class: look }, el("b", {}, n), el("span", { class: "lab" }, ...spans(said)));
}

function drawPeople(me, facts) {
  if (facts.here === me.here) return;
  me.here = facts.here;
  if (!facts.here) return replaceContent(me.people);
  const words = el("span", { class: "lab" }, ...spans(me.tools.speaker.all("screen.here_word")));
  const count = el("b", {}, facts.here);
  return facts.wide
    ? replaceContent(me.people, wideRoom(count, words, facts.here))
    : replaceContent(me.people, el("p", { class: "people" }, count, words));
}

function drawClock(me, clock) {
  if (!clock) {
    if (me.word !== null) replaceContent(me.clock);
    me.word = me.text = null;
    return;
  }
  if (me.word !== clock.word) {
    buildClock(me, clock);
    fitQr(me);
  }
  const text = countdown(clock.left);
  if (me.text !== text) me.timer.textContent = text;
  me.text = text;
  me.timer.className = clock.tone ? "timer " + clock.tone : "timer";
  me.drain.style.inlineSize = Math.round(clock.share * 1000) / 10 + "%";
}

function buildClock(me, clock) {
  me.word = clock.word;
  me.text = null;
  me.timer = el("p", { class: "timer", role: "timer" });
  me.drain = el("i");
  replaceContent(
    me.clock,
    me.timer,
    el("p", { class: "drain", "aria-hidden": "true" }, me.drain),
    el("p", { class: "lab" }, ...spans(me.tools.speaker.all(clock.word))),
  );
}

/** The code and the QR code over everything, appended to `page`. */
export function bigCode(page, speaker, card) {
  const label = speaker.all("screen.join");
  const ticket = card.by_ticket && el("p", { class: "ticket" }, ...spans(speaker.all("screen.ticket")));
  const code = !card.by_ticket && typed(card.code);
  const host = card.host && address(card.host);
  const words = el("div", {}, el("h1", {}, ...inline(label)), ticket, host, code);
  page.appendChild(
    el(
      "section",
      { class: "cover code-cover", "aria-label": label[0].text },
      card.qr && joinCode(speaker, card),
      words,
    ),
  );
  if (code) fitCode(code, HUGE, 820);
  if (host) fitAddress(host, HUGE_HOST);
}
