// The rules for the transport that the next connection attempt tries first: a websocket, or polling where a proxy
// refuses or swallows websockets. Pure functions. Phone-safe.

const WEBSOCKET = "websocket";
const POLLING = "polling";
// A transport that has worked before fails more likely because the server is away than because a proxy blocks it.
const TRIES_BEFORE_OTHER = 5;

/**
 * The state at the start: {good, failures, probe}. `good` is the transport that last worked, or ""; `probe` says
 * whether a polling connection tries to upgrade to a websocket.
 */
export function start() {
  return { good: "", failures: 0, probe: true };
}

/** The transports for the next attempt, in order. A connection that begins with polling may upgrade to a websocket. */
export function order(choice) {
  const first = choice.good || WEBSOCKET;
  const every = choice.good ? TRIES_BEFORE_OTHER : 2;
  const other = first === WEBSOCKET ? POLLING : WEBSOCKET;
  return choice.failures % every === every - 1 ? [other, first] : [first, other];
}

/** An attempt failed. */
export function failed(choice) {
  choice.failures += 1;
}

/** The connection is open, by this transport. */
export function opened(choice, transport) {
  choice.good = transport;
  choice.failures = 0;
  if (transport === WEBSOCKET) choice.probe = true;
}

/** A polling connection tried a websocket and got no answer: no upgrade is tried again until a websocket has worked. */
export function unproven(choice) {
  choice.probe = false;
}

/** The connection was open and nothing came back: the next one begins with polling, which every proxy lets through. */
export function stalled(choice) {
  choice.good = "";
  choice.failures = 1;
}
