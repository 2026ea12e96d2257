// The HTTP fallback for commands while the socket is down. The idempotency key stays the same, so the server runs a
// command only once. Phone-safe.

const OFFLINE = { ok: false, code: "offline", facts: {} };

/**
 * Posts one command. Resolves to the server's answer, or to the refusal `offline` after `patience` milliseconds; never
 * rejects. An `offline` for lack of patience has `later`: a promise of the answer that may still come.
 */
export function post(boot, verb, body, patience) {
  const asked = fetch(boot.post, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF": boot.csrf },
    body: JSON.stringify([verb, body]),
  })
    .then((response) => response.json())
    .catch(() => OFFLINE);
  const late = new Promise(function (resolve) {
    setTimeout(resolve, patience, { ...OFFLINE, later: asked });
  });
  return Promise.race([asked, late]);
}
