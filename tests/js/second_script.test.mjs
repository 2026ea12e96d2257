// The phone's second script: when it is loaded, and what happens when it does not come.
import assert from "node:assert/strict";
import test from "node:test";

import { secondScript } from "../../static/js/phone/second_script.js";

const turn = () => new Promise((done) => setImmediate(done));

/** A page whose imports end as `ends` says, one after another; `wait()` lets the pauses pass. */
function phone(...ends) {
  const page = { asked: [], pauses: [], drawn: 0, waiting: [], calm: true };
  const load = (address) => {
    page.asked.push(address);
    const end = ends.shift();
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
  };
  const isCalm = () => page.calm;
  const later = (work, pause) => {
    page.pauses.push(pause);
    page.waiting.push(work);
  };
  page.get = secondScript("/second.js", isCalm, () => (page.drawn += 1), load, later);
  page.wait = async () => {
    page.waiting.splice(0).forEach((work) => work());
    await turn();
  };
  return page;
}

const SCRIPT = { VIEWS: {} };

test("it is loaded once when the page has come to rest", async () => {
  const page = phone(SCRIPT);
  assert.equal(page.get(false), null);
  assert.equal(page.get(false), null);
  assert.deepEqual(page.asked, []);
  await page.wait();
  assert.deepEqual([page.asked, page.drawn, page.get(false)], [["/second.js"], 1, SCRIPT]);
});

test("it waits while the first idea is on its way", async () => {
  const page = phone(SCRIPT);
  page.calm = false;
  page.get(false);
  await page.wait();
  await page.wait();
  assert.deepEqual(page.asked, []);
  page.calm = true;
  await page.wait();
  assert.deepEqual(page.asked, ["/second.js"]);
});

test("a step that needs it does not wait", async () => {
  const page = phone(SCRIPT);
  page.get(false);
  assert.equal(page.get(true), null);
  assert.equal(page.get(true), null);
  await turn();
  assert.deepEqual([page.asked, page.drawn, page.get(true)], [["/second.js"], 1, SCRIPT]);
  await page.wait();
  assert.equal(page.asked.length, 1, "the rest that had been waited for loads nothing again");
});

test("without a line it is tried again, each time under another address: browsers keep failures", async () => {
  const page = phone(new TypeError("offline"), new TypeError("offline"), SCRIPT);
  page.get(true);
  await turn();
  await page.wait();
  assert.equal(page.get(true), null);
  await page.wait();
  assert.deepEqual(page.asked, ["/second.js", "/second.js?1", "/second.js?2"]);
  assert.ok(page.pauses[0] < page.pauses[1], "the pauses grow");
  assert.deepEqual([page.drawn, page.get(true)], [1, SCRIPT]);
});

test("a script of another release loads the page again, once", async () => {
  const kept = new Map();
  globalThis.sessionStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
  };
  let loads = 0;
  globalThis.location = { reload: () => (loads += 1) };
  const page = phone(new SyntaxError("no export of that name"), new SyntaxError("again"));
  page.get(true);
  await turn();
  await page.wait();
  assert.equal(loads, 1);
});
