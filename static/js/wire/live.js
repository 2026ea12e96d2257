// The page's line to the server: one socket, one store, answers that mean "on disk", and a plain POST when the socket is down.
// Phone-safe.

import { io } from "../../vendor/socket.io-client/socket.io.esm.min.js";
import { makeClock } from "./clock.js";
import { PROTOCOL } from "./contract.js";
import { newKey } from "./keys.js";
import { lookup } from "./lookup.js";
import { reloadOnce } from "./reload.js";
import { PATIENCE, send } from "./send.js";
import * as roads from "./transport_choice.js";
import * as reduce from "./store.js";
import * as order from "./stream.js";
import { settleRoad, tryOther } from "./transport.js";

const LOOK = 5000;
const OWN = ["me", "mine", "ballot"];
const WELL = { saving: true, low: false };

/** Opens the line for a page's boot block and returns {on, send, signal, now, store, sync, online, stalled, trouble}. */
export function connect(boot) {
  const line = {
    boot: boot,
    store: reduce.empty(),
    stream: order.start(),
    clock: makeClock(Date.now, function () {
      return performance.now();
    }),
    roads: roads.start(),
    heard: 0,
    online: false,
    stalled: false,
    asked: false,
    listeners: { change: [], connection: [], out: [], snapshot: [], trouble: [] },
    trouble: WELL,
  };
  line.look = lookup(line.store);
  line.socket = io({
    path: "/socket.io",
    transports: roads.order(line.roads),
    auth: { v: PROTOCOL, page: boot.page, forum: boot.forum, token: boot.token || "" },
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    timeout: PATIENCE,
  });
  hear(line);
  watch(line);
  return face(line);
}

function face(line) {
  return {
    on: function (name, listener) {
      line.listeners[name].push(listener);
    },
    send: function (verb, body) {
      return send(line, verb, Object.assign({}, body, { key: (body && body.key) || newKey() }));
    },
    signal: function (facts) {
      if (line.online) line.socket.emit("signal", facts);
    },
    now: line.clock.now,
    sync: function () {
      sync(line);
    },
    online: function () {
      return line.online;
    },
    /** Whether the line was given up because a command on it stayed unanswered. */
    stalled: function () {
      return line.stalled;
    },
    trouble: function () {
      return line.trouble;
    },
    store: line.look,
  };
}

function tell(line, name, fact) {
  if (name === "change") line.look.changed(fact);
  line.listeners[name].forEach(function (listener) {
    listener(fact);
  });
}

function hear(line) {
  const socket = line.socket;
  socket.on("connect", function () {
    line.stalled = false;
    settleRoad(line, socket.io.engine);
    trouble(line, WELL); // whoever still has some says so at once
    connection(line, true);
    line.asked = false;
    sync(line);
  });
  socket.on("disconnect", function () {
    connection(line, false);
  });
  socket.on("connect_error", function (error) {
    if (error && error.message === "out") tell(line, "out", null);
    if (error && error.message === "reload") reloadOnce("reloaded");
    // A refusal by the server came over a road that works, and stops socket.io from trying again by itself; a hall needs it to go on.
    if (!socket.active)
      setTimeout(function () {
        socket.connect();
      }, 2000);
    else tryOther(line);
  });
  socket.on("snapshot", function (snapshot) {
    picture(line, snapshot);
  });
  socket.on("frame", function (frame) {
    take(line, frame);
  });
  socket.on("yours", function (own) {
    tell(line, "change", reduce.apply(line.store, own));
  });
  socket.on("trouble", function (fact) {
    trouble(line, fact);
  });
  socket.on("out", function () {
    tell(line, "out", null);
  });
}

function connection(line, online) {
  if (line.online === online) return;
  line.online = online;
  tell(line, "connection", online);
}

// Whether the server can save, and for a console whether its disk has room: whole each time.
function trouble(line, fact) {
  if (line.trouble.saving === fact.saving && line.trouble.low === fact.low) return;
  line.trouble = fact;
  tell(line, "trouble", fact);
}

function picture(line, snapshot) {
  line.clock.set(snapshot.now);
  line.asked = false;
  const changed = reduce.replace(line.store, snapshot.put, OWN);
  const later = order.settle(line.stream, snapshot);
  if (snapshot.yours) reduce.apply(line.store, { put: snapshot.yours });
  tell(line, "change", changed.concat(OWN));
  tell(line, "snapshot", snapshot);
  if (later === null) sync(line);
  else
    later.forEach(function (frame) {
      take(line, frame);
    });
}

function take(line, frame) {
  const verdict = order.judge(line.stream, frame);
  if (verdict === "hold") order.hold(line.stream, frame);
  if (verdict === "sync") sync(line);
  if (verdict !== "apply") return;
  order.count(line.stream, frame);
  tell(line, "change", reduce.apply(line.store, frame));
}

function sync(line) {
  if (line.asked || !line.online) return;
  line.asked = true;
  line.stream = order.start();
  line.socket.emit("sync");
}

// After a sleep the clocks are apart: ask for everything rather than trust what was missed.
function watch(line) {
  const look = function () {
    if (line.clock.jumped()) sync(line);
  };
  setInterval(look, LOOK);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState !== "visible") return;
    look();
    if (!line.socket.connected) line.socket.connect();
  });
}
