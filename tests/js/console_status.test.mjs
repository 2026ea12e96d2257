// The console's status line: what is saved, refused, lost or late, in one sentence.
import assert from "node:assert/strict";
import test from "node:test";

import { makeStatus } from "../../static/js/console/parts/status_line.js";
import { NOW } from "./console_shapes.mjs";
import { fakeDocument } from "./fake_phone.mjs";

const OFFLINE = { ok: false, code: "offline" };

function withoutPage(context) {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
  context.after(() => delete globalThis.document);
}

test("a console that opens has not lost its connection; one that finds no server says so", (context) => {
  withoutPage(context);
  fakeDocument();
  globalThis.document.createElementNS = globalThis.document.createElement;
  const node = globalThis.document.createElement();
  const status = makeStatus(node);
  status.online(false);
  assert.equal(node.textContent, "net.opening");
  context.mock.timers.tick(6000);
  assert.equal(node.textContent, "console.offline");
  status.online(true);
  status.ready();
  assert.equal(node.textContent, "console.saved");
  status.online(false);
  assert.equal(node.textContent, "console.offline");
});

/** A status line of a console that is connected and has everything: {node, status}. */
function readyStatus(context) {
  withoutPage(context);
  fakeDocument();
  globalThis.document.createElementNS = globalThis.document.createElement;
  const node = globalThis.document.createElement();
  const status = makeStatus(node);
  status.online(true);
  status.ready();
  return { node, status };
}

test("what was said of one action does not stand after the next, but a refusal does", (context) => {
  const { node, status } = readyStatus(context);
  const acts = (tone) => {
    status.say("merged", tone);
    status.begin();
    assert.equal(node.textContent, "merged");
    status.end({ ok: true });
    return node.textContent;
  };
  assert.deepEqual([acts(), acts("hint"), acts("refused")], ["console.saved", "console.saved", "merged"]);
  status.begin();
  status.say("theme B");
  status.end({ ok: true });
  assert.equal(node.textContent, "theme B", "what was said meanwhile is of this action");
});

test("a hint ends where the next press opens something, and nothing else does", (context) => {
  const { node, status } = readyStatus(context);
  const stands = (tone) => (status.say("said", tone), status.hush(), node.textContent);
  assert.deepEqual([stands("hint"), stands(), stands("refused")], ["console.saved", "said", "said"]);
});

test("a refusal that comes just before the connection is back stays to be read", (context) => {
  const { node, status } = readyStatus(context);
  const comesBack = (code) => {
    status.online(false);
    status.begin();
    status.end({ ok: false, code });
    assert.equal(node.textContent, "console.offline");
    status.online(true);
    return node.textContent;
  };
  assert.deepEqual(
    [comesBack("changed_meanwhile"), comesBack("offline")],
    ["refusal.changed_meanwhile", "console.back.unanswered"],
  );
});

test("a press that got no answer is not called saved when the connection is back", (context) => {
  const { node, status } = readyStatus(context);
  const lost = (late) => {
    status.begin();
    status.online(false);
    status.end(OFFLINE);
    if (late) status.late(late);
    status.online(true);
    return node.textContent;
  };
  assert.equal(lost(), "console.back.unanswered");
  assert.equal(lost(OFFLINE), "console.back.unanswered", "a connection that fails at last answers nothing");
  assert.equal(lost({ ok: true }), "console.back");
  assert.equal(lost({ ok: false, code: "changed_meanwhile" }), "refusal.changed_meanwhile");
  context.mock.timers.tick(15_000);
  status.online(false);
  status.online(true);
  assert.equal(node.textContent, "console.back", "the press was spoken of once");
  status.late({ ok: true });
  assert.equal(lost(), "console.back.unanswered", "an answer that came after that hides no other press");
});

test("while a command is on its way nobody is told that everything is saved", (context) => {
  const { node, status } = readyStatus(context);
  status.begin();
  status.online(false);
  status.online(true);
  context.mock.timers.tick(600);
  assert.equal(node.textContent, "net.saving");
  status.end({ ok: true });
  assert.equal(node.textContent, "console.saved");
});

test("a server that is slow is not called unreachable, and what it says at last is heard", (context) => {
  const { node, status } = readyStatus(context);
  const slow = (late) => {
    status.begin();
    status.end(OFFLINE);
    assert.equal(node.textContent, "console.unanswered");
    status.late(late);
    return node.textContent;
  };
  assert.equal(slow({ ok: true }), "console.saved");
  assert.equal(slow(OFFLINE), "console.unanswered");
  assert.equal(slow({ ok: false, code: "changed_meanwhile" }), "refusal.changed_meanwhile");
});
