// The editor inside an own card: change the text, take the idea back, or close. Phone-safe.

import { el } from "../dom/el.js";
import { LIMITS } from "../wire/contract.js";
import { langOf } from "../text/languages.js";
import { measure, tidy } from "../text/text.js";
import { t } from "../text/words.js";
import { blame, clear, sendByKeys } from "./field_refusal.js";

/**
 * An open editor for a card. `actions`: typed(text) after each change, done(text) saves, away() takes the idea back,
 * close() changes nothing.
 */
export function editCard(card, actions) {
  const field = fieldOf(card);
  const left = el("span", { class: "num quiet" });
  const problem = el("p", { id: "problem-" + card.id, class: "refusal", role: "alert", hidden: true });
  const button = el("button", { class: "btn main wide", type: "submit" }, t("idea.edit.save"));
  field.value = actions.draft || card.text;
  count(field, left);
  field.addEventListener("input", function () {
    count(field, left);
    clear(field, problem);
    actions.typed(field.value);
  });
  sendByKeys(field, button);
  return el(
    "form",
    {
      class: "idea write",
      submit: function (event) {
        event.preventDefault();
        save(field, problem, actions);
      },
      keydown: function (event) {
        if (event.key === "Escape") actions.close();
      },
    },
    field,
    problem,
    left,
    button,
    waysOut(actions),
  );
}

function waysOut(actions) {
  return el(
    "div",
    { class: "line" },
    el("button", { class: "link", type: "button", click: actions.close }, t("common.back")),
    el("button", { class: "link", type: "button", click: actions.away }, t("idea.withdraw")),
  );
}

function fieldOf(card) {
  return el("textarea", {
    dir: "auto",
    lang: langOf(card.text, card.lang),
    "aria-describedby": "problem-" + card.id,
    "aria-label": card.number ? t("phone.edit.label", { number: card.number }) : t("phone.edit.text"),
  });
}

function save(field, problem, actions) {
  const size = measure(field.value);
  const code = size === 0 ? "empty" : size > LIMITS.text ? "too_long" : "";
  if (!code) {
    actions.done(tidy(field.value));
    return;
  }
  blame(field, problem, code, { n: size - LIMITS.text });
}

/** Shows the number of characters, in another colour over the limit. */
export function count(field, left) {
  const used = measure(field.value);
  left.textContent = used + "/" + LIMITS.text;
  left.classList.toggle("over", used > LIMITS.text);
}
