// The footer of a dots step: the dots left, and "I'm done", which asks for confirmation while there are dots to give.
// Phone-safe.

import { el, replaceContent, icon } from "../../dom/el.js";
import { refocus } from "../../dom/focus.js";
import { t } from "../../text/words.js";
import { sayDone } from "../../phone/vote_parts.js";
import { givenIn, isShort, leftInWords, leftOf } from "./phone_ballot.js";
import { dotRow } from "./phone_card.js";

const FEW = 6;

/** The footer: {node, show(step, rows, ready, saved)}. */
export function dotFooter(page) {
  const view = { page: page, node: el("div", { class: "tally" }), sign: "", saved: true, asks: false };
  return {
    node: view.node,
    show: function (step, rows, ready, saved) {
      view.saved = saved;
      const at = {
        step: step,
        ready: ready,
        left: leftOf(step, rows),
        words: leftInWords(step, rows),
        drawn: step.settings.dots <= FEW && !isShort(step, rows),
        none: givenIn(rows) === 0,
      };
      if (ready || at.left < 1) view.asks = false;
      if (signOf(view, at) !== view.sign) draw(view, at);
    },
  };
}

function signOf(view, at) {
  return [at.step.id, at.step.settings.dots, at.words, at.ready, view.saved, view.asks].join("/");
}

// The question has role=alert, so it must not be drawn again: a screen reader would repeat it.
function draw(view, at) {
  view.sign = signOf(view, at);
  const focused = view.node.contains(document.activeElement);
  replaceContent(view.node, ...(view.asks ? question(view, at) : plain(view, at)));
  view.node.classList.toggle("asks", view.asks);
  if (focused) refocus(view.node.querySelector("button"));
}

function plain(view, at) {
  const thanks = at.ready && view.saved && at.left < 1;
  const button = at.ready
    ? act("btn", "phone.votes.again", function () {
        sayDone(view.page, at.step, false);
      })
    : act("btn main", "vote.done.button", function () {
        if (at.left > 0) ask(view, at, true);
        else finish(view, at);
      });
  return [
    thanks
      ? el("p", { class: "thanks" }, icon("check"), t("vote.done"))
      : el("p", {}, at.words, at.drawn && at.left > 0 ? dotRow(at.left, at.step.settings.dots) : null),
    button,
  ];
}

function question(view, at) {
  return [
    el("p", { role: "alert" }, t("dots.unused", {}, at.left)),
    el(
      "div",
      { class: "pair" },
      act("btn main", "dots.unused.no", function () {
        ask(view, at, false);
      }),
      act("btn", "dots.unused.yes", function () {
        finish(view, at);
      }),
    ),
  ];
}

function ask(view, at, on) {
  view.asks = on;
  draw(view, at);
}

function finish(view, at) {
  view.asks = false;
  sayDone(view.page, at.step, true, at.none ? "vote.done.none" : "vote.done");
}

function act(kind, words, run) {
  return el("button", { type: "button", class: kind, "data-do": "ready", click: run }, t(words));
}
