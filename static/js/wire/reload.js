// Reloads a page that is older than the server or no longer admitted, without ever reloading in a loop. Phone-safe.

const AGAIN_AFTER_MS = 30000;

/** Reloads unless the page did so for the same reason in the last 30 seconds. `why`: "reloaded" (too old) or "out". */
export function reloadOnce(why) {
  const last = Number(sessionStorage.getItem(why) || 0);
  if (Date.now() - last < AGAIN_AFTER_MS) return;
  sessionStorage.setItem(why, String(Date.now()));
  location.reload();
}

/** Whether the page knows a step's kind. One that is older than the server may not: it is loaded again. */
export function knows(kinds, step) {
  if (kinds[step.kind]) return true;
  reloadOnce("reloaded");
  return false;
}
