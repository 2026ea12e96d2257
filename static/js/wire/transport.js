// The transport of a page's line (see roads.js): set for the next attempt after each that failed, was good, or stood still. Phone-safe.

import * as roads from "./transport_choice.js";

// Milliseconds within which a websocket that was tried beside polling answers where one gets through.
const PATIENCE = 5000;

/** An attempt came to nothing: the next one may try the other transport first. */
export function tryOther(line) {
  roads.failed(line.roads);
  plan(line);
}

/** The line is open: what is heard on it, a heartbeat too, says that it is alive. What began by polling may go over to a websocket. */
export function settleRoad(line, engine) {
  const note = function () {
    roads.opened(line.roads, engine.transport.name);
    plan(line);
  };
  note();
  engine.on("upgrade", note);
  engine.on("packet", function () {
    line.heard += 1;
  });
  setTimeout(function () {
    if (!line.online || engine !== line.socket.io.engine || engine.transport.name !== "polling") return;
    roads.unproven(line.roads);
    plan(line);
  }, PATIENCE);
}

/** A line on which nothing at all comes back is none, whatever the browser thinks of it: say so, and open another. */
export function giveUp(line) {
  line.stalled = true;
  roads.stalled(line.roads);
  plan(line);
  line.socket.disconnect();
  line.socket.connect();
}

function plan(line) {
  Object.assign(line.socket.io.opts, { transports: roads.order(line.roads), upgrade: line.roads.probe });
}
