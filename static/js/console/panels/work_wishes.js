// What a shortcut asks the work of the present step to do, as an event "wish" that the work hears.

import { t } from "../../text/words.js";

/**
 * Asks for it. With a desk the wish is about one idea: outside the board, which knows its selection, an idea must have
 * the focus.
 */
export function wish(what, desk) {
  const active = document.activeElement;
  const held = active && active.closest("[data-id]");
  const board = desk && desk.view.step && desk.view.step.shows === "themes";
  if (desk && !held && !board) return desk.say(t("console.choose_first"), "hint");
  const at = held || document.querySelector("#work > :first-child") || document.getElementById("work");
  at.dispatchEvent(new CustomEvent("wish", { bubbles: true, detail: what }));
}

// Keys of buttons of the board that mean no single card, so that they need none with the focus. The help has them among
// the keys of the board.
const ON_BOARD = { 0: "take-read", 9: "guesses", 8: "name-themes" };

/** Presses the button of the board that a key means, unless the focus is outside the work; returns whether it has. */
export function pressesOnBoard(event) {
  const { key, target, repeat } = event;
  const button = ON_BOARD[key] && document.getElementById(ON_BOARD[key]);
  if (!button || repeat || !(target === document.body || target.closest("#work"))) return false;
  // The field that the press opens must not get the key as a letter.
  event.preventDefault();
  button.click();
  return true;
}

/** Asks the work to close what was opened last; returns whether there was something. */
export function closesWork() {
  const at = document.querySelector("#work > :first-child");
  const event = new CustomEvent("wish", { bubbles: true, cancelable: true, detail: "close" });
  return Boolean(at) && !at.dispatchEvent(event);
}
