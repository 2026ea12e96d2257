// Texts that did not reach the forum: how they stand beside the next step and after the end, and how one that came too
// late is sent to the step in which people write now.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { newPlace, sendHere } from "../../static/js/phone/send_here.js";
import { saved } from "../../static/js/phone/status_line.js";
import { unsentTexts } from "../../static/js/phone/unsent.js";
import { isOpen, modeOf, shownStep } from "../../static/js/phone/view.js";
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
    notice: (...said) => sent.push(said),
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
  assert.deepEqual(page.sent, [
    ["", "clock", "net.saving: Keinu pihalle"],
    { verb: "idea.add", body: { activity: 4, text: "Keinu pihalle" } },
  ]);
  assert.equal(texts[3], "");
  paint(step(4, "ideas"));
  assert.ok(node.hidden);
});

test("a refused text keeps its key and its place in the outbox when it is sent to another step", () => {
  const changed = [];
  const one = { key: "k", step: 0, of: 3, to: 4, text: "Keinu", late: true };
  const page = { outbox: { change: (...what) => changed.push(what) }, notice: () => null };
  fakeDom("main");
  const button = sendHere(page, one);
  assert.equal(button.getAttribute("aria-label"), "phone.unsent.here.send: Keinu", "of two texts, which");
  button.hears("click");
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

const WINDOWS = [null, { activity: 3, opens_at: -2, due_at: null }, { activity: 3, opens_at: -2, due_at: -1 }];
const STATES = ["waiting", "open", "closing", "closed"];

/** Every forum in which there is a draft of step 3: {state, self_paced, early, now, chosen, step}. */
function* forums() {
  for (const state of ["planned", "live", "ended"])
    for (const self_paced of [false, true])
      for (const early of WINDOWS)
        for (const now of [null, 3, 4])
          for (const step of STATES) yield { state, self_paced, early, now, chosen: now || 0, step };
}

/** Whether the field of step 3 is on the page, where this text is in it, as phone.js draws the page. */
function hasField(page) {
  const now = shownStep(page);
  return Boolean(now) && now.id === 3 && modeOf(page, now) === "ideas" && isOpen(page, now);
}

test("a text that was never sent is in its field or on a card, whatever the state of step and forum", () => {
  const seen = { field: 0, card: 0 };
  for (const { step: state, chosen, ...forum } of forums()) {
    const what = JSON.stringify({ state, chosen, ...forum });
    const steps = [step(3, "ideas", { state, closes_at: state === "closing" ? 1 : null }), step(4, "welcome")];
    const page = phone({ forum: [{ paused: false, ...forum }], activity: steps }, []);
    Object.assign(page, { chosen, finishing: 0, drafts: { get: (id) => (id === 3 ? "Keinu pihalle" : "") } });
    Object.assign(page, { lasting: () => true });
    const node = fakeDom("kept").querySelector("#kept");
    const now = shownStep(page);
    unsentTexts(page)(now);
    const field = hasField(page);
    assert.equal(node.textContent.includes("Keinu pihalle"), !field, what);
    const words = saved(page, modeOf(page, now) === "ended" ? null : now);
    assert.ok(words && !["phone.saved", "phone.in"].includes(words[2]), what);
    if (!field && forum.state === "ended") assert.ok(node.textContent.includes("phone.unsent.over"), what);
    seen[field ? "field" : "card"] += 1;
  }
  assert.ok(seen.field > 10 && seen.card > 100, JSON.stringify(seen));
});

test("a text of early entry that was not sent in time can be sent to the step in which people write now", () => {
  const { page, paint, node } = lateDraft(step(4, "ideas", { state: "open" }), { newPlace, sendHere });
  page.live.store.get("activity", 3).state = "waiting";
  paint(step(4, "ideas", { state: "open" }));
  node.querySelector(".work > .btn").hears("click");
  assert.deepEqual(page.sent.pop(), { verb: "idea.add", body: { activity: 4, text: "Keinu pihalle" } });
});
