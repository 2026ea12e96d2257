// Texts that did not reach the forum: how they stand beside the next step and after the end, and how one that came too
// late is sent to the step in which people write now.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { newPlace, sendHere } from "../../static/js/phone/send_here.js";
import { unsentTexts } from "../../static/js/phone/unsent.js";
import { setWords } from "../../static/js/text/words.js";
import { step } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

beforeEach(() => setWords({ lang: "fi", words: {} }));

/** A phone whose store holds these shapes ({kind: [shape]}) and its outbox these items; what it sends is in `sent`. */
function phone(shapes, items) {
  const sent = [];
  const all = (kind) => shapes[kind] || [];
  return {
    sent,
    live: { now: () => 0, store: { all, get: (kind, id) => all(kind).find((one) => one.id === id) } },
    outbox: { items: () => items, add: (entry) => sent.push(entry) },
    second: () => null,
    draw: () => null,
  };
}

test("a refused text is one line beside the next step, and after the end a card that can be read and removed", () => {
  const forum = { state: "live" };
  const body = { activity: 3, text: "Keinu" };
  const items = [{ key: "k", verb: "idea.add", state: "refused", code: "ideas_closed", facts: {}, body }];
  const page = phone({ forum: [forum] }, items);
  page.outbox.drop = () => items.pop();
  const node = fakeDom("kept").querySelector("#kept");
  const paint = unsentTexts(page);
  paint(step(4, "ideas"));
  assert.equal(node.firstChild.tagName, "DETAILS");
  forum.state = "ended";
  paint(null);
  assert.equal(node.firstChild.tagName, "SECTION");
  assert.ok(node.textContent.includes("phone.unsent.over"), node.textContent);
  node.querySelector(".bare").hears("click");
  paint(null);
  assert.deepEqual([items.length, node.hidden], [0, true]);
});

/** A phone with the draft of step 3, which has ended, and what it drew beside `now`. */
function lateDraft(now, second) {
  const page = phone({ forum: [{ state: "live" }], activity: [step(3, "ideas", { state: "closed" }), now] }, []);
  const texts = { 3: " Keinu  pihalle " };
  page.second = () => second;
  page.drafts = { get: (id) => texts[id] || "", set: (id, text) => (texts[id] = text) };
  const dom = fakeDom("kept", "main");
  const paint = unsentTexts(page);
  paint(now);
  return { page, texts, paint, node: dom.querySelector("#kept") };
}

test("a text that came too late is sent to the step in which people write now by one press", () => {
  const { page, texts, paint, node } = lateDraft(step(4, "ideas", { state: "open" }), { newPlace, sendHere });
  assert.ok(node.textContent.includes("phone.unsent.here") && !node.textContent.includes("grace.missed"));
  node.querySelector(".work > .btn").hears("click");
  assert.deepEqual(page.sent, [{ verb: "idea.add", body: { activity: 4, text: "Keinu pihalle" } }]);
  assert.equal(texts[3], "");
  paint(step(4, "ideas"));
  assert.ok(node.hidden);
});

test("a refused text keeps its key and its place in the outbox when it is sent to another step", () => {
  const changed = [];
  const one = { key: "k", step: 0, of: 3, to: 4, text: "Keinu", late: true };
  const page = { outbox: { change: (...what) => changed.push(what) } };
  fakeDom("main");
  sendHere(page, one).hears("click");
  assert.deepEqual(changed, [["k", { activity: 4 }]]);
});

for (const [what, now, second] of [
  ["in a vote", step(4, "dots", { state: "open" }), true],
  ["where a form is filled in", step(4, "ideas", { state: "open", form: true }), true],
  ["in a step that has not begun", step(4, "ideas", { state: "waiting" }), true],
  ["before the second script is there", step(4, "ideas", { state: "open" }), false],
])
  test("such a text cannot be sent " + what + ", and a helper may add it", () => {
    const { node } = lateDraft(now, second ? { newPlace, sendHere } : null);
    assert.ok(node.textContent.includes("grace.missed") && !node.querySelector(".work > .btn"));
  });

test("a change of an idea that came too late is no idea of another step", () => {
  const one = { key: "k", step: 0, of: 0, text: "Keinu", late: false };
  assert.deepEqual(newPlace(phone({ forum: [{}] }, []), step(4, "ideas", { state: "open" }), one), {});
});
