// The lobby: the forum's name, the Wi-Fi card, and the ribbon opened to half the picture with the way in.

import { el, fresh, icon } from "../dom.js";
import { soften } from "../hyphens.js";
import { sizeOf, ticks } from "../ticks.js";
import { holds, measure, shrink } from "./fit.js";
import { address, qr, typed } from "./qr.js";
import { inline, spans } from "./say.js";

const TITLE = [168, 150, 132, 116, 100, 88, 76, 64, 52, 46];
const ALSO = [52, 42, 36, 30];
const PERSON = { tick: 9, gap: 7, tall: 64, line: 10 };

/** The lobby's stage: {draw(picture), stop()}. */
export function lobby(stage, tools) {
  let said = "";
  return {
    draw: (picture) => {
      const facts = [picture.title, picture.greeting, tools.card().wifi];
      if (JSON.stringify(facts) === said) return;
      said = JSON.stringify(facts);
      build(stage, tools, ...facts);
    },
    stop: () => undefined,
  };
}

function build(stage, tools, title, greeting, wifi) {
  const hello = greeting ? tools.say.own(greeting) : tools.say.all("screen.welcome");
  const names = spans(tools.say.own(title));
  const heading = el("h1", { class: "cover", lang: names[0].lang }, soften(names[0].textContent));
  const also = names.slice(1).map((node) => el("p", { class: "also", lang: node.lang }, node.textContent));
  const rehearsal = tools.rehearsal() && el("p", { class: "rehearsal" }, ...inline(tools.say.all("screen.rehearsal")));
  fresh(stage, el("p", { class: "hello" }, ...spans(hello)), heading, ...also, rehearsal, el("div", { class: "way" }, wifi && network(tools.say, wifi), unphoned(tools.say)));
  const fits = () => holds(stage) && heading.scrollWidth <= heading.clientWidth + 1;
  shrink(heading, TITLE, fits);
  for (const node of also) shrink(node, ALSO, fits);
}

function network(say, wifi) {
  const heads = say.all("screen.join_first");
  const words = el("h2", {}, el("span", { class: "no" }, "1"), " ", el("span", { lang: heads[0].lang }, heads[0].text));
  const also = heads.slice(1).map((one) => el("p", { class: "also", lang: one.lang }, one.text));
  const facts = el("dl", {}, ...pair(say, "network", wifi.network), ...(wifi.password ? pair(say, "password", wifi.password) : []));
  return el("section", { class: "first" }, qr(wifi.qr, say.one("screen.wifi")), el("div", {}, words, ...also, facts));
}

function pair(say, key, value) {
  return [el("dt", {}, ...inline(say.all("screen." + key))), el("dd", {}, value)];
}

/** The open ribbon's way in: QR, what to do with it, address and code. With a Wi-Fi card it is the second step. */
export function wideWay(say, card) {
  const heads = say.all("screen.join");
  const number = card.wifi ? "2 " : "";
  return [
    el("h2", {}, number, el("span", { lang: heads[0].lang }, heads[0].text), ...heads.slice(1).map((one) => el("span", { class: "also", lang: one.lang }, " · " + one.text))),
    card.qr ? scan(say, card, heads) : el("p", { class: "unreachable" }, ...spans(say.all("screen.unreachable"))),
    card.host && el("p", { class: "lab" }, ...inline(say.all("screen.type_at"))),
    card.host && address(card.host),
    typed(card.code),
  ];
}

function scan(say, card, heads) {
  return el("div", { class: "scan" }, qr(card.qr, heads[0].text), el("div", {}, el("p", {}, icon("phone"), ...spans(say.all("screen.scan")))));
}

function unphoned(say) {
  return el("p", { class: "unphoned" }, icon("paper"), el("span", {}, ...spans(say.all("screen.no_phone"))));
}

/** The head-count in the open ribbon, with a tick a person. */
export function wideRoom(count, words, here) {
  const row = ticks([{ n: here }]);
  measure(row, sizeOf(here, 430, 72, PERSON));
  return el("div", { class: "room" }, count, words, row);
}
