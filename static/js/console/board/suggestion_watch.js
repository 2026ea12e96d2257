// Asks the server for suggestions while the board is there, and tells screen readers when there are new ones.

import { t } from "../../text/words.js";
import { announce } from "../parts/announcer.js";
import { keyOfTheme } from "./likely_themes.js";
import { founded, keyOfPair } from "./suggestions.js";

const AGAIN = 2000;
// Suggestions of people come one by one; each of them said would leave no quiet moment. In ms.
const QUIET = 30000;
const NOTHING = { back_end: "", busy: true, duplicates: [], themes: [], names: [], idea_names: [] };

/**
 * Asks the server until leave() is called: {found, answered, told, toldAt, leave}. `answered` holds
 * rows that a person has answered; how many rows were told, and when (epoch ms).
 */
export function watchSuggestions(board) {
  const watch = { found: NOTHING, answered: new Set(), told: 0, toldAt: 0, leave: () => clearInterval(timer) };
  const look = async () => {
    if (document.hidden || board.desk.out) return;
    const found = await ask(board.desk.boot.ref).catch(() => null);
    if (found) take(board, watch, found);
  };
  const timer = setInterval(look, AGAIN);
  look();
  return watch;
}

// The browser sends the entity tag of what it has, so that mostly nothing is sent back.
async function ask(ref) {
  const response = await fetch("/console/" + ref + "/suggestions", { credentials: "same-origin" });
  return response.ok ? response.json() : null;
}

function take(board, watch, found) {
  watch.found = found;
  const keys = new Set(found.duplicates.map(keyOfPair).concat(found.themes.map(keyOfTheme)));
  if (!found.busy) watch.answered.forEach((key) => keys.has(key) || watch.answered.delete(key));
  board.desk.redraw();
}

/** Says after drawing how many well-founded suggestions there are, when there are more of them than before. */
export function tellArrived(board) {
  const { desk, suggestions, view } = board;
  if (desk.ui.find.trim()) return;
  const n = founded(board);
  if (n > suggestions.told && view.now - suggestions.toldAt < QUIET) return;
  if (n > suggestions.told) {
    announce(t("console.suggest.arrived", {}, n));
    suggestions.toldAt = view.now;
  }
  suggestions.told = n;
}
