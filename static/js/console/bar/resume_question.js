// The question before an ended forum goes on whose results page is published: the page leaves the web meanwhile.

import { ask } from "./main_action.js";

/**
 * Asks before a command lets an ended forum go on, whose published results would leave the web. Returns an answer that
 * is not ok: nothing has been sent yet.
 */
export function askToResume(desk, verb, body) {
  Object.assign(desk.ui, { askedCommand: [verb, body], wentAt: Date.now() });
  ask(desk, "resume");
  return { ok: false, code: "asked", facts: {} };
}

/** The answer yes before an ended forum goes on: sends what was asked about. */
export function resume(desk) {
  const { askedCommand } = desk.ui;
  ask(desk, "");
  return desk.send(...askedCommand);
}
