// Taking back and doing again: the same for every command, and said in words.

import { t } from "../words.js";

/** Take back the last thing done from any console of this forum. */
export function undo(desk) {
  return again(desk, "undo", "console.undone");
}

/** Do again what was last taken back. */
export function redo(desk) {
  return again(desk, "redo", "console.redone");
}

/** What undo would take back, in words; empty when there is nothing. */
export function wordsOfUndo(desk, view) {
  return view.forum.can_undo ? t("common.undo") + ": " + t("done." + view.forum.can_undo) : "";
}

async function again(desk, verb, key) {
  const answer = await desk.act(verb, {});
  if (answer.ok) desk.say(t(key, { action: t("done." + (answer.made.command || verb)) }));
}
