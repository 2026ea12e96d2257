// What the line's socket does with the rules of roads.js: which transports its next attempt takes, and what this one showed. `line` is
// {socket, roads, online, heard} as live.js makes it. Phone-safe.

import * as roads from "./roads.js";

// Milliseconds within which a websocket that was tried beside polling answers where one gets through.
const PATIENCE = 5000;

/** The line is open. What is heard on it, a heartbeat too, says that it is alive; a line that began by polling may go over to a websocket. */
export function opened(line, engine) {
  const note = function () {
    roads.opened(line.roads, engine.transport.name);
    plan(line);
  };
  note();
  engine.on("upgrade", note);
  engine.on("packet", function () { line.heard += 1; });
  setTimeout(function () {
    if (!line.online || engine !== line.socket.io.engine || engine.transport.name !== "polling") return;
    roads.unproven(line.roads);
    plan(line);
  }, PATIENCE);
}

/** An attempt came to nothing. */
export function failed(line) {
  roads.failed(line.roads);
  plan(line);
}

/** Nothing came back on the open line. */
export function stalled(line) {
  roads.stalled(line.roads);
  plan(line);
}

function plan(line) {
  Object.assign(line.socket.io.opts, { transports: roads.order(line.roads), upgrade: line.roads.probe });
}
