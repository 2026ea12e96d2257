// Keyboard shortcuts. None while a person types or holds Ctrl, Alt or Command, and none after they were turned off.

import { isPrivate, wordsOf } from "../../vote/agenda.js";
import { t } from "../../text/words.js";
import { leaveAgenda } from "../agenda/agenda.js";
import { moreTime } from "../bar/bar.js";
import { togglePanel } from "../parts/panel.js";
import { reveal } from "../work/reveal.js";
import { isShut, closeDrawer } from "../parts/drawer.js";
import { voteHere } from "../parts/facts.js";
import { ask, goBack, goOn, stay, toggleStep } from "../bar/main_action.js";
import { toQueue } from "../needs/queue.js";
import { remembered } from "../parts/browser_memory.js";
import { flip } from "../parts/screen_commands.js";
import { clearSearch, focusSearch } from "../parts/search.js";
import { forget, holdsAll, isTaken, skipLetter, skipText, waits } from "../parts/next_keys.js";
import { inBurst, typed } from "../parts/typing_burst.js";
import { doAgain, takeBack } from "../bar/undo_question.js";
import { backward, forward } from "../bar/remote.js";
import { tellsSeveral, turnResult } from "../bar/turn_result.js";
import { isSpaceOnNext, uncover } from "../bar/uncover.js";
import { closesWork, pressesOnBoard, wish } from "./work_wishes.js";

const settings = remembered("settings");
const OFF = "keys-off";

/**
 * The shortcuts in the order of the help, each with the key of its text and the function it runs. `then` is for those
 * whose next keys are no commands: the selector of what takes a letter, or "text". `when(view)` says where a key is a
 * shortcut, if not everywhere.
 */
export const KEYS = [
  { key: "n", words: "console.forward", run: (desk) => goOn(desk) },
  { key: "N", shown: "⇧ N", words: "console.backward", run: goBack },
  { key: "x", words: "console.key.close", run: toggleStep },
  { key: "r", words: "console.key.reveal", run: show },
  { key: " ", shown: "␣", words: "console.next_place", run: uncover },
  {
    key: "ArrowRight",
    shown: "→",
    words: "console.key.result",
    when: tellsSeveral,
    run: (desk) => turnResult(desk, 1),
  },
  {
    key: "ArrowLeft",
    shown: "←",
    words: "console.key.result_back",
    when: tellsSeveral,
    run: (desk) => turnResult(desk, -1),
  },
  { key: "p", words: "console.plus_minute", run: moreTime },
  { key: "z", words: "common.undo", run: takeBack },
  { key: "Z", shown: "⇧ Z", words: "common.redo", run: doAgain },
  { key: "q", words: "console.key.queue", run: toQueue },
  { key: "h", words: "console.key.hide", run: (desk) => wish("hide", desk) },
  { key: "v", words: "console.key.leave_out", run: (desk) => wish("leave_out", desk) },
  { key: "s", words: "console.key.spot", run: (desk) => wish("spot", desk) },
  { key: "i", words: "console.helper", run: () => press("enter-idea"), then: "text" },
  { key: "l", words: "console.paper.title", run: toPaper, then: "text" },
  { key: "g", shown: "G A", words: "console.key.move", run: (desk) => wish("move", desk), then: ".pop" },
  { key: "m", words: "console.key.merge", run: (desk) => wish("merge", desk) },
  { key: "a", words: "console.key.choose_all", run: (desk) => wish("all", desk) },
  { key: "o", words: "console.key.theme", run: (desk) => wish("menu", desk) },
  { key: "t", words: "console.new_theme", run: () => wish("theme"), then: "text" },
  { key: "/", words: "console.find", run: focusSearch, then: "text" },
  { key: "f", words: "console.freeze", run: (desk) => flip(desk, "freeze") },
  { key: "b", also: ".", shown: "B .", words: "console.blank", run: (desk) => flip(desk, "blank") },
  { key: "c", words: "console.big_code", run: (desk) => flip(desk, "code") },
  { key: "e", words: "console.emergency", run: emergency },
  { key: "PageDown", shown: "PgDn", words: "console.key.remote", run: forward },
  { key: "PageUp", shown: "PgUp", words: "console.key.remote_back", run: backward },
  { key: "?", words: "console.keys", run: (desk) => togglePanel(desk, "keys") },
];

/** Listens to keys of the whole page. */
export function listen(desk) {
  document.body.classList.toggle("keyless", settings.has(OFF));
  document.addEventListener("keydown", (event) => onKey(desk, event));
  // Where the space bar uncovers, its release must not press the button of the next step.
  document.addEventListener("keyup", (event) => keysOn() && isSpaceOnNext(desk.view, event) && event.preventDefault());
  // Before the board and its cards hear it.
  document.addEventListener("keydown", (event) => take(desk, event), true);
  // Who takes the mouse instead means something else by now.
  document.addEventListener("pointerdown", () => holdsAll(desk.ui) && forget(desk.ui), true);
}

/** Whether shortcuts are on; an argument turns them on or off, remembered by this browser. */
export function keysOn(on) {
  if (on !== undefined) {
    if (on) settings.remove(OFF);
    else settings.add(OFF);
    document.body.classList.toggle("keyless", !on);
  }
  return !settings.has(OFF);
}

/** Whether a key is text in the focused element, or belongs to that control. */
export function types(target, key) {
  const tag = target.tagName;
  if (target.isContentEditable || tag === "TEXTAREA" || tag === "SELECT") return true;
  if (tag === "INPUT") return !["radio", "checkbox"].includes(target.type) || key === " " || key.startsWith("Arrow");
  return key === " " && (tag === "BUTTON" || tag === "A");
}

// A key that a shortcut still waits for is no command, wherever the focus is. In a field it is text, except while the
// answer to that field's Enter is awaited.
function take(desk, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if ([...event.key].length === 1 && !event.repeat) typed(desk.ui);
  if (desk.out || (types(event.target, "a") && !holdsAll(desk.ui))) return;
  if (!waits(desk.ui) || !(event.repeat || isTaken(desk.ui, event))) return;
  event.preventDefault();
  event.stopPropagation();
}

function onKey(desk, event) {
  if (byHabit(event) && desk.view && !types(event.target, "z")) {
    event.preventDefault();
    return event.shiftKey ? doAgain(desk) : takeBack(desk);
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || desk.out) return;
  if (event.key === "Escape") return escape(desk);
  if (!keysOn() || !desk.view) return;
  if (isSpaceOnNext(desk.view, event)) event.preventDefault();
  else if (types(event.target, event.key)) return;
  if (pressesOnBoard(event)) return;
  const found = !scrolls(event) && KEYS.find((one) => one.key === keyOf(event) || one.also === event.key);
  if (!found || (found.when && !found.when(desk.view)) || (event.repeat && found.key !== "p")) return;
  event.preventDefault();
  found.run(desk);
  if (found.then) afterwards(desk.ui, found.then);
}

// What the shortcut asked for is not there: nothing was chosen, or this step has no such field.
function afterwards(ui, place) {
  const focused = document.activeElement;
  if (place !== "text") return focused && focused.closest(place) ? undefined : skipLetter(ui);
  if (!waits(ui) && !(focused && types(focused, "a"))) skipText(ui);
}

// Ctrl+Z and Command+Z undo, except in a field, where the browser uses them.
function byHabit(event) {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
}

// A presenter's remote sends Page Down and Page Up; inside a list these keys scroll it.
function scrolls(event) {
  return (
    event.key.startsWith("Page") && event.target.closest && event.target.closest(".scroll, .cards, .upper, .agenda")
  );
}

// Caps Lock must not act as Shift, which means another command.
function keyOf(event) {
  if (event.key.length !== 1 || !/[a-z]/i.test(event.key)) return event.key;
  return event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
}

function escape(desk) {
  if (desk.ui.asking) return ask(desk, "");
  if (desk.ui.leaving) return stay(desk);
  if (desk.ui.panel && !isShut()) return togglePanel(desk, desk.ui.panel);
  if (closeDrawer()) return;
  if (leaveAgenda()) return;
  if (closesWork()) return;
  clearSearch(desk);
}

function toPaper() {
  const line = document.getElementById("paper-line");
  if (line) line.focus();
}

function press(id) {
  const button = document.getElementById(id);
  if (button) button.click();
}

// An E in the middle of a word would darken the hall.
function emergency(desk) {
  if (inBurst(desk.ui)) desk.say(t("console.emergency.again"), "hint");
  else flip(desk, "emergency");
}

function show(desk) {
  const { view } = desk;
  if (!view.step) return;
  if (isPrivate(view.step)) return reveal(desk, view.step);
  const vote = voteHere(view);
  if (!vote || vote.revealed) return desk.say(t(vote ? "console.already_shown" : "console.nothing_to_reveal"), "hint");
  if (view.state(vote) === "closed") return reveal(desk, vote);
  desk.say(t("console.vote_not_over" + wordsOf(vote)), "hint");
}
