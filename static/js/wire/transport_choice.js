// Which transport the next attempt at a line tries first: a websocket, or plain polling where websockets are refused or swallowed
// (a hotel's proxy, a bank's filter). Rules only. Phone-safe.

const WEBSOCKET = "websocket";
const POLLING = "polling";
// A line that was open before failed because the server is away, more likely than because the road is closed.
const TRUST = 5;

/**
 * Nothing known yet: {good, failures, probe}; `good` is the transport that last brought something, or ""; `probe` says whether a line that
 * polls tries to go over to a websocket.
 */
export function start() {
  return { good: "", failures: 0, probe: true };
}

/** The transports for the next attempt, the first one first. What begins by polling goes over to a websocket by itself where it can. */
export function order(roads) {
  const first = roads.good || WEBSOCKET;
  const every = roads.good ? TRUST : 2;
  const other = first === WEBSOCKET ? POLLING : WEBSOCKET;
  return roads.failures % every === every - 1 ? [other, first] : [first, other];
}

/** An attempt came to nothing. */
export function failed(roads) {
  roads.failures += 1;
}

/** The line is open, by this transport. */
export function opened(roads, transport) {
  roads.good = transport;
  roads.failures = 0;
  if (transport === WEBSOCKET) roads.probe = true;
}

/** A line that polls tried a websocket and nothing came back: no line tries again beside its polling until a websocket was good. */
export function unproven(roads) {
  roads.probe = false;
}

/** The line was open and nothing came back on it: the next one begins by polling, which every proxy lets through. */
export function stalled(roads) {
  roads.good = "";
  roads.failures = 1;
}
