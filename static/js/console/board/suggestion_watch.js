// Asks the server for suggestions while the board is there, and tells screen readers when there are new ones. Once a
// card has been placed it asks more often, because the next card is read within two seconds.

import { t } from "../../text/words.js";
import { announce } from "../parts/announcer.js";
import { keyOfTheme } from "./likely_themes.js";
import { founded, keyOfPair } from "./suggestions.js";
import { keepRead } from "./take_read.js";

// How often it asks, at rest and after a change, and for how long after it.
const AT_REST_MS = 2000;
const AFTER_CHANGE_MS = 400;
const CHANGE_COUNTS_MS = 4000;
// Suggestions of people come one by one; each of them said would leave no quiet moment.
const QUIET_MS = 30000;
const NOTHING = { back_end: "", busy: true, duplicates: [], themes: [], names: [], idea_names: [] };

/**
 * Asks the server until leave() is called: {found, answered, told, toldAt, soon, leave}. `answered` holds
 * rows that a person has answered; how many rows were told, and when (epoch ms). soon() after a change of what
 * suggestions rest on.
 */
export function watchSuggestions(board) {
  const watch = { found: NOTHING, body: "", answered: new Set(), told: 0, toldAt: 0 };
  let [turns, often, asking] = [0, 0, false];
  const look = async () => {
    if (document.hidden || board.desk.out || asking) return;
    asking = true;
    const body = await ask(board.desk.boot.ref).catch(() => "");
    asking = false;
    if (body) take(board, watch, body);
  };
  const turn = () => {
    turns += 1;
    if (often > 0 || turns % (AT_REST_MS / AFTER_CHANGE_MS) === 0) look();
    often -= 1;
  };
  const timer = setInterval(turn, AFTER_CHANGE_MS);
  watch.soon = () => void (often = CHANGE_COUNTS_MS / AFTER_CHANGE_MS);
  watch.leave = () => clearInterval(timer);
  look();
  return watch;
}

// The browser sends the entity tag of what it has, so that mostly nothing is sent back.
async function ask(ref) {
  const response = await fetch("/console/" + ref + "/suggestions", { credentials: "same-origin" });
  return response.ok ? response.text() : "";
}

// Mostly nothing has changed, and a board of hundreds of cards is not drawn for that.
function take(board, watch, body) {
  const isNew = body !== watch.body;
  if (isNew && board.reading) keepRead(board, Date.now());
  if (isNew) Object.assign(watch, { body, found: JSON.parse(body) });
  if (forgetAnswered(watch) || isNew) board.desk.redraw();
}

// Rows that the server suggests no more need not be remembered; whether there were any.
function forgetAnswered({ found, answered }) {
  if (found.busy || !answered.size) return false;
  const keys = new Set(found.duplicates.map(keyOfPair).concat(found.themes.map(keyOfTheme)));
  const gone = [...answered].filter((key) => !keys.has(key));
  gone.forEach((key) => answered.delete(key));
  return gone.length > 0;
}

/** After drawing: asks soon where themes, their names or what is placed in them have changed. */
export function followPlaced(board) {
  const placed = board.columns.map((one) => (one.id === null ? "" : one.id + one.title + "/" + one.total)).join();
  if (board.placed !== placed) board.suggestions.soon();
  board.placed = placed;
}

/** Says after drawing how many well-founded suggestions there are, when there are more of them than before. */
export function tellArrived(board) {
  const { desk, suggestions, view } = board;
  if (desk.ui.find.trim()) return;
  const n = founded(board);
  if (n > suggestions.told && view.now - suggestions.toldAt < QUIET_MS) return;
  if (n > suggestions.told) {
    announce(t("console.suggest.arrived", {}, n));
    suggestions.toldAt = view.now;
  }
  suggestions.told = n;
}
