// The question after the end: are the results what we said, or is something missing? Once for each person, and
// changeable. What is typed is a draft on this phone until it has arrived. Phone-safe.

import { el, icon, replaceContent } from "../dom/el.js";
import { measure, tidy } from "../text/text.js";
import { t } from "../text/words.js";
import { isEmpty } from "../vote/result.js";
import { phaseOf } from "./own_ideas.js";
import { refusalText } from "./refusal.js";
import { forumOf, meOf, tallyOf } from "./view.js";

const VERB = "results.confirm";
const DRAFT = "missing";
const ON_ITS_WAY = { kept: "net.kept", open: "net.kept.open", slow: "refusal.too_fast" };

/** {node, update}. The node is hidden where nothing is to be asked. */
export function confirm(page) {
  const view = { page: page, shown: undefined };
  view.text = el("textarea", { id: "missing", rows: 2, dir: "auto", input: typing(view) });
  view.text.value = wordsHere(page);
  view.yes = button(view, true);
  view.no = button(view, false);
  view.problem = el("p", { class: "refusal", role: "alert" });
  view.said = el("p", { class: "said", role: "status" });
  view.node = el(
    "section",
    { class: "confirm" },
    el("h2", {}, t("confirm.ask")),
    view.yes,
    el("label", { for: "missing" }, t("confirm.what")),
    view.text,
    view.problem,
    view.no,
    view.said,
    el("p", { class: "quiet" }, t("confirm.who")),
  );
  update(view);
  return {
    node: view.node,
    update: function () {
      update(view);
    },
  };
}

// The words in the field: those that were typed and not sent, in the field of the page that is there or before a
// reload; else those that were sent last.
function wordsHere(page) {
  const field = document.getElementById("missing");
  if (field && field.value && field.value !== meOf(page).missing) page.drafts.set(DRAFT, field.value);
  return page.drafts.get(DRAFT) || meOf(page).missing || "";
}

// A refusal has been read once its author types.
function typing(view) {
  return function () {
    const last = lastOf(view.page);
    view.page.drafts.set(DRAFT, view.text.value);
    if (last && last.state === "refused") view.page.outbox.drop(last.key);
    update(view);
  };
}

// With the first answer, words in the field are not sent: they stay there.
function button(view, complete) {
  return el("button", {
    class: "btn wide",
    type: "button",
    click: function () {
      const page = view.page;
      const words = view.text.value;
      page.drafts.set(DRAFT, words);
      const body = { complete: complete, missing: complete ? "" : words };
      page.outbox.add({ verb: VERB, slot: "confirm", known: page.live.store.version("me"), body: body });
      page.draw();
    },
  });
}

// The answers of this page that the store does not show yet, the newest last.
function answers(page) {
  return page.outbox
    .arrived()
    .concat(page.outbox.items())
    .filter((item) => item.verb === VERB);
}

function lastOf(page) {
  return answers(page).pop();
}

// What this person says, {complete, missing}, sent or not; `complete` is null before they have answered.
function answerOf(page) {
  return answers(page).reduce((now, item) => (item.state === "refused" ? now : item.body), meOf(page));
}

// Whether the question is on the page: of results that its reader sees here or can read elsewhere. The twin of `asks`
// in workshop/pages/phone/view_model.py.
function asks(page) {
  const seen = page.live.store.all("tally").some((one) => !isEmpty(tallyOf(page)(one.id)));
  return Boolean(seen || forumOf(page).published || typeof answerOf(page).complete === "boolean");
}

function update(view) {
  const page = view.page;
  const answer = answerOf(page);
  const last = lastOf(page);
  const refused = last && last.state === "refused";
  view.node.hidden = !asks(page);
  if (answer.complete !== view.shown) {
    view.shown = answer.complete;
    paint(view.yes, "confirm.complete", answer.complete === true);
    paint(view.no, "confirm.missing", answer.complete === false);
  }
  say(view.problem, refused ? refusalText(last.code, last.facts) : "");
  say(view.said, refused ? "" : stateOf(view, answer));
  if (answer.complete === false && isStored(page)) page.drafts.set(DRAFT, "");
}

// Whether the draft has arrived.
function isStored(page) {
  const draft = page.drafts.get(DRAFT);
  return Boolean(draft) && tidy(draft) === meOf(page).missing;
}

// Whether the answer is safe. It is said anew for each answer: while one is on its way, other words stand here.
function stateOf(view, answer) {
  if (typeof answer.complete !== "boolean") return "";
  const last = view.page.outbox.items().find((item) => item.verb === VERB);
  if (last) return t(ON_ITS_WAY[phaseOf(view.page, last)] || "net.saving");
  const here = view.text.value;
  return t(measure(here) && tidy(here) !== tidy(answer.missing || "") ? "confirm.kept" : "confirm.thanks");
}

// Screen readers announce each change.
function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function paint(node, key, chosen) {
  node.setAttribute("aria-pressed", String(chosen));
  replaceContent(node, chosen && icon("check"), el("span", {}, t(key)));
}
