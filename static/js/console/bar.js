// The bar: which forum and step, the clock, who is here, undo and the one main action. Always the same places.

import { collects, isVote } from "../agenda.js";
import { el, fresh, icon } from "../dom.js";
import { countdown } from "../format.js";
import { t } from "../words.js";
import { covered, duty } from "./duty.js";
import { voteHere } from "./facts.js";
import { ask, askedInVain, goOn, wordsOfNext } from "./forward.js";
import { nameOf } from "./names.js";
import { patch, text } from "./patch.js";
import { mine, undo } from "./undo.js";

const LAST = 60000;

/** The bar over its places in the page. */
export function mountBar(desk) {
  const places = find(["rehearsal", "forum-title", "step-title", "clock", "timer", "timer-note", "more-time", "people", "go"]);
  const go = buttons(desk, places.go);
  places["more-time"].addEventListener("click", () => moreTime(desk));
  return {
    draw: (view) => {
      places.rehearsal.hidden = !view.forum.rehearsal;
      text(places["forum-title"], desk.pick(view.forum.title));
      text(places["step-title"], title(view));
      people(places.people, view);
      go.draw(view);
      clock(desk, places);
    },
    tick: () => desk.view && clock(desk, places),
  };
}

/** One minute more for the current step. */
export function moreTime(desk) {
  const step = desk.view && desk.view.step;
  if (step) desk.act("activity.time", { activity: step.id, seconds: 60 }).then((answer) => answer.ok && desk.say(t("timer.more", {}, 1)));
}

function find(ids) {
  return Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));
}

function title(view) {
  if (view.forum.state === "ended") return t("console.ended");
  if (!view.step) return t("console.not_started");
  return view.at + 1 + "/" + view.steps.length + " " + nameOf(view.step);
}

// -- the clock -----------------------------------------------------------------------------------------------------------

function clock(desk, places) {
  const step = desk.view.step;
  const runs = Boolean(step) && desk.view.forum.state !== "ended";
  const left = runs && (step.ends_at || step.closes_at) ? leftOf(step, desk.live.now()) : null;
  // Closed by hand before its time: a clock that goes on would say that people still can write.
  places.clock.hidden = !runs || (left > 0 && desk.view.state(step) === "closed");
  text(places.timer, left === null ? "" : left <= 0 ? "0:00" : countdown(left / 1000));
  places.timer.classList.toggle("last", left !== null && left < LAST);
  text(places["timer-note"], left === null ? "" : note(desk.view, step, left));
  // Time to finish has run out: the step is closed now, although nothing came over the wire.
  const closed = Boolean(step) && step.state === "closing" && desk.live.now() >= step.closes_at;
  if (closed && desk.view.now < step.closes_at) desk.redraw();
}

function note(view, step, left) {
  if (step.state === "closing" && view.presence.writing) return t("grace.console", {}, view.presence.writing);
  return left <= 0 || step.state === "closing" ? t("timer.up") : "";
}

function leftOf(step, now) {
  return (step.state === "closing" ? step.closes_at : step.ends_at || now) - now;
}

// -- people --------------------------------------------------------------------------------------------------------------

function people(place, view) {
  patch(place, counts(view), {
    keyOf: (one) => one.key,
    stamp: (one) => one.n + "/" + one.of,
    make: () => el("div", {}, el("b", {}), el("span", {})),
    update: (node, one) => {
      node.className = one.key;
      text(node.firstChild, one.of === undefined ? String(one.n) : one.n + "\u202f/\u202f" + one.of);
      text(node.lastChild, t("console.count." + one.key, {}, one.n));
    },
  });
}

function counts(view) {
  const { presence, forum, step } = view;
  const list = [{ key: "here", n: forum.here }, { key: "connected", n: presence.connected }];
  if (presence.lost) list.push({ key: "lost", n: presence.lost });
  if (!step) return list;
  if (collects(step) === "ideas" && view.state(step) !== "closed") list.push({ key: "writing", n: presence.writing });
  if (isVote(step)) list.push({ key: "voted", n: step.voted, of: forum.here });
  else if (collects(step) === "ideas") list.push({ key: "done", n: step.done, of: forum.here });
  return list;
}

// -- undo and next -------------------------------------------------------------------------------------------------------

function buttons(desk, place) {
  const back = el("button", { class: "btn tall", type: "button", id: "undo", "aria-keyshortcuts": "Z", click: () => undo(desk) }, icon("undo"), t("common.undo"), el("kbd", {}, "Z"));
  const label = el("span", {});
  const main = el("button", { class: "btn main", type: "button", id: "next", "aria-keyshortcuts": "N", click: () => goOn(desk) }, label, icon("next"), el("kbd", {}, "N"));
  const question = el("div", { class: "grace", role: "group" });
  fresh(place, back, main, question);
  return {
    draw: (view) => {
      if (askedInVain(desk, view)) return ask(desk, false);
      const deed = mine(desk, view);
      back.disabled = !deed;
      back.title = deed ? t("done." + deed.command) : "";
      text(label, wordsOfNext(view));
      main.hidden = desk.ui.asking;
      main.className = workIsMain(view) ? "btn tall" : "btn main";
      drawQuestion(desk, question, view);
    },
  };
}

// One main action a view: while a result waits to be shown, or the forum would end, going on steps back.
function workIsMain(view) {
  const first = duty(view);
  if (first && first.what === "close") return false;
  const vote = view.step && voteHere(view);
  if (view.forum.state === "ended" || (view.step && !view.next)) return true;
  return Boolean(vote) && (vote.revealed ? covered(view, vote) > 0 : view.state(vote) === "closed");
}

function drawQuestion(desk, question, view) {
  question.hidden = !desk.ui.asking;
  if (!desk.ui.asking) return;
  const words = t("grace.console", {}, view.presence.writing);
  if (question.firstChild) return text(question.firstChild, words);
  fresh(
    question,
    el("p", {}, words),
    el("button", { class: "btn main", type: "button", click: () => goOn(desk, "wait") }, t("grace.console.wait")),
    el("button", { class: "btn tall", type: "button", click: () => goOn(desk, "now") }, t("grace.console.now")),
  );
}
