// The panel about joining: the addresses for the QR code, which of them phones have used, and a new QR when the old one
// has leaked.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { patch, text } from "../parts/keyed_list.js";
import { ask } from "./posts.js";
import { button } from "../parts/button.js";

const CONFIRM_MS = 5000;

/** The panel: {node, draw(view)}. */
export function joinPanel(desk) {
  const list = el("fieldset", { class: "addresses" }, el("legend", {}, t("console.join.address")));
  const choices = el("div", {});
  const none = el("p", { class: "warn", hidden: desk.boot.candidates.length > 0 }, t("console.join.no_network"));
  list.append(choices, none);
  const code = el("p", { class: "big code" });
  const renew = button(t("console.join.renew"), () => renewQr(desk), { id: "renew" });
  const renewTheScreens = twice("console.screen.renew", () => renewScreen(desk), { id: "renew-screen" });
  const print = "/office/forum/" + desk.boot.ref + "/print";
  const node = el(
    "div",
    { class: "join" },
    el("p", { class: "quiet" }, t("console.join.code")),
    code,
    el("p", {}, el("a", { href: print, target: "_blank", rel: "noopener" }, t("print.link"))),
    list,
    noted("console.join.renew.note", renew),
    noted("console.screen.renew.note", renewTheScreens),
  );
  return {
    node,
    draw: (view) => {
      text(code, view.forum.code.slice(0, 3) + " " + view.forum.code.slice(3));
      patch(choices, desk.boot.candidates, {
        keyOf: (one) => one.url,
        stamp: (one) => [reached(view, one), desk.boot.url === one.url].join("/"),
        make: (one) => choice(desk, one),
        update: (row, one) => fill(desk, row, one, view),
      });
    },
  };
}

// A button that makes something anew, below what it does.
function noted(key, renewing) {
  return el("div", { class: "renew" }, el("p", { class: "quiet" }, t(key)), renewing);
}

// Whether a phone has joined by an address.
function reached(view, one) {
  return view.presence.reached.includes(one.host) || view.presence.reached.includes(one.url);
}

function choice(desk, one) {
  const input = el("input", {
    type: "radio",
    name: "address",
    value: one.url,
    disabled: desk.boot.fixed,
    change: () => choose(desk, one),
  });
  return el("label", { class: "address" }, input, el("span", {}, el("b", {}, one.host), el("small", {})));
}

function fill(desk, row, one, view) {
  row.querySelector("input").checked = desk.boot.url === one.url;
  const kind = t("console.network_" + one.kind);
  text(
    row.querySelector("small"),
    kind + ". " + t(reached(view, one) ? "console.join.reached" : "console.join.not_yet"),
  );
  row.classList.toggle("good", reached(view, one));
}

async function choose(desk, one) {
  const answer = await ask(desk, "address", { url: one.url });
  if (answer.ok) {
    desk.boot.url = answer.address;
    desk.say(t("console.join.changed", { address: one.host }));
  }
  desk.redraw();
}

async function renewQr(desk) {
  const answer = await ask(desk, "secret");
  if (answer.ok) desk.say(t("console.join.renewed"));
}

// A button with confirmation: it changes what the hall sees, so it asks once more in its place, and stops asking after
// a moment.
function twice(key, run, facts) {
  const node = button(
    t(key),
    () => {
      if (node.dataset.sure) run();
      else setTimeout(() => say(""), CONFIRM_MS);
      say(node.dataset.sure ? "" : "yes");
    },
    facts,
  );
  const say = (sure) => {
    node.dataset.sure = sure;
    text(node.querySelector("span"), t(sure ? key + ".sure" : key));
  };
  return node;
}

async function renewScreen(desk) {
  const answer = await ask(desk, "screen");
  if (!answer.ok) return;
  desk.boot.screen = answer.screen;
  const open = document.getElementById("open-screen");
  if (open) open.href = answer.screen;
  desk.say(t("console.screen.renewed"));
}
