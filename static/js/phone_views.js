// Which function makes the view of each step on the phone, and of the time before, between and after them. Phone-safe.

import { VIEWS } from "./kinds.phone.js";
import { choose } from "./phone/choose.js";
import { before } from "./phone/plain_views.js";
import { reloadOnce } from "./wire/reload.js";

const BETWEEN = { before: before, choose: choose };

/**
 * The function (page, step) → view of a mode, or null until the page's second script is there, which is loaded now. A
 * page that is older than the server may not know a kind: it is loaded again.
 */
export function makerOf(page, mode) {
  if (BETWEEN[mode]) return BETWEEN[mode];
  if (VIEWS[mode]) return VIEWS[mode];
  const second = page.second(true);
  if (!second) return null;
  if (mode === "ended") return second.ended;
  if (second.VIEWS[mode]) return second.VIEWS[mode];
  reloadOnce("reloaded");
  return before;
}
