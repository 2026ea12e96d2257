// The question about more hands than people. Hands of people without a phone count too, so the console asks, and the
// server takes any number.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { announce } from "../parts/announcer.js";
import { button } from "../parts/button.js";

// Step → the largest number that was said to be right: the next one up to it is not asked about.
const accepted = new Map();

/** Whether so many hands in a step need a second look, when `here` people are present (0: nobody knows). */
export function isDoubtful(step, count, here) {
  return here > 0 && count > here && count > (accepted.get(step) || 0);
}

/** Remembers that so many hands in a step are right. */
export function accept(step, count) {
  accepted.set(step, count);
}

/** Asks in the row of `input` whether its number is right; `enter` saves it. */
export function askWhetherRight(input, { step, count, here }, enter) {
  removeQuestion(input);
  const words = t("console.hands.many", { n: count, here });
  const right = () => {
    accept(step, count);
    removeQuestion(input);
    enter();
  };
  const fix = button(t("console.hands.fix"), () => correct(input));
  const node = el(
    "div",
    { class: "doubt", role: "group", "aria-label": words },
    el("p", { class: "warn" }, words),
    fix,
    button(t("console.hands.right", { n: count }), right),
  );
  input.closest("li").append(node);
  announce(words);
  // The key that left the field has moved the focus by then.
  setTimeout(() => node.isConnected && fix.focus());
}

/** Takes the question of a row away. */
export function removeQuestion(input) {
  const asked = input.closest("li").querySelector(".doubt");
  if (asked) asked.remove();
}

function correct(input) {
  removeQuestion(input);
  input.focus();
  input.select();
}
