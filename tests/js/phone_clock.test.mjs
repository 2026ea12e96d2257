// The phone's clock: a second that passes costs one write of letters, and nothing else on the page.
import assert from "node:assert/strict";
import test from "node:test";

import { everySecond } from "../../static/js/phone/every_second.js";
import { header } from "../../static/js/phone/page_head.js";
import { like } from "./like.mjs";

/** A node that records each write to it in `log`. */
function recorded(log, fields) {
  const classList = { toggle: (name, on) => log.push(`${name} ${on}`) };
  return new Proxy(Object.assign(fields, { classList }), {
    set: (node, field, value) => {
      log.push(`${field} ${value}`);
      node[field] = value;
      return true;
    },
  });
}

function phone(left) {
  const step = { ...like("ideas"), id: 3, position: 1, name: {}, prompt: {}, state: "open", ends_at: left };
  const forum = { state: "live", now: 3, title: { fi: "Museo" } };
  const shapes = { forum: [forum], activity: [] };
  const me = { clock: 0, nodes: null, forum, shapes, step, log: [], ready: true, boot: { lang: "fi" } };
  const store = { all: (kind) => shapes[kind] || [], get: () => step, version: () => 1 };
  me.live = { now: () => me.clock, store };
  const letters = recorded(me.log, { nodeValue: "" });
  const nodes = {
    timer: recorded(me.log, { hidden: true, firstChild: letters, textContent: "", setAttribute() {} }),
    steps: { classList: { toggle() {} }, firstChild: null, appendChild() {} },
    where: {},
    background: {},
    help: {},
    unnamed: {},
  };
  me.nodes = nodes;
  globalThis.document = { getElementById: (id) => nodes[id], createElement: () => ({ setAttribute() {} }) };
  return me;
}

test("in each second the letters of the clock are written once, and nothing else of it is touched", () => {
  const me = phone(90_000);
  const paint = header(me);
  paint(me.step);
  assert.deepEqual(me.log.splice(0), ["hidden false", "nodeValue 1:30", "last false"]);
  for (me.clock = 500; me.clock < 29_500; me.clock += 500) paint(me.step);
  assert.equal(me.log.length, 29);
  assert.ok(me.log.splice(0).every((one) => one.startsWith("nodeValue 1:")));
  me.clock = 30_000;
  paint(me.step);
  assert.deepEqual(me.log.splice(0), ["nodeValue 1:00", "last true"]);
  me.step.ends_at = null;
  paint(me.step);
  paint(me.step);
  assert.deepEqual(me.log, ["hidden true", "textContent ", "last false"]);
});

test("the page looks once a second, just after its clock has changed, and goes on after a failure", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const me = phone(10_300);
  const seen = [];
  const wait = (ms) => {
    for (let passed = 0; passed < ms; passed += 10) {
      me.clock += 10;
      context.mock.timers.tick(10);
    }
  };
  assert.throws(() =>
    everySecond(me, () => {
      if (seen.push(me.clock) === 1) throw new Error("once");
    }),
  );
  wait(3000);
  assert.deepEqual(seen, [0, 320, 1320, 2320]);
  me.clock = 10_320;
  wait(3000);
  assert.ok(seen.length <= 8, "at the end of the time it is no more often");
  me.ready = false;
  wait(2000);
  assert.ok(seen.length >= 9, "and without a connection it goes on");
});

test("the foot of the page says what is true of the step and of the forum", () => {
  const shown = (forum, form, others = []) => {
    const me = phone(null);
    Object.assign(me.forum, forum);
    me.step.form = form;
    me.shapes.activity = [me.step, ...others.map((form) => ({ ...me.step, form }))];
    header(me)(forum.now === null ? null : me.step);
    return ["help", "unnamed"].filter((name) => !me.nodes[name].hidden);
  };
  assert.deepEqual(shown({}, false, [true]), ["help", "unnamed"]);
  assert.deepEqual(shown({}, true), ["help"], "a form asks for names");
  assert.deepEqual(shown({ self_paced: true }, false), ["unnamed"], "nobody is there who would see a hand");
  assert.deepEqual(shown({ state: "ended" }, false), ["unnamed"]);
  assert.deepEqual(shown({ state: "ended" }, false, [true]), []);
  assert.deepEqual(shown({ now: null }, false, [true]), ["help"]);
});
