// The transport of a page's line (see roads.js): set for the next attempt after each that failed, was good, or stood still. Phone-safe.

import * as roads from "./roads.js";

/** An attempt came to nothing: the next one may try the other transport first. */
export function tryOther(line) {
  roads.failed(line.roads);
  line.socket.io.opts.transports = roads.order(line.roads);
}

/** The line is open: what is heard on it, a heartbeat too, says that it is alive. What began by polling may go over to a websocket. */
export function settleRoad(line, engine) {
  const note = function () { roads.opened(line.roads, engine.transport.name); };
  note();
  line.socket.io.opts.transports = roads.order(line.roads);
  engine.on("upgrade", note);
  engine.on("packet", function () { line.heard += 1; });
}

/** A line on which nothing at all comes back is none, whatever the browser thinks of it: say so, and open another. */
export function giveUp(line) {
  line.stalled = true;
  roads.stalled(line.roads);
  line.socket.io.opts.transports = roads.order(line.roads);
  line.socket.disconnect();
  line.socket.connect();
}
