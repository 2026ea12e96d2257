// The question in place of the main action: its sentence and its answers. What is asked is desk.ui.asking
// (main_action.js).

import { el, replaceContent } from "../../dom/el.js";
import { LIMITS } from "../../wire/contract.js";
import { wordsOf } from "../../vote/agenda.js";
import { t } from "../../text/words.js";
import { leftBehindWords, newCandidates } from "../parts/candidates.js";
import { TWICE_MS } from "../parts/double_press.js";
import { isWaiting } from "../parts/waiting.js";
import { text } from "../parts/keyed_list.js";
import { showAs } from "../parts/show_ideas.js";
import { called } from "../parts/step_names.js";
import { answerOn, ask, end, showUnseen } from "./main_action.js";
import { behindVote, mainAction, unfinished, unseen } from "./next_duty.js";
import { resume } from "./resume_question.js";
import { askedOf, endsForum, isOwn, offered } from "./undo.js";
import { answerYes } from "./undo_question.js";

const PEOPLE = {
  voting: "console.not_done",
  writing: "grace.console",
  just: "console.just_opened",
  nothing: "console.nothing_yet",
  early: "console.time_left",
  unsaid: "console.time_left_ideas",
};

// Letters from which on a question is set smaller, so that it moves nothing.
const LONG = 90;

/** Draws the question that is open into `node`: its sentence and its answers. */
export function drawQuestion(desk, node, view) {
  const { asking } = desk.ui;
  node.hidden = !asking;
  const ends = isAboutEnd(desk, asking, view);
  const first = ends && unseen(view).map(({ vote }) => vote.id)[0];
  const stamp = [asking, asking === "people" && tooSoon(view), ends, first].join("/");
  const isNew = node.dataset.asks !== stamp;
  const held = isNew && node.contains(document.activeElement);
  node.dataset.asks = stamp;
  if (isNew) replaceContent(node, ...(asking ? [el("p", { id: "asked" }), ...answers(desk, asking, view)] : []));
  if (!asking) return;
  const words = sentence(desk, asking, view);
  text(node.firstChild, words);
  node.firstChild.classList.toggle("long", words.length > LONG);
  // After the sentence: screen readers speak it when the focus comes in.
  if (held) node.querySelector("button").focus();
}

// A grace of some seconds helps nobody who has not begun.
function tooSoon(view) {
  return ["just", "nothing"].includes(unfinished(view).what);
}

function isAboutUndo(asking) {
  return asking === "undo" || asking === "redo";
}

// Whether the answer yes ends the forum: by its button, or because undo or redo takes it back to its end.
function isAboutEnd(desk, asking, view) {
  return asking === "end" || (isAboutUndo(asking) && endsForum(offered(desk, view, asking), view));
}

function sentence(desk, asking, view) {
  if (asking === "end") return beforeTheEnd(view);
  if (asking === "resume") return t("console.off_web") + " " + t("console.resume.ask");
  if (asking === "candidates") return candidates(desk, view);
  if (isAboutUndo(asking)) return undoWords(desk, asking, view);
  const behind = behindVote(view, desk.ui.answered);
  const { what, n, ...facts } = (asking === "people" && unfinished(view)) || {};
  const waits = what === "unsaid" && !(behind && behind.unread) && view.step.waiting;
  const told = [
    what && t(PEOPLE[what], facts, n),
    waits && t("screen.waiting", {}, waits),
    behind && leftBehindWords(behind),
  ];
  return told.filter(Boolean).join(". ");
}

// A colleague's command is named; that it ends the forum is asked as its button asks.
function undoWords(desk, asking, view) {
  const deed = offered(desk, view, asking);
  const words = askedOf(desk, deed, view, asking);
  if (!isAboutEnd(desk, asking, view)) return words;
  return beforeTheEnd(view, isOwn(desk, deed, view) ? "" : words);
}

// The end tells every revealed result whole, and one that was never revealed nowhere: both are said before. `asked`:
// the question that follows, where it is another than the usual one.
function beforeTheEnd(view, asked) {
  const left = unseen(view).map(({ vote, n }) => {
    const name = called(view, vote);
    return n ? t("console.end.covered", { name }, n) : t("console.end.unrevealed", { name });
  });
  const last = asked || t(left.length ? "console.end.ask_still" : "console.end.ask");
  return withWaiting(view, [...left, last].join(" "));
}

// Ideas that nobody has decided on when the evening ends are never seen by anybody.
function withWaiting(view, words) {
  const waiting = view.ideas.filter(isWaiting).length;
  return waiting ? t("console.still_waiting", {}, waiting) + " " + words : words;
}

function candidates(desk, view) {
  const count = newCandidates(view, desk.ui.askedIdeas);
  const own = wordsOf(view.step);
  return t("console.undo.voted" + own, {}, view.step.voted) + " " + t("console.joins_vote" + own, {}, count);
}

// The first answer has the focus and alone the main button's colour: it is what Enter does, and it ends nothing.
function answers(desk, asking, view) {
  const answer = (kind, words, run) =>
    el("button", { class: "btn " + kind, type: "button", click: (event) => isDeliberate(desk, event) && run() }, words);
  if (asking === "candidates") return asCandidates(desk, answer);
  if (isAboutEnd(desk, asking, view))
    return [
      answer("main", t("console.end.not_yet"), () => ask(desk, "")),
      ...(unseen(view).length ? [answer("tall", t("console.end.show_first"), () => showUnseen(desk))] : []),
      answer("tall", t("console.end"), () => (asking === "end" ? end(desk) : answerYes(desk))),
    ];
  if (isAboutUndo(asking))
    return [
      answer("main", t("common.cancel"), () => ask(desk, "")),
      answer("tall", t(asking === "redo" ? "common.redo" : "common.undo"), () => answerYes(desk)),
    ];
  if (asking === "resume")
    return [
      answer("main", t("common.cancel"), () => ask(desk, "")),
      answer("tall", t("console.resume"), () => resume(desk)),
    ];
  if (asking === "unread" || tooSoon(view))
    return [
      answer("main", t("console.stay"), () => ask(desk, "")),
      answer("tall", t("grace.console.now"), () => answerOn(desk, "now")),
    ];
  const end_ = mainAction(view) === "close" ? "_close" : "";
  return [
    answer("main", t("grace.console.wait" + end_, { n: LIMITS.grace }), () => answerOn(desk, "wait")),
    answer("tall", t("grace.console.now" + end_), () => answerOn(desk, "now")),
  ];
}

function asCandidates(desk, answer) {
  const own = wordsOf(desk.view.step);
  const show = (isCandidate) => {
    const { askedIdeas: ids, askedMasked: masked } = desk.ui;
    ask(desk, "");
    return showAs(desk, ids, isCandidate, masked);
  };
  return [
    answer("main", t("common.cancel"), () => ask(desk, "")),
    answer("tall", t("console.show_left_out" + own), () => show(false)),
    answer("tall", t("console.show_in_vote" + own), () => show(true)),
  ];
}

// Ignores the second click of a double click, which lands on a button that appeared under the pointer; a key press
// (detail 0) always counts.
function isDeliberate(desk, event) {
  return event.detail === 0 || Date.now() - (desk.ui.wentAt || 0) >= TWICE_MS;
}
