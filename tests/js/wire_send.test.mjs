// Sending one command: over the socket, or by a form of the page's own while that is down or does not answer; and which
// transport the next attempt begins with.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { LIMITS } from "../../static/js/wire/contract.js";
import { post } from "../../static/js/wire/http_fallback.js";
import { heads, next } from "../../static/js/wire/outbox_order.js";
import { TIMEOUT_MS, send } from "../../static/js/wire/send.js";
import { giveUp, settleTransport, tryOtherTransport } from "../../static/js/wire/transport.js";
import * as choice from "../../static/js/wire/transport_choice.js";

let asked = [];

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
});

/** A server that answers a POST with `answer`, or not at all. */
function server(answer) {
  globalThis.fetch = async (address, { headers, body }) => {
    asked.push([address, headers["X-CSRF"], JSON.parse(body)]);
    if (answer === "silent") return new Promise(() => undefined);
    if (!answer) throw new TypeError("offline");
    return { json: async () => answer };
  };
}

/** A connection whose socket answers with `reply`: [error, answer]. */
function connection(reply, more = {}) {
  const calls = [];
  const made = {
    calls,
    online: true,
    heard: 7,
    stalled: false,
    choice: choice.start(),
    boot: { post: "/j/ABCDEF/do", csrf: "C" },
    socket: {
      io: { opts: {}, engine: {} },
      timeout: (ms) => ({
        emit: (name, verb, body, done) => {
          calls.push([ms, name, verb, body]);
          if (made.during) made.during();
          done(...reply);
        },
      }),
      disconnect: () => calls.push("disconnect"),
      connect: () => calls.push("connect"),
    },
    ...more,
  };
  return made;
}

const OK = { ok: true, made: { idea: 4 } };
const transports = (its) => its.socket.io.opts.transports;

test("while the socket is up a command goes over it", async () => {
  server(null);
  const its = connection([null, OK]);
  assert.deepEqual(await send(its, "idea.add", { text: "x" }), OK);
  assert.deepEqual([its.calls, asked], [[[TIMEOUT_MS, "do", "idea.add", { text: "x" }]], []]);
});

test("while it is down a command is posted", async () => {
  server(OK);
  const its = connection([null, null], { online: false });
  assert.deepEqual(await send(its, "idea.add", { text: "x" }), OK);
  assert.deepEqual([its.calls, asked], [[], [["/j/ABCDEF/do", "C", ["idea.add", { text: "x" }]]]]);
});

test("a socket that does not answer is given up, and the command posted", async () => {
  server(OK);
  const its = connection([new Error("timeout")]);
  assert.deepEqual(await send(its, "idea.add", {}), OK);
  assert.deepEqual([its.calls.slice(1), its.stalled, asked.length], [["disconnect", "connect"], true, 1]);
  assert.deepEqual(transports(its), ["polling", "websocket"], "which every proxy lets through");
});

test("a socket on which other things came meanwhile is only slow", async () => {
  server(OK);
  const its = connection([new Error("timeout")], { during: () => (its.heard += 1) });
  await send(its, "idea.add", {});
  assert.deepEqual([its.calls.length, its.stalled, asked.length], [1, false, 1]);
});

test("a socket that has closed by itself is not closed again", async () => {
  server(OK);
  const its = connection([new Error("timeout")], { during: () => (its.online = false) });
  await send(its, "idea.add", {});
  assert.deepEqual([its.calls.length, its.stalled], [1, false]);
});

for (const [letter, fits, over] of [
  ["x", LIMITS.message - 124, LIMITS.message - 123],
  ["ä", (LIMITS.message - 124) / 2, (LIMITS.message - 124) / 2 + 1],
])
  test(`the largest command of "${letter}" is sent, a larger one is refused here: the server would hang up`, async () => {
    const its = connection([null, OK]);
    assert.equal((await send(its, "idea.add", { text: letter.repeat(fits) })).ok, true);
    assert.equal((await send(its, "idea.add", { text: letter.repeat(over) })).code, "too_large");
    assert.equal(its.calls.length, 1);
  });

for (const [name, answer, code] of [
  ["unreachable", null, "offline"],
  ["silent", "silent", "offline"],
  ["there", { ok: false, code: "gone" }, "gone"],
])
  test(`a server that is ${name} gives ${code}, and never an exception`, async () => {
    server(answer);
    const answered = post({ post: "/do", csrf: "C" }, "idea.add", {}, 5000);
    if (name === "silent") mock.timers.tick(5000);
    assert.equal((await answered).code, code);
  });

// -- the next attempt --------------------------------------------------------------------------------------------------

const tries = (its, count) =>
  Array.from({ length: count }, () => {
    const [first] = choice.order(its);
    choice.failed(its);
    return first;
  });

test("at first both transports are tried in turn", () => {
  assert.deepEqual(tries(choice.start(), 4), ["websocket", "polling", "websocket", "polling"]);
});

test("one that has worked is tried four times before the other", () => {
  const its = choice.start();
  choice.opened(its, "polling");
  assert.deepEqual(tries(its, 6), ["polling", "polling", "polling", "polling", "websocket", "polling"]);
});

test("after an attempt that failed the next one may begin otherwise", () => {
  const its = connection([]);
  tryOtherTransport(its);
  assert.deepEqual([transports(its), its.socket.io.opts.upgrade], [["polling", "websocket"], true]);
});

/** An open connection by this transport, and its engine. */
function opened(name) {
  const on = {};
  const engine = { transport: { name }, on: (event, run) => (on[event] = run) };
  const its = connection([]);
  its.socket.io.engine = engine;
  settleTransport(its, engine);
  return { its, engine, on };
}

test("what an upgrade has come to is remembered, and every packet is a sign of life", () => {
  const { its, engine, on } = opened("polling");
  assert.equal(its.choice.good, "polling");
  engine.transport.name = "websocket";
  on.upgrade();
  assert.equal(its.choice.good, "websocket");
  on.packet();
  assert.equal(its.heard, 8);
});

for (const [name, change, upgrade] of [
  ["stays with polling", () => undefined, false],
  ["has a websocket by then", ({ engine }) => (engine.transport.name = "websocket"), true],
  ["is closed by then", ({ its }) => (its.online = false), true],
  ["is another by then", ({ its }) => (its.socket.io.engine = {}), true],
])
  test(`a connection that ${name} after five seconds ${upgrade ? "may upgrade" : "tries no upgrade any more"}`, () => {
    const made = opened("polling");
    mock.timers.tick(4999);
    assert.equal(made.its.socket.io.opts.upgrade, true);
    change(made);
    mock.timers.tick(1);
    assert.equal(made.its.socket.io.opts.upgrade, upgrade);
  });

test("once a websocket has worked an upgrade is tried again", () => {
  const its = choice.start();
  choice.unproven(its);
  choice.opened(its, "polling");
  assert.equal(its.probe, false);
  choice.opened(its, "websocket");
  assert.equal(its.probe, true);
});

test("a line that is given up is opened anew", () => {
  const its = connection([]);
  giveUp(its);
  assert.deepEqual([its.calls, its.choice.good], [["disconnect", "connect"], ""]);
});

// -- the order of the outbox -------------------------------------------------------------------------------------------

const item = (verb, key, more) => ({ verb, key, state: "waiting", after: 0, ...more });
const keys = (items) => items.map((one) => one.key);

test("a vote never waits behind an idea, and an idea always behind the one before it", () => {
  const items = [item("idea.add", 1), item("idea.add", 2), item("ballot.set", 3), item("ballot.set", 4)];
  assert.deepEqual(keys(heads(items)), [1, 3]);
});

test("what was refused or is not due yet is passed over", () => {
  const items = [
    item("idea.add", 1, { state: "refused" }),
    item("idea.add", 2, { after: 500 }),
    item("ballot.set", 3, { after: 100 }),
  ];
  assert.deepEqual([next(items, 99), next(items, 100).key, next(items, 500).key], [undefined, 3, 2]);
  assert.equal(next([], 0), undefined);
});
