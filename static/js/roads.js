// Which transport the next attempt at a line tries first: a websocket, or plain polling where websockets are refused or swallowed
// (a hotel's proxy, a bank's filter). Rules only. Phone-safe.

const WEBSOCKET = "websocket";
const POLLING = "polling";
// A line that was open before failed because the server is away, more likely than because the road is closed.
const TRUST = 5;

/** Nothing known yet: {good, failures}; `good` is the transport that last brought something, or "". */
export function start() {
  return { good: "", failures: 0 };
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
}

/** The line was open and nothing came back on it: the next one begins by polling, which every proxy lets through. */
export function stalled(roads) {
  roads.good = "";
  roads.failures = 1;
}
