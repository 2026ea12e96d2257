// The footer of a dots step: the dots left, and "I'm done", which asks for confirmation while there are dots to give.
// Phone-safe.

import { el, replaceContent, icon } from "../../dom/el.js";
import { refocus } from "../../dom/focus.js";
import { t } from "../../text/words.js";
import { sayDone } from "../../phone/vote_parts.js";
import { leftOf } from "./phone_ballot.js";
import { dotRow } from "./phone_card.js";

const FEW = 6;

/** The footer: {node, show(step, rows, ready, saved)}. */
export function dotFooter(page) {
  const view = { page: page, node: el("div", { class: "tally" }), sign: "", saved: true, asks: false };
  return {
    node: view.node,
    show: function (step, rows, ready, saved) {
      view.saved = saved;
      const left = leftOf(step, rows);
      if (ready || left < 1) view.asks = false;
      if (signOf(view, step, left, ready) !== view.sign) draw(view, step, left, ready);
    },
  };
}

function signOf(view, step, left, ready) {
  return [step.id, step.settings.dots, left, ready, view.saved, view.asks].join("/");
}

// The question has role=alert, so it must not be drawn again: a screen reader would repeat it.
function draw(view, step, left, ready) {
  view.sign = signOf(view, step, left, ready);
  const focused = view.node.contains(document.activeElement);
  replaceContent(view.node, ...(view.asks ? question(view, step, left) : plain(view, step, left, ready)));
  view.node.classList.toggle("asks", view.asks);
  if (focused) refocus(view.node.querySelector("button"));
}

function plain(view, step, left, ready) {
  const small = step.settings.dots <= FEW;
  const thanks = ready && view.saved && left < 1 ? el("p", { class: "thanks" }, icon("check"), t("vote.done")) : null;
  const button = ready
    ? act("btn", "phone.votes.again", function () {
        sayDone(view.page, step, false);
      })
    : act("btn main", "vote.done.button", function () {
        if (left > 0) ask(view, step, left, true);
        else finish(view, step, left);
      });
  return [
    thanks || el("p", {}, t("dots.left", {}, left), small && left > 0 ? dotRow(left, step.settings.dots) : null),
    button,
  ];
}

function question(view, step, left) {
  return [
    el("p", { role: "alert" }, t("dots.unused", {}, left)),
    el(
      "div",
      { class: "pair" },
      act("btn main", "dots.unused.no", function () {
        ask(view, step, left, false);
      }),
      act("btn", "dots.unused.yes", function () {
        finish(view, step, left);
      }),
    ),
  ];
}

function ask(view, step, left, on) {
  view.asks = on;
  draw(view, step, left, false);
}

function finish(view, step, left) {
  view.asks = false;
  sayDone(view.page, step, true, left === step.settings.dots ? "vote.done.none" : "vote.done");
}

function act(kind, words, run) {
  return el("button", { type: "button", class: kind, "data-do": "ready", click: run }, t(words));
}
