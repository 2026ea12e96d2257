// The line below the field while somebody writes: one idea that may already say the same, which a tap supports instead.
// It is no step and keeps nothing: what was typed stays in the field, and where the server does not answer there is no
// line. Screen readers hear that it is there and what a tap did. Phone-safe.

import { el, replaceContent } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { langOf } from "../text/languages.js";
import { measure, tidy } from "../text/text.js";
import { t } from "../text/words.js";
import { LIMITS } from "../wire/contract.js";
import { isSupported, setSupport } from "./supports.js";

const LEAST_LETTERS = 12;
const PAUSE_MS = 1200;
const ANSWER_WITHIN_MS = 3000;

/**
 * The line for a field, which may hold words already: {node, update}. `ask(text)` resolves to ids of ideas, best first,
 * `settle(text)` is told the words instead of which an idea is supported, and `later` is setTimeout().
 */
export function similarLine(page, field, ask, settle, later) {
  const line = {
    page: page,
    field: field,
    settle: settle,
    found: [],
    skipped: {},
    supported: 0,
    asked: "",
    typed: 0,
    sign: "",
  };
  line.node = el("div", { class: "similar", hidden: true });
  field.addEventListener("input", function () {
    typed(line, ask, later);
  });
  if (measure(field.value)) typed(line, ask, later);
  return {
    node: line.node,
    update: function () {
      draw(line);
    },
  };
}

/** The question to the server: activity → (text → ids of ideas). */
export function askServer(page, activity) {
  return (text) =>
    fetch(page.boot.url + "/similar", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRF": page.boot.csrf },
      body: JSON.stringify({ activity: activity, text: text }),
    }).then((answer) => (answer.ok ? answer.json() : { ideas: [] }));
}

// Asks once the person pauses. An answer that comes late, or for other words than those in the field, is none.
function typed(line, ask, later) {
  const turn = (line.typed += 1);
  line.supported = 0;
  draw(line);
  later(function () {
    const text = tidy(line.field.value);
    const size = measure(text);
    if (turn !== line.typed || text === line.asked || size < LEAST_LETTERS || size > LIMITS.text) return;
    if (!line.page.live.online()) return;
    line.asked = text;
    const due = line.page.live.now() + ANSWER_WITHIN_MS;
    ask(text).then(
      function (answer) {
        if (turn !== line.typed || line.page.live.now() > due) return;
        line.found = answer.ideas;
        draw(line);
      },
      function () {}, // no line without an answer
    );
  }, PAUSE_MS);
}

// The store says what everyone may see at this moment: an idea that was hidden meanwhile is no longer in it.
function best(line) {
  const page = line.page;
  return line.found
    .map((id) => page.live.store.get("idea", id))
    .find(
      (idea) => idea && !line.skipped[idea.id] && !page.live.store.get("mine", idea.id) && !isSupported(page, idea.id),
    );
}

// What was found is about these words: once they were sent or taken away, or others stand in their place, it is
// forgotten.
function forget(line) {
  if (tidy(line.field.value).indexOf(line.asked.slice(0, LEAST_LETTERS)) === 0) return;
  line.found = [];
  line.supported = 0;
  line.asked = "";
}

function draw(line) {
  forget(line);
  const given = line.supported && isSupported(line.page, line.supported);
  const idea = given ? line.page.live.store.get("idea", line.supported) : best(line);
  const sign = idea ? [Boolean(given), idea.id, idea.text].join() : "";
  if (sign === line.sign) return;
  const held = line.node.contains(document.activeElement);
  line.sign = sign;
  line.node.hidden = !idea;
  replaceContent(line.node, ...(idea ? (given ? thanks(line, idea) : question(line, idea)) : []));
  line.field.setAttribute("aria-describedby", idea ? "hint problem similar" : "hint problem");
  if (idea && !given) line.page.say([t("phone.similar.ask"), idea.number, idea.text].join(" "));
  // Not to another button: a second Enter would take back what the first one did.
  if (held) line.field.focus();
}

function question(line, idea) {
  const words = el(
    "div",
    { id: "similar" },
    el("p", { class: "quiet" }, t("phone.similar.ask")),
    el(
      "p",
      { dir: "auto" },
      el("bdi", { class: "no" }, String(idea.number)),
      " ",
      el("span", { lang: langOf(idea.text, idea.lang) }, soften(idea.text)),
    ),
  );
  const support = act(line, t("phone.similar.support"), "btn", function () {
    line.supported = idea.id;
    setSupport(line.page, idea.id, true);
    line.settle(line.field.value);
    return done(idea);
  });
  const skip = act(line, t("phone.similar.skip"), "link", function () {
    line.skipped[idea.id] = true;
    return best(line) ? "" : t("phone.similar.skipped");
  });
  return [words, pair(support, skip)];
}

function done(idea) {
  return t("phone.similar.done", { number: idea.number });
}

function thanks(line, idea) {
  return [
    el("p", { id: "similar" }, done(idea)),
    pair(
      act(line, t("common.undo"), "link", function () {
        line.supported = 0;
        setSupport(line.page, idea.id, false);
        line.settle("");
        return t("phone.similar.undone", { number: idea.number });
      }),
    ),
  ];
}

function pair(...buttons) {
  return el("div", { class: "line" }, ...buttons);
}

// `run` does it, and returns what is said of it, if the next question does not say it.
function act(line, words, look, run) {
  return el(
    "button",
    {
      type: "button",
      class: look,
      click: function () {
        const said = run();
        draw(line);
        if (said) line.page.say(said);
      },
    },
    words,
  );
}
