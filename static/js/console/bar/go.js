// The right end of the bar: undo, the main action, and in its place a question or a countdown when there is one.

import { el, replaceContent, icon } from "../../dom/el.js";
import { countdown } from "../../text/format.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { covered, nextDuty, mainAction } from "./next_duty.js";
import { voteHere } from "../parts/facts.js";
import { ask, askCandidates, endOrResume, goOn, goOnAfterGrace, stay } from "./main_action.js";
import { text } from "../parts/keyed_list.js";
import { askToResume } from "./resume_question.js";
import { isQuestionStale } from "./stale_question.js";
import { wordsOfNext } from "./next_words.js";
import { drawQuestion } from "./question.js";
import { mine, theirs, wordsOf } from "./undo.js";
import { takeBack } from "./undo_question.js";

// Words of so many letters break with a hyphen in the narrow button of undo.
const NARROW = 9;

/** Mounts the buttons in `place`: {draw(view), tick()}. */
export function goButtons(desk, place) {
  const back = undoButton(desk);
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
  const question = el("div", { class: "grace", role: "group", "aria-labelledby": "asked", hidden: true });
  const count = el(
    "div",
    { class: "leaving", hidden: true },
    el("p", { role: "timer" }),
    el("button", { class: "btn tall", type: "button", id: "stay", click: () => stay(desk) }, t("console.stay")),
  );
  replaceContent(place, back, count, main, over, question);
  const nodes = { back, main, over, question, count };
  desk.askCandidates = (ids, masked) => askCandidates(desk, ids, masked);
  desk.askToResume = (verb, body) => askToResume(desk, verb, body);
  return {
    draw: (view) => draw(desk, nodes, view),
    tick: () => {
      goOnAfterGrace(desk);
      drawCount(desk, nodes);
    },
  };
}

function undoButton(desk) {
  const facts = { class: "btn tall", type: "button", id: "undo", disabled: true, "aria-keyshortcuts": "Z" };
  return el(
    "button",
    Object.assign(facts, { click: () => takeBack(desk) }),
    icon("undo"),
    el("span", {}, el("b", {}), " ", el("small", {})),
    el("kbd", {}, "Z"),
  );
}

function draw(desk, nodes, view) {
  if (isQuestionStale(desk, view)) return ask(desk, "");
  const { back, main, over, question } = nodes;
  const what = mainAction(view);
  const ends = what === "end" || what === "resume";
  const held = [main, over].indexOf(document.activeElement);
  drawUndo(desk, back, view);
  text(main.firstChild, desk.ui.leaving ? t("grace.console.now") : wordsOfNext(view));
  text(over.firstChild, wordsOfNext(view));
  main.hidden = Boolean(desk.ui.asking) || ends;
  over.hidden = Boolean(desk.ui.asking) || !ends;
  // The focus goes from the one to the other that takes its place.
  if (held >= 0 && !desk.ui.asking) (ends ? over : main).focus();
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
  text(what, soften(words, NARROW));
  back.title = words;
}

// Only one action is emphasised: while a result waits to be shown, that is not going on.
function workIsMain(view) {
  const first = nextDuty(view);
  if (first && first.what === "close") return false;
  const vote = view.step && voteHere(view);
  return Boolean(vote) && (vote.revealed ? covered(view, vote) > 0 : view.state(vote) === "closed");
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
