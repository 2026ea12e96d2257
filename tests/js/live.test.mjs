// The page's connection to the server, with a socket that the test holds: what a page hears, asks for and sends, and
// what it does when the line is bad.
import assert from "node:assert/strict";
import { register } from "node:module";
import test, { mock } from "node:test";

import { LIMITS, PROTOCOL } from "../../static/js/wire/contract.js";
import { post } from "../../static/js/wire/http_fallback.js";
import { newKey } from "../../static/js/wire/keys.js";
import { lookup, memoized } from "../../static/js/wire/lookup.js";
import { knows, reloadOnce } from "../../static/js/wire/reload.js";

// In place of socket.io, whose modules need a browser.
const fakes = "data:text/javascript,export const io = (options) => globalThis.dial(options);";
register(
  "data:text/javascript," +
    encodeURIComponent(
      `export const resolve = (name, context, next) =>
        name.endsWith("socket.io.esm.min.js") ? { url: ${JSON.stringify(fakes)}, shortCircuit: true } : next(name, context);`,
    ),
);
mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
const { connect } = await import("../../static/js/wire/live.js");

const BOOT = { page: "phone", forum: 3, post: "/do/ABCDEF", csrf: "form-token" };
const NOW = 1700000000000;

/** What listens by name, as sockets and documents do. */
function listener() {
  const heard = {};
  return {
    on: (name, run) => (heard[name] = [...(heard[name] || []), run]),
    hears: (name, fact) => (heard[name] || []).forEach((run) => run(fact)),
  };
}

/** A page with a socket: {live, socket, sent, said, posted, page}; `sent` is what the page emitted, in order. */
function page(boot = BOOT) {
  const sent = [];
  const posted = [];
  const engine = { ...listener(), transport: { name: "websocket" } };
  const socket = {
    ...listener(),
    io: { engine, opts: {} },
    active: true,
    connected: false,
    emit: (...words) => sent.push(words),
    timeout: (ms) => ({ emit: (...words) => sent.push([...words.slice(0, -1), { ms, answer: words.at(-1) }]) }),
    connect: () => sent.push(["(connect)"]),
    disconnect: () => sent.push(["(disconnect)"]),
  };
  const shown = listener();
  globalThis.dial = (options) => ((socket.options = options), socket);
  globalThis.document = { addEventListener: shown.on, visibilityState: "visible" };
  globalThis.fetch = (url, how) => {
    posted.push([url, how]);
    return Promise.resolve({ json: () => Promise.resolve({ ok: true, by: "post" }) });
  };
  const live = connect(boot);
  const said = [];
  ["change", "connection", "out", "snapshot", "trouble"].forEach((name) =>
    live.on(name, (fact) => said.push(name === "snapshot" ? [name] : [name, fact])),
  );
  return { live, socket, engine, sent, said, posted, shown };
}

const snapshot = (more) => ({ epoch: "e", n: 5, now: NOW, put: { idea: { 1: { id: 1 } } }, ...more });
const frame = (n, put, more) => ({ epoch: "e", n, put, ...more });

/** A page that has its first snapshot. */
function opened(more) {
  const made = page();
  made.socket.hears("connect");
  made.socket.hears("snapshot", snapshot(more));
  made.sent.length = made.said.length = 0;
  return made;
}

test("a page says what it is, and begins with a websocket", () => {
  const { socket } = page({ ...BOOT, page: "screen", token: "secret" });
  assert.deepEqual(socket.options, {
    path: "/socket.io",
    transports: ["websocket", "polling"],
    auth: { v: PROTOCOL, page: "screen", forum: 3, token: "secret" },
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    timeout: 5000,
  });
  assert.equal(page().socket.options.auth.token, "");
});

test("each connection asks for a snapshot, once", () => {
  const { live, socket, sent, said } = page();
  live.sync();
  assert.deepEqual(sent, [], "nobody is asked while there is no connection");
  socket.hears("connect");
  live.sync();
  assert.deepEqual(sent, [["sync"]]);
  assert.deepEqual(said, [["connection", true]]);
  socket.hears("disconnect");
  socket.hears("disconnect");
  assert.deepEqual(said.slice(1), [["connection", false]]);
  socket.hears("connect");
  assert.deepEqual(sent, [["sync"], ["sync"]], "what was asked on a lost connection is asked again");
});

test("a snapshot fills the store and sets the clock; own things stay until it brings new ones", () => {
  const { live, socket, said } = opened();
  socket.hears("yours", { put: { mine: { 9: { id: 9 } }, me: { 1: { id: 1 } } } });
  assert.deepEqual(said.pop(), ["change", ["mine", "me"]]);
  socket.hears("snapshot", snapshot({ put: { forum: { 3: { id: 3 } } }, yours: { me: { 1: { id: 1, here: true } } } }));
  assert.deepEqual([live.store.all("idea"), live.store.all("mine")], [[], [{ id: 9 }]]);
  assert.deepEqual([live.store.get("forum", 3), live.store.get("me", 1)], [{ id: 3 }, { id: 1, here: true }]);
  assert.ok(Math.abs(live.now() - NOW) < 60000);
  assert.deepEqual(said, [["change", ["idea", "forum", "me", "mine", "ballot", "dealt"]], ["snapshot"]]);
});

test("frames change the store in their order, and one that came already changes nothing", () => {
  const { live, socket, said } = opened();
  socket.hears("frame", frame(6, { idea: { 2: { id: 2 } } }));
  socket.hears("frame", frame(6, { idea: { 3: { id: 3 } } }));
  socket.hears("frame", frame(7, {}, { drop: { idea: [1] } }));
  assert.deepEqual(live.store.all("idea"), [{ id: 2 }]);
  assert.deepEqual(said, [
    ["change", ["idea"]],
    ["change", ["idea"]],
  ]);
});

test("frames that come before the snapshot wait for it", () => {
  const { live, socket, sent } = page();
  socket.hears("connect");
  socket.hears("frame", frame(5, { idea: { 8: { id: 8 } } }));
  socket.hears("frame", frame(6, { idea: { 2: { id: 2 } } }));
  assert.deepEqual(live.store.all("idea"), []);
  socket.hears("snapshot", snapshot());
  assert.deepEqual(live.store.all("idea"), [{ id: 1 }, { id: 2 }]);
  assert.deepEqual(sent, [["sync"]]);
});

test("a frame that is missing, and a server that began anew, make the page ask for a snapshot", () => {
  for (const strange of [frame(7, { idea: { 2: { id: 2 } } }), frame(6, { idea: { 2: { id: 2 } } }, { epoch: "f" })]) {
    const { live, socket, sent } = opened();
    socket.hears("frame", strange);
    socket.hears("frame", strange);
    assert.deepEqual([sent, live.store.all("idea")], [[["sync"]], [{ id: 1 }]]);
  }
  const { socket, sent } = page();
  socket.hears("connect");
  socket.hears("frame", frame(7, {}));
  socket.hears("snapshot", snapshot());
  assert.deepEqual(sent, [["sync"], ["sync"]], "one is missing between the snapshot and the frame that waited");
});

test("trouble is told when it changes, and is over with each new connection", () => {
  const { live, socket, said } = opened();
  socket.hears("trouble", { saving: true, low: false });
  socket.hears("trouble", { saving: false, low: false });
  socket.hears("trouble", { saving: false, low: true });
  assert.deepEqual(live.trouble(), { saving: false, low: true });
  socket.hears("connect");
  assert.deepEqual(
    said.filter(([name]) => name === "trouble").map(([, fact]) => [fact.saving, fact.low]),
    [
      [false, false],
      [false, true],
      [true, false],
    ],
  );
});

test("a page that is let out says so, and one that was refused tries again", () => {
  const { socket, said, sent } = page();
  socket.hears("connect_error", new Error("timeout"));
  socket.hears("connect_error", null);
  assert.deepEqual(said, []);
  socket.hears("out");
  socket.hears("connect_error", new Error("out"));
  assert.deepEqual(said, [
    ["out", null],
    ["out", null],
  ]);
  mock.timers.tick(1999);
  assert.deepEqual(sent, []);
  socket.active = false;
  socket.hears("connect_error", new Error("host"));
  mock.timers.tick(1999);
  assert.deepEqual(sent, []);
  mock.timers.tick(1);
  assert.deepEqual(sent, [["(connect)"]]);
});

test("an attempt that fails is followed by one with the other transport", () => {
  const { socket } = page();
  const planned = () => [socket.io.opts.transports[0], socket.io.opts.upgrade];
  socket.hears("connect_error", new Error("timeout"));
  assert.deepEqual(planned(), ["polling", true]);
  socket.hears("connect_error", new Error("timeout"));
  assert.deepEqual(planned(), ["websocket", true]);
});

test("polling that never becomes a websocket is left alone; once it does, websockets are good again", () => {
  const { socket, engine } = page();
  engine.transport.name = "polling";
  socket.hears("connect");
  mock.timers.tick(4999);
  assert.deepEqual([socket.io.opts.transports[0], socket.io.opts.upgrade], ["polling", true]);
  mock.timers.tick(1);
  assert.deepEqual([socket.io.opts.transports[0], socket.io.opts.upgrade], ["polling", false]);
  engine.transport.name = "websocket";
  engine.hears("upgrade");
  assert.deepEqual([socket.io.opts.transports[0], socket.io.opts.upgrade], ["websocket", true]);
});

test("a connection that is gone or another one proves nothing about websockets", () => {
  const { socket, engine } = page();
  engine.transport.name = "polling";
  socket.hears("connect");
  socket.hears("disconnect");
  mock.timers.tick(5000);
  assert.equal(socket.io.opts.upgrade, true);
  socket.hears("connect");
  socket.io.engine = { transport: { name: "polling" } };
  mock.timers.tick(5000);
  assert.equal(socket.io.opts.upgrade, true);
});

test("a command goes over the socket with a key, and its answer is the server's", async () => {
  const { live, sent, posted } = opened();
  const answer = live.send("idea.add", { text: "A bench" });
  const [event, verb, body, { ms, answer: hear }] = sent[0];
  assert.deepEqual([event, verb, body.text, ms], ["do", "idea.add", "A bench", 5000]);
  assert.match(body.key, /^[\w-]{22}$/);
  hear(null, { ok: true, made: { idea: 1 } });
  assert.deepEqual(await answer, { ok: true, made: { idea: 1 } });
  live.send("idea.add", { text: "A bench", key: "kept-from-before" });
  assert.equal(sent[1][2].key, "kept-from-before");
  live.send("undo");
  assert.match(sent[2][2].key, /^[\w-]{22}$/);
  assert.deepEqual(posted, []);
});

test("without a connection a command goes by a form's road, and signals go nowhere", async () => {
  const { live, sent, posted } = page();
  assert.deepEqual(await live.send("idea.add", { key: "the-key" }), { ok: true, by: "post" });
  live.signal({ writing: true });
  assert.deepEqual([posted.length, posted[0][1].body, sent], [1, '["idea.add",{"key":"the-key"}]', []]);
});

test("while there is one, signals go over it", () => {
  const { live, sent } = opened();
  live.signal({ writing: true });
  assert.deepEqual(sent, [["signal", { writing: true }]]);
});

test("no answer on a silent line: another connection is opened, which begins with polling, and the command is posted", async () => {
  const { live, socket, sent, posted } = opened();
  const answer = live.send("idea.add", { key: "the-key" });
  sent[0][3].answer(new Error("timeout"));
  assert.deepEqual(await answer, { ok: true, by: "post" });
  assert.deepEqual(sent.slice(1), [["(disconnect)"], ["(connect)"]]);
  assert.deepEqual([live.stalled(), socket.io.opts.transports[0]], [true, "polling"]);
  assert.equal(posted[0][1].body, '["idea.add",{"key":"the-key"}]', "under the same key");
  socket.hears("connect");
  assert.equal(live.stalled(), false);
});

test("no answer on a line where other things came: the connection stays", async () => {
  const { live, engine, sent } = opened();
  const answer = live.send("idea.add", {});
  engine.hears("packet");
  sent[0][3].answer(new Error("timeout"));
  assert.equal((await answer).by, "post");
  assert.deepEqual([sent.length, live.stalled()], [1, false]);
});

test("a command larger than the server reads is refused here, because it would close the connection", async () => {
  const { live, sent, posted } = opened();
  const room = LIMITS.message - 100 - JSON.stringify(["idea.add", { text: "", key: "k" }]).length;
  live.send("idea.add", { text: "x".repeat(room), key: "k" });
  assert.equal(sent.length, 1);
  for (const text of ["x".repeat(room + 1), "ä".repeat(room / 2 + 1)])
    assert.deepEqual(await live.send("idea.add", { text, key: "k" }), { ok: false, code: "too_large", facts: {} });
  assert.deepEqual([sent.length, posted.length], [1, 0]);
});

test("after a sleep, and when the page is looked at again, it asks anew", () => {
  const real = Date.now;
  let slept = 0;
  Date.now = () => real() + slept;
  try {
    const { socket, sent, shown } = opened();
    mock.timers.tick(5000);
    assert.deepEqual(sent, []);
    slept = 60000;
    mock.timers.tick(5000);
    assert.deepEqual(sent, [["sync"]]);
    document.visibilityState = "hidden";
    shown.hears("visibilitychange");
    assert.equal(sent.length, 1);
    document.visibilityState = "visible";
    socket.connected = true;
    shown.hears("visibilitychange");
    assert.equal(sent.length, 1);
    socket.connected = false;
    shown.hears("visibilitychange");
    assert.deepEqual(sent[1], ["(connect)"]);
  } finally {
    Date.now = real;
  }
});

test("a posted command carries the cookie and the form's token; what goes wrong is one refusal", async () => {
  const { posted } = page();
  const offline = { ok: false, code: "offline", facts: {} };
  await post(BOOT, "undo", { n: 1 }, 5000);
  assert.deepEqual(posted, [
    [
      "/do/ABCDEF",
      {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRF": "form-token" },
        body: '["undo",{"n":1}]',
      },
    ],
  ]);
  globalThis.fetch = () => Promise.reject(new TypeError("no network"));
  assert.deepEqual(await post(BOOT, "undo", {}, 5000), offline);
  globalThis.fetch = () => Promise.resolve({ json: () => Promise.reject(new SyntaxError("a proxy's page")) });
  assert.deepEqual(await post(BOOT, "undo", {}, 5000), offline);
  globalThis.fetch = () => new Promise(() => {});
  const late = post(BOOT, "undo", {}, 5000);
  mock.timers.tick(5000);
  const { later, ...refused } = await late;
  assert.deepEqual(refused, offline);
  assert.ok(later instanceof Promise);
});

test("an answer that comes after the patience is over can still be heard", async () => {
  page();
  const said = { ok: false, code: "changed_meanwhile", facts: {} };
  let arrive;
  globalThis.fetch = () => new Promise((done) => (arrive = done));
  const late = post(BOOT, "agenda.go", {}, 5000);
  mock.timers.tick(5000);
  const { code, later } = await late;
  arrive({ json: async () => said });
  assert.deepEqual([code, await later], ["offline", said]);
});

test("no two keys are alike, and each is made of what the server takes", () => {
  const keys = Array.from({ length: 200 }, newKey);
  assert.equal(new Set(keys).size, 200);
  keys.forEach((key) => assert.match(key, /^[A-Za-z0-9_-]{22}$/));
  assert.equal(new Set(keys.join("")).size, 64, "every letter is used");
});

test("what was computed from the store is kept until its kinds change", () => {
  const store = { idea: { 2: { id: 2 }, 1: { id: 1 }, 10: { id: 10 } } };
  const look = lookup(store);
  const runs = [];
  const count = memoized(look, ["idea", "cluster"], (key) => runs.push(key));
  assert.deepEqual(look.all("idea"), [{ id: 1 }, { id: 2 }, { id: 10 }]);
  look.all("idea").reverse();
  assert.deepEqual(look.all("idea")[0], { id: 1 }, "each caller has its own list");
  assert.deepEqual([count("a"), count("a"), count("b"), count("b")], [1, 1, 2, 2]);
  look.changed(["tally"]);
  assert.equal(count("b"), 2);
  store.idea[3] = { id: 3 };
  look.changed(["idea"]);
  assert.deepEqual([look.all("idea").length, look.version("idea"), look.version("cluster")], [4, 1, 0]);
  assert.equal(count("b"), 3);
  look.changed(["cluster"]);
  assert.equal(count("b"), 4);
});

test("a page is loaded anew once for a reason, and not again for half a minute", () => {
  const kept = new Map();
  let loads = 0;
  globalThis.sessionStorage = { getItem: (name) => kept.get(name), setItem: (name, value) => kept.set(name, value) };
  globalThis.location = { reload: () => (loads += 1) };
  const real = Date.now;
  const at = (seconds) => (Date.now = () => NOW + seconds * 1000);
  try {
    at(0);
    reloadOnce("reloaded");
    reloadOnce("reloaded");
    reloadOnce("out");
    assert.equal(loads, 2);
    at(29);
    assert.equal(knows({}, { kind: "new" }), false);
    assert.equal(loads, 2);
    at(30);
    assert.equal(knows({}, { kind: "new" }), false);
    assert.equal(loads, 3);
    assert.equal(knows({ dots: {} }, { kind: "dots" }), true);
    assert.equal(loads, 3);
  } finally {
    Date.now = real;
  }
});
