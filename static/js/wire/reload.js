// A page that is older than the server, or no longer let in, loads itself anew, but not again and again. Phone-safe.

const AFTER = 30000;

/** Reloads, unless that was done for the same reason a moment ago. `why`: "reloaded" (too old) or "out". */
export function reloadOnce(why) {
  const last = Number(sessionStorage.getItem(why) || 0);
  if (Date.now() - last < AFTER) return;
  sessionStorage.setItem(why, String(Date.now()));
  location.reload();
}
