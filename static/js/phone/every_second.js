// The page's beat: once a second, and while a clock runs just after each second in which it changes. Phone-safe.

import { forumOf, secondsOf, shownStep } from "./view.js";

const SECOND_MS = 1000;
// A timer may be early by its resolution; the clock must have changed when it fires.
const LATER_MS = 20;

/** Calls `tick` once a second, from now on. The next call is planned first: one that fails must not be the last. */
export function everySecond(page, tick) {
  setTimeout(everySecond, untilNext(page), page, tick);
  tick();
}

function untilNext(page) {
  const step = page.ready && forumOf(page) ? shownStep(page) : null;
  const left = step ? secondsOf(page, step) : null;
  return left ? ((left * SECOND_MS) % SECOND_MS) + LATER_MS : SECOND_MS;
}
