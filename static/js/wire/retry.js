// When the outbox sends a refused command again: a first pause for each refusal that passes by itself, then exponential backoff. Phone-safe.

const AGAIN = {
  offline: 1000,
  server: 3000,
  disk_full: 5000,
  form_stale: 5000,
  signed_out: 2000,
  not_joined: 5000,
  too_fast: 5200,
  slow_down: 2000,
  ideas_paused: 3000,
};
const LONGEST = 15000;
// Refusals whose pause does not grow: the server lets the next command in after a fixed time, or the facilitator decides when.
const STEADY = ["too_fast", "ideas_paused"];

/** Whether a refusal with this code may pass by itself, so that the command stays in the outbox. */
export function isPassing(code) {
  return Boolean(AGAIN[code]);
}

/** The pause before the next try, in ms; `tries` counts those already made. */
export function pauseAfter(code, tries) {
  if (STEADY.indexOf(code) >= 0) return AGAIN[code];
  return Math.min(LONGEST, AGAIN[code] * Math.pow(1.6, Math.min(tries - 1, 8)));
}
