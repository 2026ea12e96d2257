// Sequence numbers of a stream: decides whether a frame is applied, ignored or held, or whether a gap or a restarted
// server makes a new snapshot necessary. Phone-safe.

/** The state before the first snapshot: {epoch, n, waiting}. */
export function start() {
  return { epoch: null, n: 0, waiting: [] };
}

/**
 * What to do with a frame: "apply", "ignore" (already applied), "hold" (no snapshot yet) or "sync" (frames are
 * missing).
 */
export function judge(stream, frame) {
  if (stream.epoch === null) return "hold";
  if (frame.epoch !== stream.epoch) return "sync";
  if (frame.n <= stream.n) return "ignore";
  return frame.n === stream.n + 1 ? "apply" : "sync";
}

/** Counts a frame that was applied. */
export function count(stream, frame) {
  stream.n = frame.n;
}

/** Holds a frame that came before the snapshot. */
export function hold(stream, frame) {
  stream.waiting.push(frame);
}

/**
 * Takes the numbers of a snapshot. Returns the held frames that follow it, in order, or null when one of them is
 * missing.
 */
export function settle(stream, snapshot) {
  stream.epoch = snapshot.epoch;
  stream.n = snapshot.n;
  const later = stream.waiting.filter((frame) => frame.epoch === snapshot.epoch && frame.n > snapshot.n);
  stream.waiting = [];
  const whole = later.every((frame, i) => frame.n === snapshot.n + i + 1);
  return whole ? later : null;
}
