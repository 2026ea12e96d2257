// Sets the transport of the next connection attempt, after each attempt that failed, succeeded or stalled. The rules
// are in transport_choice.js. Phone-safe.

import * as choice from "./transport_choice.js";

// How long an upgrade from polling to a websocket may take before the page stops trying one beside its polling.
const UPGRADE_TIMEOUT_MS = 5000;

/** The attempt failed: the next one may begin with the other transport. */
export function tryOtherTransport(connection) {
  choice.failed(connection.choice);
  plan(connection);
}

/**
 * The connection is open. Counts its packets, heartbeats too, as signs of life, and notes the transport after an
 * upgrade.
 */
export function settleTransport(connection, engine) {
  const note = function () {
    choice.opened(connection.choice, engine.transport.name);
    plan(connection);
  };
  note();
  engine.on("upgrade", note);
  engine.on("packet", function () {
    connection.heard += 1;
  });
  setTimeout(function () {
    if (!connection.online || engine !== connection.socket.io.engine || engine.transport.name !== "polling") return;
    choice.unproven(connection.choice);
    plan(connection);
  }, UPGRADE_TIMEOUT_MS);
}

/** Closes a connection on which nothing comes back, although the browser thinks it is open, and opens another. */
export function giveUp(connection) {
  connection.stalled = true;
  choice.stalled(connection.choice);
  plan(connection);
  connection.socket.disconnect();
  connection.socket.connect();
}

function plan(connection) {
  Object.assign(connection.socket.io.opts, {
    transports: choice.order(connection.choice),
    upgrade: connection.choice.probe,
  });
}
