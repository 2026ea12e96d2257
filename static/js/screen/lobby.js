// The lobby: the forum's name, when people can take part if they do so in their own time, the Wi-Fi card, and the
// ribbon over half the picture with how to join.

import { el, replaceContent, icon } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { sizeOf, ticks } from "../dom/ticks.js";
import { holds, length, measure } from "./fit_text.js";
import { where } from "./stage_head.js";
import { address, joinCode, qr, typed } from "./qr.js";
import { inline, spans } from "./speaker.js";
import { numbered } from "./wrapped_text.js";

const TITLE = [168, 150, 132, 116, 100, 88, 76, 64, 52, 46, 40];
const SECOND = 0.52;
const LARGE = 52;
const SMALL = 30;
const DATES = [32, 48];
const PERSON = { tick: 9, gap: 7, tall: 64, line: 10 };

/** The scene: {draw(picture), stop()}. Once the forum has begun it says where the agenda is. */
export function lobby(stage, tools) {
  let said = "";
  return {
    draw: (picture) => {
      const facts = [
        picture.title,
        picture.greeting,
        tools.card().wifi,
        picture.activity,
        picture.times,
        picture.alone,
      ];
      if (JSON.stringify(facts) === said) return;
      said = JSON.stringify(facts);
      build(stage, tools, ...facts);
    },
    stop: () => undefined,
  };
}

function build(stage, tools, title, greeting, wifi, activity, times, alone) {
  const { speaker } = tools;
  const hello = greeting ? speaker.own(greeting) : speaker.all("screen.welcome");
  const [first, ...more] = speaker.title(title);
  const heading = el("h1", { class: "cover", lang: first.lang, dir: "auto" }, numbered(soften(first.text)));
  const also = more.map((one) => el("p", { class: "also", lang: one.lang, dir: "auto" }, numbered(one.text)));
  const rehearsal = tools.rehearsal() && el("p", { class: "rehearsal" }, ...inline(speaker.all("screen.rehearsal")));
  const line = activity && where({ ...tools, rehearsal: () => false }, speaker.named(activity));
  const when = dates(speaker, times);
  const ways = [wifi && network(speaker, wifi), !alone && unphoned(speaker)];
  const way = ways.some(Boolean) && el("div", { class: "way" }, ...ways);
  replaceContent(stage, line, el("p", { class: "hello" }, ...spans(hello)), heading, ...also, when, rehearsal, way);
  fit(stage, heading, also, when);
}

// When a self-paced forum opens and until when.
function dates(speaker, { opens, until }) {
  const told = [
    opens !== null && speaker.moment("print.opens", opens),
    until !== null && speaker.moment("print.until", until),
  ].filter(Boolean);
  return told.length > 0 && el("div", { class: "dates" }, ...told.map((lines) => el("p", {}, ...spans(lines))));
}

// The second language is clearly the smaller one, however long the first is; dates are smaller than the title, too.
function fit(stage, heading, also, when) {
  TITLE.find((size) => {
    heading.style.fontSize = length(size);
    for (const node of also) node.style.fontSize = length(Math.max(SMALL, Math.min(LARGE, size * SECOND)));
    if (when) when.style.fontSize = length(Math.max(DATES[0], Math.min(DATES[1], size * SECOND)));
    return holds(stage) && heading.scrollWidth <= heading.clientWidth + 1;
  });
}

function network(speaker, wifi) {
  const heads = speaker.all("screen.join_first");
  const words = el("h2", {}, el("span", { class: "no" }, "1"), " ", el("span", { lang: heads[0].lang }, heads[0].text));
  const also = heads.slice(1).map((one) => el("p", { class: "also", lang: one.lang }, one.text));
  const facts = el(
    "dl",
    {},
    ...pair(speaker, "network", wifi.network),
    ...(wifi.password ? pair(speaker, "password", wifi.password) : []),
  );
  return el(
    "section",
    { class: "first" },
    qr(wifi.qr, speaker.one("screen.wifi")),
    el("div", {}, words, ...also, facts),
  );
}

function pair(speaker, key, value) {
  return [el("dt", {}, ...inline(speaker.all("screen." + key))), el("dd", {}, value)];
}

/**
 * How to join in the wide ribbon: QR code, what to do with it, address and code. With a Wi-Fi card it is the second
 * step. `here`: how many people have joined.
 */
export function wideWay(speaker, card, here) {
  const heads = speaker.all("screen.join");
  const number = card.wifi ? "2 " : "";
  return [
    el(
      "h2",
      {},
      number,
      el("span", { lang: heads[0].lang }, heads[0].text),
      ...heads.slice(1).map((one) => el("span", { class: "also", lang: one.lang }, " · " + one.text)),
    ),
    ...(card.by_ticket ? ticket(speaker) : [card.qr && scan(speaker, card)]),
    unreachable(card, here) && el("p", { class: "unreachable" }, ...spans(speaker.all("screen.unreachable"))),
    card.host && el("p", { class: "lab" }, ...inline(speaker.all("screen.type_at"))),
    card.host && address(card.host),
    card.by_ticket
      ? card.host && el("p", { class: "lab" }, ...inline(speaker.all("screen.ticket.type")))
      : typed(card.code),
  ];
}

// Where people need a ticket there is no code for all of them: each ticket has its own.
function ticket(speaker) {
  return [
    el("p", { class: "ticket" }, ...spans(speaker.all("screen.ticket"))),
    el("p", { class: "ticket" }, ...spans(speaker.all("screen.ticket.none"))),
  ];
}

/** Whether to tell the hall that no phone can join: there is no address to show, and nobody has joined. */
export function unreachable(card, here) {
  return !(card.by_ticket ? card.host : card.qr) && here === 0;
}

function scan(speaker, card) {
  return el(
    "div",
    { class: "scan" },
    joinCode(speaker, card),
    el("div", {}, el("p", {}, icon("phone"), ...spans(speaker.all("screen.scan")))),
  );
}

function unphoned(speaker) {
  return el("p", { class: "unphoned" }, icon("paper"), el("span", {}, ...spans(speaker.all("screen.no_phone"))));
}

/** The head-count in the wide ribbon, with one tick for each person. */
export function wideRoom(count, words, here) {
  const row = ticks([{ n: here }]);
  measure(row, sizeOf(here, 430, 72, PERSON));
  return el("div", { class: "room" }, count, words, row);
}
