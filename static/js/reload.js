// A page that is older than the server loads itself anew, but not again and again. Phone-safe.

/** Reloads, unless that was done a moment ago. */
export function reloadOnce() {
  const last = Number(sessionStorage.getItem("reloaded") || 0);
  if (Date.now() - last < 30000) return;
  sessionStorage.setItem("reloaded", String(Date.now()));
  location.reload();
}
