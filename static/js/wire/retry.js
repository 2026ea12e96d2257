// The retry policy of the outbox: which refusals are temporary, and how long to pause before the next try (exponential
// backoff). Phone-safe.

const FIRST_PAUSE_MS = {
  offline: 1000,
  server: 3000,
  disk_full: 5000,
  form_stale: 5000,
  signed_out: 2000,
  not_joined: 5000,
  too_fast: 5200,
  slow_down: 2000,
  slow_mode: 5000,
  ideas_paused: 3000,
};
const LONGEST_PAUSE_MS = 15000;
// Refusals with a constant pause: the server accepts the next command after a fixed time, or the facilitator decides
// when.
const STEADY = ["too_fast", "ideas_paused"];
// Added to a pause that the server has told: two clocks differ.
const CLOCKS_DIFFER_MS = 300;

/** Whether a refusal with this code is temporary, so that the command stays in the outbox. */
export function isPassing(code) {
  return Boolean(FIRST_PAUSE_MS[code]);
}

/** The pause before the next try, in ms; `tries` counts the tries already made, `facts` are those of the refusal. */
export function pauseAfter(code, tries, facts) {
  if (code === "slow_mode" && facts && facts.n) return facts.n * 1000 + CLOCKS_DIFFER_MS;
  if (STEADY.indexOf(code) >= 0) return FIRST_PAUSE_MS[code];
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS[code] * Math.pow(1.6, Math.min(tries - 1, 8)));
}
