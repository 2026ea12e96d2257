// Which transport the next attempt at a line tries first: a websocket, or plain polling where websockets are refused or swallowed
// (a hotel's proxy, a bank's filter). Rules only. Phone-safe.

const WEBSOCKET = "websocket";
const POLLING = "polling";
// A line that was open before failed because the server is away, more likely than because the road is closed.
const TRIES_BEFORE_OTHER = 5;

/**
 * Nothing known yet: {good, failures, probe}; `good` is the transport that last brought something, or ""; `probe` says whether a line that
 * polls tries to go over to a websocket.
 */
export function start() {
  return { good: "", failures: 0, probe: true };
}

/** The transports for the next attempt, the first one first. What begins by polling goes over to a websocket by itself where it can. */
export function order(choice) {
  const first = choice.good || WEBSOCKET;
  const every = choice.good ? TRIES_BEFORE_OTHER : 2;
  const other = first === WEBSOCKET ? POLLING : WEBSOCKET;
  return choice.failures % every === every - 1 ? [other, first] : [first, other];
}

/** An attempt came to nothing. */
export function failed(choice) {
  choice.failures += 1;
}

/** The line is open, by this transport. */
export function opened(choice, transport) {
  choice.good = transport;
  choice.failures = 0;
  if (transport === WEBSOCKET) choice.probe = true;
}

/** A line that polls tried a websocket and nothing came back: no line tries again beside its polling until a websocket was good. */
export function unproven(choice) {
  choice.probe = false;
}

/** The line was open and nothing came back on it: the next one begins by polling, which every proxy lets through. */
export function stalled(choice) {
  choice.good = "";
  choice.failures = 1;
}
