// The right end of the bar: undo, the main action, and in its place a question or a countdown when there is one.

import { el, replaceContent, icon } from "../../dom/el.js";
import { countdown } from "../../text/format.js";
import { LIMITS } from "../../wire/contract.js";
import { t } from "../../text/words.js";
import { covered, nextDuty, mainAction, unfinished, unreadForVote } from "./next_duty.js";
import { voteHere } from "../parts/facts.js";
import { ask, isQuestionStale, end, endOrResume, goOn, goOnAfterGrace, stay, wordsOfNext } from "./main_action.js";
import { text } from "../parts/keyed_list.js";
import { TWICE } from "../parts/double_press.js";
import { askedOf, endsForum, mine, offered, theirs, wordsOf } from "./undo.js";
import { answerYes, takeBack } from "./undo_question.js";

const PEOPLE = {
  voting: "console.not_done",
  writing: "grace.console",
  just: "console.just_opened",
  nothing: "console.nothing_yet",
};

/** Mounts the buttons in `place`: {draw(view), tick()}. */
export function goButtons(desk, place) {
  const back = el(
    "button",
    {
      class: "btn tall",
      type: "button",
      id: "undo",
      disabled: true,
      "aria-keyshortcuts": "Z",
      click: () => takeBack(desk),
    },
    icon("undo"),
    el("span", {}, el("b", {}), " ", el("small", {})),
    el("kbd", {}, "Z"),
  );
  const main = el(
    "button",
    { class: "btn main", type: "button", id: "next", hidden: true, "aria-keyshortcuts": "N", click: () => goOn(desk) },
    el("span", {}),
    icon("next"),
    el("kbd", {}, "N"),
  );
  const over = el(
    "button",
    { class: "btn tall", type: "button", id: "end", hidden: true, click: () => endOrResume(desk) },
    el("span", {}),
  );
  const question = el("div", { class: "grace", role: "group", hidden: true });
  const count = el(
    "div",
    { class: "leaving", hidden: true },
    el("p", { role: "timer" }),
    el("button", { class: "btn tall", type: "button", id: "stay", click: () => stay(desk) }, t("console.stay")),
  );
  replaceContent(place, back, count, main, over, question);
  const nodes = { back, main, over, question, count };
  return {
    draw: (view) => draw(desk, nodes, view),
    tick: () => {
      goOnAfterGrace(desk);
      drawCount(desk, nodes);
    },
  };
}

function draw(desk, nodes, view) {
  if (isQuestionStale(desk, view)) return ask(desk, "");
  const { back, main, over, question } = nodes;
  const what = mainAction(view);
  const ends = what === "end" || what === "resume";
  drawUndo(desk, back, view);
  text(main.firstChild, desk.ui.leaving ? t("grace.console.now") : wordsOfNext(view));
  text(over.firstChild, wordsOfNext(view));
  main.hidden = Boolean(desk.ui.asking) || ends;
  over.hidden = Boolean(desk.ui.asking) || !ends;
  main.className = workIsMain(view) ? "btn tall" : "btn main";
  drawQuestion(desk, question, view);
  drawCount(desk, nodes);
}

function drawUndo(desk, back, view) {
  const deed = mine(desk, view);
  const words = deed ? wordsOf(deed, view) : "";
  back.disabled = !deed && !theirs(desk, view);
  const [verb, what] = back.children[1].children;
  text(verb, t("common.undo") + (deed ? ":" : ""));
  text(what, words);
  back.title = words;
}

// Only one action is emphasised: while a result waits to be shown, that is not going on.
function workIsMain(view) {
  const first = nextDuty(view);
  if (first && first.what === "close") return false;
  const vote = view.step && voteHere(view);
  return Boolean(vote) && (vote.revealed ? covered(view, vote) > 0 : view.state(vote) === "closed");
}

// -- the question -----------------------------------------------------------------------------------------------------

function drawQuestion(desk, node, view) {
  const { asking } = desk.ui;
  node.hidden = !asking;
  const stamp = [asking, asking === "people" && tooSoon(view), endsByUndo(desk, asking, view)].join("/");
  if (node.dataset.asks !== stamp) {
    const held = node.contains(document.activeElement);
    node.dataset.asks = stamp;
    replaceContent(node, ...(asking ? [el("p", {}), ...answers(desk, asking, view)] : []));
    if (held && asking) node.querySelector("button").focus();
  }
  if (asking) text(node.firstChild, sentence(desk, asking, view));
}

// A grace of some seconds helps nobody who has not begun.
function tooSoon(view) {
  return ["just", "nothing"].includes(unfinished(view).what);
}

function isAboutUndo(asking) {
  return asking === "undo" || asking === "redo";
}

function endsByUndo(desk, asking, view) {
  return isAboutUndo(asking) && endsForum(offered(desk, view, asking), view);
}

function sentence(desk, asking, view) {
  if (asking === "end") return t("console.end.ask");
  if (isAboutUndo(asking)) return askedOf(desk, offered(desk, view, asking), view, asking);
  if (asking === "unread") return t("console.unread_for_vote", {}, unreadForVote(view));
  const { what, n } = unfinished(view);
  return t(PEOPLE[what], {}, n);
}

function answers(desk, asking, view) {
  const answer = (kind, words, run) =>
    el("button", { class: "btn " + kind, type: "button", click: (event) => isDeliberate(desk, event) && run() }, words);
  if (asking === "end" || endsByUndo(desk, asking, view))
    return [
      answer("tall", t("console.end.not_yet"), () => ask(desk, "")),
      answer("main", t("console.end"), () => (asking === "end" ? end(desk) : answerYes(desk))),
    ];
  if (isAboutUndo(asking))
    return [
      answer("tall", t("common.cancel"), () => ask(desk, "")),
      answer("main", t(asking === "redo" ? "common.redo" : "common.undo"), () => answerYes(desk)),
    ];
  if (asking === "unread" || tooSoon(view))
    return [
      answer("main", t("console.stay"), () => ask(desk, "")),
      answer("tall", t("grace.console.now"), () => goOn(desk, asking === "unread" ? "unread" : "now")),
    ];
  const end_ = mainAction(view) === "close" ? "_close" : "";
  return [
    answer("main", t("grace.console.wait" + end_, { n: LIMITS.grace }), () => goOn(desk, "wait")),
    answer("tall", t("grace.console.now" + end_), () => goOn(desk, "now")),
  ];
}

// Ignores the second click of a double click, which lands on a button that appeared under the pointer; a key press
// (detail 0) always counts.
function isDeliberate(desk, event) {
  return event.detail === 0 || Date.now() - (desk.ui.wentAt || 0) >= TWICE;
}

// -- the countdown before going on ------------------------------------------------------------------------------------

function drawCount(desk, { count, main }) {
  const { leaving } = desk.ui;
  const step = leaving && desk.view && desk.view.step;
  const runs = Boolean(step) && step.id === leaving.from && step.state === "closing";
  if (count.hidden === runs) {
    count.hidden = !runs;
    if (desk.view) text(main.firstChild, runs ? t("grace.console.now") : wordsOfNext(desk.view));
  }
  if (runs)
    text(
      count.firstChild,
      t("console.leaving", { time: countdown(Math.max(0, step.closes_at - desk.live.now()) / 1000) }),
    );
}
