// Taking back and doing again: the same for every command, and said in words.

import { t } from "../words.js";

/** What undo would take back: the newest of this facilitator's own deeds, or nothing. */
export function mine(desk, view) {
  return view.forum.undo[desk.boot.me] || null;
}

/** Take back the newest thing that this facilitator did. */
export function undo(desk) {
  return again(desk, "undo", "console.undone");
}

/** Do again what was last taken back. */
export function redo(desk) {
  return again(desk, "redo", "console.redone");
}

async function again(desk, verb, key) {
  const answer = await desk.act(verb, {});
  if (answer.ok) desk.say(t(key, { action: t("done." + (answer.made.command || verb)) }));
}
