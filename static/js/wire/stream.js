// Which frames to take: numbers without a gap within one run of the server, otherwise ask for the whole picture. Phone-safe.

/** Before the first snapshot. */
export function start() {
  return { epoch: null, n: 0, waiting: [] };
}

/**
 * Says what to do with a frame: "apply", "ignore" (we have it), "hold" (no picture yet) or "sync" (something is missing).
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

/** Keeps a frame that came before its picture. */
export function hold(stream, frame) {
  stream.waiting.push(frame);
}

/** A snapshot is here: returns the held frames that come after it, in order, or null when one of them is missing. */
export function settle(stream, snapshot) {
  stream.epoch = snapshot.epoch;
  stream.n = snapshot.n;
  const later = stream.waiting.filter(function (frame) {
    return frame.epoch === snapshot.epoch && frame.n > snapshot.n;
  });
  stream.waiting = [];
  const whole = later.every(function (frame, i) {
    return frame.n === snapshot.n + i + 1;
  });
  return whole ? later : null;
}
