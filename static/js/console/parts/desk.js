// The desk: the context that all parts of the console share. It sends commands, shows messages, schedules drawing and
// holds the state of this page.

import { watchPresses } from "../../dom/press.js";
import { isOther, pick } from "../../text/languages.js";
import { t } from "../../text/words.js";
import { connectedLately, openings, read } from "./facts.js";
import { LEADING } from "./leading_verbs.js";
import { asksToResume } from "./resuming.js";
import { sentCommands } from "./sent_commands.js";
import { makeStatus } from "./status_line.js";
import { unseenCommands } from "./unseen_commands.js";

/**
 * Makes the desk. `ui` is the state of this page: selected cards, open panels, drafts. `kinds` is the page's table of
 * the kinds of activities.
 */
export function makeDesk(boot, live, kinds) {
  const desk = {
    boot,
    live,
    kinds,
    parts: [],
    view: null,
    ui: newState(),
    sent: sentCommands(),
    unseen: unseenCommands(),
    status: makeStatus(document.getElementById("status")),
  };
  desk.send = (verb, body) => act(desk, verb, body);
  // desk.askToResume is the bar's (go.js).
  desk.act = async (verb, body) =>
    asksToResume(desk.view, verb, body) ? desk.askToResume(verb, body) : desk.send(verb, body);
  desk.pick = (texts) => pick(texts, boot.lang).text;
  desk.question = (texts) => noted(pick(texts, boot.lang), boot.lang);
  desk.say = (text, tone) => desk.status.say(text, tone);
  desk.hush = () => desk.status.hush();
  desk.redraw = once(() => draw(desk));
  desk.drawNow = () => draw(desk);
  desk.start = () => start(desk);
  return desk;
}

// The state of this page: nothing is chosen, asked or open. `answered`: what a facilitator has gone on with (bar).
function newState() {
  return {
    chosen: new Set(),
    moving: new Map(),
    asking: "",
    answered: new Set(),
    leaving: null,
    filter: "all",
    find: "",
    guesses: false,
    panel: "",
    next: null,
  };
}

// A text with the language that it is in, where it is not the reader's.
function noted(found, lang) {
  return isOther(found, lang) ? found.text + " " + t("text.in." + found.lang) : found.text;
}

function start(desk) {
  const { live } = desk;
  live.on("change", () => desk.redraw());
  live.on("connection", (online) => desk.status.online(online));
  live.on("out", () => signedOut(desk));
  desk.status.online(live.online());
  setInterval(() => desk.parts.forEach((part) => part.tick && part.tick()), 250);
}

// Draws at most once in an animation frame, whatever the number of changes, and not between the press of a button and
// its click.
function once(draw) {
  const isPressed = watchPresses(document);
  let asked = false;
  const frame = () => {
    if (isPressed()) return requestAnimationFrame(frame);
    asked = false;
    return draw();
  };
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(frame);
  };
}

function draw(desk) {
  const view = read(desk.live.store, desk.boot.forum, desk.live.now());
  if (!view) return;
  desk.status.ready();
  const before = desk.view;
  view.openings = openings(before, view);
  view.opened = (view.step && view.openings.get(view.step.id)) || 0;
  view.lately = connectedLately(before, view);
  dropStale(desk.ui, view);
  desk.view = view;
  desk.parts.forEach((part) => part.draw(view, before));
  const newest = view.forum.undo[desk.boot.me];
  desk.unseen.look(newest ? newest.n : 0);
}

// Drops what frames have overtaken: an optimistic move that the server has confirmed, and selected cards that are gone.
function dropStale(ui, view) {
  ui.moving.forEach((cluster, id) => {
    const idea = view.idea(id);
    if (!idea || idea.cluster === cluster) ui.moving.delete(id);
  });
  ui.chosen.forEach((id) => {
    if (!view.idea(id)) ui.chosen.delete(id);
  });
}

async function act(desk, verb, body) {
  if (desk.out) return { ok: false, code: "signed_out", facts: {} };
  const answered = both(desk.sent.begin(verb), desk.unseen.begin(verb));
  desk.status.begin();
  const answer = await desk.live.send(verb, { ...body, ...seenFor(desk, verb) });
  take(desk, answer, answered);
  desk.status.end(answer);
  if (answer.later) answer.later.then((said) => takeLate(desk, said, answered));
  desk.redraw();
  return answer;
}

function both(one, other) {
  return (answer) => (one(answer), other(answer));
}

function take(desk, answer, answered) {
  answered(answer);
  if (answer.code === "signed_out") signedOut(desk);
}

// Whoever pressed was told that the server had not answered. What it says after that would be heard by nobody.
function takeLate(desk, answer, answered) {
  take(desk, answer, answered);
  desk.status.late(answer);
}

// What a command that leads the hall says of the picture that it was pressed on: one that arrives late, after a
// colleague has led on, is refused. A server of an earlier release does not ask.
function seenFor(desk, verb) {
  const led = desk.view && desk.view.forum.led;
  return LEADING.includes(verb) && Number.isInteger(led) ? { seen: led } : {};
}

function signedOut(desk) {
  if (desk.out) return;
  desk.out = true;
  document.body.classList.add("out");
  // A co-facilitator who came by a link has no account to sign in with.
  const account = document.getElementById("to-office");
  desk.status.out(account && "/office/sign-in?next=" + encodeURIComponent(location.pathname));
}
