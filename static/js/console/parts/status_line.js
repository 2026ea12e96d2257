// The status line of the console: saving, saved, disconnected, or refused and why. It always stands in one place, and
// screen readers announce it.

import { el, replaceContent, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";

const PENDING_AFTER_MS = 600;
const NOTE_MS = 8000;
const LONG_NOTE_MS = 15000;
const OPENING_MS = 5000;

/**
 * The line in `node`: say() shows a sentence for a while (tone "refused", "hint" for what must be done first, or none);
 * hush() ends a hint; begin() and end() count commands that are being sent; late() takes the answer to one that had
 * ended without any.
 */
export function makeStatus(node) {
  const line = {
    node,
    pending: 0,
    unanswered: 0,
    online: true,
    met: false,
    ready: false,
    note: null,
    shown: "",
    late: 0,
    over: 0,
    earlier: null,
  };
  // A page that is just opening has lost nothing; one that finds no server says so.
  line.opening = setTimeout(() => {
    line.opening = 0;
    show(line);
  }, OPENING_MS);
  show(line);
  return {
    begin: () => begin(line),
    end: (answer) => end(line, answer),
    late: (answer) => late(line, answer),
    say: (text, tone) => say(line, text, tone),
    hush: () => hush(line),
    online: (online) => connection(line, online),
    out: (link) => out(line, link),
    ready: () => ready(line),
  };
}

/** The sentence for a refusal. */
export function refusalText(answer) {
  if (answer.code === "offline") return t("console.offline");
  const facts = answer.facts || {};
  return t("refusal." + answer.code, facts, Number.isInteger(facts.n) ? facts.n : undefined);
}

// Before the first snapshot it is not known what is saved.
function ready(line) {
  if (line.ready) return;
  line.ready = true;
  show(line);
}

function begin(line) {
  line.earlier = line.note;
  line.pending += 1;
  line.late = line.late || setTimeout(() => show(line), PENDING_AFTER_MS);
}

function end(line, answer) {
  line.pending -= 1;
  if (!line.pending) {
    clearTimeout(line.late);
    line.late = 0;
  }
  // What was said of an action before this one would be taken for what this one did. A refusal stays to be read.
  if (answer.ok && line.note === line.earlier && line.note && line.note.tone !== "refused") line.note = null;
  if (answer.ok) return show(line);
  const isAnswered = answer.code !== "offline";
  if (!isAnswered) line.unanswered += 1;
  refuse(line, isAnswered || !line.online ? refusalText(answer) : t("console.unanswered"), isAnswered);
}

function refuse(line, text, isAnswered) {
  say(line, text, "refused", LONG_NOTE_MS);
  line.note.answered = isAnswered;
}

// What a connection that fails at last means, was said already: that there was no answer.
function late(line, answer) {
  if (answer.code === "offline") return;
  line.unanswered = Math.max(0, line.unanswered - 1);
  if (!answer.ok) return refuse(line, refusalText(answer), true);
  if (line.note && line.note.answered === false) line.note = null;
  show(line);
}

function say(line, text, tone, long) {
  line.note = { text, tone: tone || "" };
  clearTimeout(line.over);
  line.over = setTimeout(() => {
    line.note = null;
    show(line);
  }, long || NOTE_MS);
  show(line);
}

// A hint answers one press. Once another one has opened something, it would be taken for a word about that.
function hush(line) {
  if (!line.note || line.note.tone !== "hint") return;
  clearTimeout(line.over);
  line.note = null;
  show(line);
}

function connection(line, online) {
  if (!line.online && online && line.met) back(line);
  line.met = line.met || online;
  line.online = online;
  show(line);
}

// A refusal that came just before the connection was back stays to be read. What got no answer may be lost.
function back(line) {
  const isRefused = line.note && line.note.answered;
  const lost = line.unanswered;
  line.unanswered = 0;
  if (isRefused) return;
  if (lost) say(line, t("console.back.unanswered"), "hint", LONG_NOTE_MS);
  else if (!line.pending) say(line, t("console.back"));
}

function out(line, link) {
  line.node.className = "status refused";
  if (link)
    replaceContent(
      line.node,
      icon("lock"),
      el("span", {}, t("refusal.signed_out")),
      el("a", { href: link }, t("console.sign_in")),
    );
  else replaceContent(line.node, icon("lock"), el("span", {}, t("console.outside")));
  line.over = clearTimeout(line.over);
  line.shown = "out";
}

function show(line) {
  if (line.shown === "out") return;
  const [mark, text, tone] = now(line);
  if (line.shown === tone + text) return;
  line.shown = tone + text;
  line.node.className = "status " + tone;
  replaceContent(line.node, icon(mark), el("span", {}, text));
}

function now(line) {
  if (!line.ready && line.opening && !line.note) return ["clock", t("net.opening"), ""];
  if (!line.online) return ["offline", t("console.offline"), "kept"];
  if (line.note) return [line.note.tone ? "flag" : "check", line.note.text, line.note.tone];
  if (!line.ready) return ["clock", t("console.loading"), ""];
  if (line.pending && line.late) return ["clock", t("net.saving"), ""];
  return ["check", t("console.saved"), ""];
}
