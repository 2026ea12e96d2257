// The page's connection to the server: one socket, one store that its frames update, and commands whose answer means
// "committed to disk". Commands go by HTTP POST while the socket is down (send.js). Phone-safe.

import { io } from "../../vendor/socket.io-client/socket.io.esm.min.js";
import { makeClock } from "./clock.js";
import { PROTOCOL } from "./contract.js";
import { newKey } from "./keys.js";
import { lookup } from "./lookup.js";
import { reloadOnce } from "./reload.js";
import { TIMEOUT_MS, send } from "./send.js";
import * as choice from "./transport_choice.js";
import * as reduce from "./store.js";
import * as order from "./stream.js";
import { settleTransport, tryOtherTransport } from "./transport.js";

const SLEEP_CHECK_MS = 5000;
const OWN_KINDS = ["me", "mine", "ballot", "dealt"];
const NO_TROUBLE = { saving: true, low: false };

/**
 * Connects as the page's boot block says and returns {on, send, signal, now, store, sync, online, stalled, trouble}.
 */
export function connect(boot) {
  const connection = {
    boot: boot,
    store: reduce.empty(),
    stream: order.start(),
    clock: makeClock(Date.now, () => performance.now()),
    choice: choice.start(),
    heard: 0,
    online: false,
    stalled: false,
    asked: false,
    listeners: { change: [], connection: [], out: [], snapshot: [], trouble: [] },
    trouble: NO_TROUBLE,
  };
  connection.look = lookup(connection.store);
  connection.socket = io({
    path: "/socket.io",
    transports: choice.order(connection.choice),
    auth: { v: PROTOCOL, page: boot.page, forum: boot.forum, token: boot.token || "" },
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    timeout: TIMEOUT_MS,
  });
  listen(connection);
  noticeSleep(connection);
  return methodsOf(connection);
}

function methodsOf(connection) {
  return {
    on: function (name, listener) {
      connection.listeners[name].push(listener);
    },
    send: (verb, body) => send(connection, verb, { ...body, key: (body && body.key) || newKey() }),
    signal: function (facts) {
      if (connection.online) connection.socket.emit("signal", facts);
    },
    now: connection.clock.now,
    sync: function () {
      sync(connection);
    },
    online: () => connection.online,
    /** Whether the last connection was closed because a command on it got no answer. */
    stalled: () => connection.stalled,
    trouble: () => connection.trouble,
    store: connection.look,
  };
}

function notify(connection, name, fact) {
  if (name === "change") connection.look.changed(fact);
  connection.listeners[name].forEach(function (listener) {
    listener(fact);
  });
}

function listen(connection) {
  listenToLine(connection);
  listenToFacts(connection);
}

function listenToLine(connection) {
  const socket = connection.socket;
  socket.on("connect", function () {
    connection.stalled = false;
    settleTransport(connection, socket.io.engine);
    setTrouble(connection, NO_TROUBLE); // a server in trouble says so right after connecting
    setOnline(connection, true);
    connection.asked = false;
    sync(connection);
  });
  socket.on("disconnect", function () {
    setOnline(connection, false);
  });
  socket.on("connect_error", function (error) {
    if (error && error.message === "out") notify(connection, "out", null);
    if (error && error.message === "reload") reloadOnce("reloaded");
    // A refusal came over a working transport, and after it socket.io does not reconnect; a page in the hall must try
    // again.
    if (!socket.active)
      setTimeout(function () {
        socket.connect();
      }, 2000);
    else tryOtherTransport(connection);
  });
}

function listenToFacts(connection) {
  const socket = connection.socket;
  socket.on("snapshot", function (snapshot) {
    takeSnapshot(connection, snapshot);
  });
  socket.on("frame", function (frame) {
    takeFrame(connection, frame);
  });
  socket.on("yours", function (own) {
    notify(connection, "change", reduce.apply(connection.store, own));
  });
  socket.on("trouble", function (fact) {
    setTrouble(connection, fact);
  });
  socket.on("out", function () {
    notify(connection, "out", null);
  });
}

function setOnline(connection, online) {
  if (connection.online === online) return;
  connection.online = online;
  notify(connection, "connection", online);
}

// `fact` is the whole state {saving, low}: whether the server can save, and for a console whether its disk runs short.
function setTrouble(connection, fact) {
  if (connection.trouble.saving === fact.saving && connection.trouble.low === fact.low) return;
  connection.trouble = fact;
  notify(connection, "trouble", fact);
}

function takeSnapshot(connection, snapshot) {
  connection.clock.set(snapshot.now);
  connection.asked = false;
  const changed = reduce.replace(connection.store, snapshot.put, OWN_KINDS);
  const later = order.settle(connection.stream, snapshot);
  if (snapshot.yours) reduce.apply(connection.store, { put: snapshot.yours });
  notify(connection, "change", changed.concat(OWN_KINDS));
  notify(connection, "snapshot", snapshot);
  if (later === null) sync(connection);
  else
    later.forEach(function (frame) {
      takeFrame(connection, frame);
    });
}

function takeFrame(connection, frame) {
  const verdict = order.judge(connection.stream, frame);
  if (verdict === "hold") order.hold(connection.stream, frame);
  if (verdict === "sync") sync(connection);
  if (verdict !== "apply") return;
  order.count(connection.stream, frame);
  notify(connection, "change", reduce.apply(connection.store, frame));
}

function sync(connection) {
  if (connection.asked || !connection.online) return;
  connection.asked = true;
  connection.stream = order.start();
  connection.socket.emit("sync");
}

// After a sleep frames may be missing: asks for a snapshot instead of trusting what came.
function noticeSleep(connection) {
  const look = function () {
    if (connection.clock.jumped()) sync(connection);
  };
  setInterval(look, SLEEP_CHECK_MS);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState !== "visible") return;
    look();
    if (!connection.socket.connected) connection.socket.connect();
  });
}
