// Whether a key comes in the middle of fast typing. Then a single letter must not do what a whole hall sees at once.

// Who means a command has paused this long; fast typists leave less than 250 between two letters.
const PAUSE_MS = 400;

/** Notes that a letter was typed now, wherever. */
export function typed(ui) {
  const now = Date.now();
  ui.inBurst = now - (ui.typedAt || 0) < PAUSE_MS;
  ui.typedAt = now;
}

/** Whether the newest letter came right after another one. */
export function inBurst(ui) {
  return Boolean(ui.inBurst);
}
