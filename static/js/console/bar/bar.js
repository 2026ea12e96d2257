// The bar at the top: forum, step, clock, people present, and on the right the buttons of go.js. Nothing in it changes
// its place.

import { graceKey } from "../../screen/timer.js";
import { earlyStep, isVote, isWriting, wordsOf } from "../../vote/agenda.js";
import { turnout } from "../../vote/turnout.js";
import { el } from "../../dom/el.js";
import { MINUTE_MS, countdown } from "../../text/format.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { goButtons } from "./go.js";
import { nameOf } from "../parts/step_names.js";
import { patch, text } from "../parts/keyed_list.js";

// Letters from which on a word of the step's name gets places to break: with large letters little stands on a line.
const NARROW = 9;

/** Mounts the bar. */
export function mountBar(desk) {
  const places = find([
    "rehearsal",
    "forum-title",
    "step-title",
    "clock",
    "timer",
    "timer-note",
    "more-time",
    "people",
    "go",
  ]);
  const go = goButtons(desk, places.go);
  places["more-time"].addEventListener("click", () => moreTime(desk));
  return {
    draw: (view) => {
      places.rehearsal.hidden = !view.forum.rehearsal;
      text(places["forum-title"], desk.pick(view.forum.title));
      text(places["step-title"], soften(title(view), NARROW));
      people(places.people, view);
      go.draw(view);
      clock(desk, places);
    },
    tick: () => {
      if (!desk.view) return;
      // No frame says that early entry begins or ends: it does so by the clock.
      if (earlyStep(desk.view.forum, desk.view.steps, desk.live.now()) !== desk.view.early) desk.redraw();
      clock(desk, places);
      go.tick();
    },
  };
}

/** Gives the current step one minute more. */
export function moreTime(desk) {
  const step = desk.view && desk.view.step;
  if (step)
    desk
      .act("activity.time", { activity: step.id, seconds: 60 })
      .then((answer) => answer.ok && desk.say(t("timer.more", {}, 1)));
}

function find(ids) {
  return Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));
}

function title(view) {
  if (view.forum.state === "ended") return t("console.ended");
  if (view.early) return t("console.early_now", { n: view.early.position });
  if (!view.step) return t(view.forum.state === "live" ? "console.self.lobby" : "console.not_started");
  return view.at + 1 + "/" + view.steps.length + " " + nameOf(view.step);
}

// -- the clock --------------------------------------------------------------------------------------------------------

function clock(desk, places) {
  const step = desk.view.step;
  const runs = Boolean(step) && desk.view.forum.state !== "ended";
  const left = runs && (step.ends_at || step.closes_at) ? leftOf(step, desk.live.now()) : null;
  // The step was closed before its time: a running clock would say that people can still write.
  places.clock.hidden = !runs || (left > 0 && desk.view.state(step) === "closed");
  text(places.timer, left === null ? "" : left <= 0 ? "0:00" : countdown(left / 1000));
  places.timer.classList.toggle("last", left !== null && left < MINUTE_MS);
  text(places["timer-note"], left === null ? "" : note(desk.view, step, left));
  // The grace has passed: the step is closed now, although no frame has said so.
  const closed = Boolean(step) && step.state === "closing" && desk.live.now() >= step.closes_at;
  if (closed && desk.view.now < step.closes_at) desk.redraw();
}

/** The words below the clock: what the time that is left is for, once that is no longer the planned time. */
export function note(view, step, left) {
  if (left <= 0) return t("timer.up");
  if (step.state !== "closing") return "";
  return view.presence.writing ? t("grace.console", {}, view.presence.writing) : t(graceKey(step));
}

function leftOf(step, now) {
  return (step.state === "closing" ? step.closes_at : step.ends_at || now) - now;
}

// -- people -----------------------------------------------------------------------------------------------------------

function people(place, view) {
  patch(place, counts(view), {
    keyOf: (one) => one.key,
    stamp: (one) => one.n + "/" + one.of + one.words,
    make: () => el("div", {}, el("b", {}), el("span", {})),
    update: (node, one) => {
      node.className = one.key;
      text(node.firstChild, one.of === undefined ? String(one.n) : one.n + "\u202f/\u202f" + one.of);
      text(node.lastChild, t("console.count." + one.key + (one.words || ""), {}, one.n));
    },
  });
}

/** What the bar counts of people: [{key, n, of, words}], `of` where it is out of so many. */
export function counts(view) {
  const { presence, forum, step } = view;
  const list = [
    { key: "here", n: forum.here },
    { key: "connected", n: presence.connected },
  ];
  if (presence.lost) list.push({ key: "lost", n: presence.lost });
  if (!step && view.early) list.push({ key: "ideas", n: view.early.count });
  if (!step) return list;
  if (isWriting(step) && view.state(step) !== "closed") list.push({ key: "writing", n: presence.writing });
  if (isVote(step)) {
    const { n, total } = turnout(forum, step);
    list.push({ key: "voted", words: wordsOf(step), n, of: total });
  } else if (isWriting(step)) list.push(written(view));
  return list;
}

// How far people are who write: how many said that they are done, or how many ideas came in where nobody says so.
function written(view) {
  const { step, forum } = view;
  return step.done ? { key: "done", n: step.done, of: forum.here } : { key: "ideas", n: step.count };
}
