// The view of an ideas step: the field with its draft, own ideas with their states, and everyone's ideas where the step
// is open. Phone-safe.

import { isPrivate } from "../../vote/agenda.js";
import { el, replaceContent } from "../../dom/el.js";
import { LIMITS } from "../../wire/contract.js";
import { countdown } from "../../text/format.js";
import { htmlLang } from "../../text/languages.js";
import { measure, tidy } from "../../text/text.js";
import { t } from "../../text/words.js";
import { SETTLED } from "../../phone/drafts.js";
import { blame, clear, sendByKeys } from "../../phone/field_refusal.js";
import { count } from "../../phone/idea_editor.js";
import { ownCards } from "../../phone/own_cards.js";
import { others } from "../../phone/other_cards.js";
import { forumOf, idleKey, isOpen, secondsOf, secondsToWait, stateOf } from "../../phone/view.js";
import { prompt } from "../../phone/prompt.js";

const GAP = 8;

/** The view of one ideas step: {nodes, footer, below, update}. */
export function view(page, step) {
  const view = { page: page, id: step.id, open: isOpen(page, step), grace: false, wait: 0 };
  view.note = el("p", { class: "note kept", hidden: true });
  view.own = ownCards(page, step, false);
  view.others = isPrivate(step) ? null : others(page, step);
  const top = view.open ? [writeForm(view, step)] : [].concat(prompt(page, step), [closedNote(page, step)]);
  return {
    nodes: top,
    footer: view.open ? view.footer : null,
    below: [view.own.node].concat(view.others ? [view.others.node] : []),
    update: function () {
      update(view);
    },
  };
}

function closedNote(page, step) {
  const led = stateOf(page, step) === "closed" ? "phone.closed.next" : "join.wait";
  return el("p", { class: "note" }, t(idleKey(page, led)));
}

function writeForm(view, step) {
  makeParts(view, step);
  view.field.addEventListener("input", function () {
    typed(view);
  });
  sendByKeys(view.field, view.button);
  count(view.field, view.left);
  const hint = t(isPrivate(step) ? "idea.private" : "idea.hint") + " " + t("idea.hint.names");
  const keys = el("span", { class: "hidden" }, " " + t("idea.hint.keys"));
  return el(
    "form",
    {
      id: "write",
      class: "write",
      submit: function (event) {
        event.preventDefault();
        send(view);
      },
    },
    ...prompt(view.page, step, "idea"),
    view.field,
    view.note,
    view.similar,
    view.problem,
    el("p", { id: "hint", class: "quiet" }, hint, keys),
  );
}

// The field with its draft, and what stands below it and in the footer.
function makeParts(view, step) {
  const page = view.page;
  view.field = el("textarea", {
    id: "idea",
    name: "text",
    dir: "auto",
    lang: htmlLang(page.boot.lang),
    "aria-describedby": "hint problem",
    autocomplete: "off",
  });
  view.similar = el("div", {});
  view.problem = el("p", { class: "refusal", id: "problem", role: "alert", hidden: true });
  view.left = el("span", { id: "left", class: "num quiet" });
  view.button = el("button", { class: "btn main", form: "write" }, t("idea.send"));
  view.footer = el(
    "div",
    { class: "send" },
    el("span", {}, el("span", { class: "hidden" }, t("phone.count") + " "), view.left),
    view.button,
  );
  view.field.value = page.drafts.get(step.id);
}

// Runs at every key: what else depends on the text follows at the page's next tick.
function typed(view) {
  view.page.drafts.set(view.id, view.field.value);
  view.page.typedAt = Date.now();
  view.page.said = null;
  clear(view.field, view.problem);
  count(view.field, view.left);
}

function send(view) {
  const text = tidy(view.field.value);
  const size = measure(text);
  const wait = secondsToWait(view.page);
  if (size === 0) return say(view, "empty", {});
  if (size > LIMITS.text) return say(view, "too_long", { n: size - LIMITS.text });
  // The note counts the seconds; a second number in a refusal would stand still beside it.
  if (wait > 0) return view.page.say(t("phone.slow", {}, wait));
  view.field.value = "";
  typed(view);
  view.page.finishing = 0;
  view.page.outbox.add({ verb: "idea.add", body: { activity: view.id, text: text } });
  return view.field.focus();
}

function say(view, code, facts) {
  blame(view.field, view.problem, code, facts);
  // A long text would push the reason under the footer.
  window.scrollBy(
    0,
    Math.max(0, view.problem.getBoundingClientRect().bottom + GAP - view.footer.parentNode.getBoundingClientRect().top),
  );
}

function update(view) {
  const step = view.page.live.store.get("activity", view.id);
  view.own.update();
  if (view.open) notes(view, step);
  if (view.open && view.others) similar(view);
  if (view.others) view.others.update();
}

// The line about a similar idea comes with the page's second script; until then there is none.
function similar(view) {
  const second = view.page.second(false);
  if (!view.line && second) {
    const ask = second.askServer(view.page, view.id);
    const settle = function (text) {
      view.page.drafts.set(SETTLED + view.id, text);
    };
    view.line = second.similarLine(view.page, view.field, ask, settle, setTimeout);
    view.similar.appendChild(view.line.node);
  }
  if (view.line) view.line.update();
}

// Why nothing can be sent now, for how long it still can, or when it can again. Countdowns are not announced; the
// status line says once that the time to finish runs, and the page that the next idea can be sent.
function notes(view, step) {
  const paused = forumOf(view.page).paused;
  const grace = stateOf(view.page, step) === "closing" ? countdown(secondsOf(view.page, step)) : "";
  const wait = secondsToWait(view.page);
  const words = paused
    ? t("phone.paused")
    : grace
      ? t("grace.phone", { countdown: grace })
      : wait
        ? t("phone.slow", {}, wait)
        : "";
  view.note.hidden = !words;
  if (view.note.textContent !== words) replaceContent(view.note, words ? el("span", {}, words) : null);
  if (grace && !view.grace) view.page.say(words);
  // A person who empties the field to begin again must not be moved on to the next step.
  if (grace && measure(view.field.value)) view.page.finishing = view.id;
  view.grace = Boolean(grace);
  if (view.wait && !wait) view.page.say(t("phone.slow.over"));
  view.wait = wait;
}
