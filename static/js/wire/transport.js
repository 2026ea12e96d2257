// The transport of a page's line (see roads.js): set for the next attempt after each that failed, was good, or stood still. Phone-safe.

import * as choice from "./transport_choice.js";

// Milliseconds within which a websocket that was tried beside polling answers where one gets through.
const UPGRADE_TIMEOUT = 5000;

/** An attempt came to nothing: the next one may try the other transport first. */
export function tryOtherTransport(connection) {
  choice.failed(connection.choice);
  plan(connection);
}

/** The line is open: what is heard on it, a heartbeat too, says that it is alive. What began by polling may go over to a websocket. */
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
  }, UPGRADE_TIMEOUT);
}

/** A line on which nothing at all comes back is none, whatever the browser thinks of it: say so, and open another. */
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
