// The phone page takes over what the server drew: nothing that was typed is lost, and the footer covers no field.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { beforeSnapshot } from "../../static/js/phone/before_snapshot.js";
import { localStorageOrNull, sessionStorageOrNull } from "../../static/js/phone/browser_storage.js";
import { IDEA, restoreCaret } from "../../static/js/phone/caret.js";
import { focusReturnPoint, highestSeen, hydrate, queueEarlySubmit } from "../../static/js/phone/hydrate.js";
import { isComposing, keepFooterVisible } from "../../static/js/phone/sticky_footer.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeCards } from "./fake_cards.mjs";
import { fakeDom, layOut } from "./fake_dom.mjs";

let body = null;

beforeEach(() => {
  body = fakeDom("foot");
  setWords({ lang: "fi", words: {} });
});

/** A phone with these drafts; what it sends is in `sent`. */
function phone(drafts = {}, more = {}) {
  const sent = [];
  return {
    sent,
    kept: drafts,
    drafts: { get: (id) => drafts[id] || "", set: (id, text) => (drafts[id] = text) },
    outbox: { items: () => more.items || [], arrived: () => more.arrived || [], add: (entry) => sent.push(entry) },
    paintStatus: () => (sent.painted = true),
    ...more,
  };
}

/** The server's form of step 2 with this text in its field. */
function form(text, facts = {}) {
  const field = el("textarea", { id: "idea" });
  const made = el("form", { id: "write" }, field);
  Object.assign(field, { value: text, form: made, selectionStart: 3, selectionEnd: 5, ...facts });
  made.elements = { activity: { value: "2" }, text: field };
  body.appendChild(el("main", {}, made));
  return { made, field };
}

// -- drafts ------------------------------------------------------------------------------------------------------------

for (const [typed, stored, draft] of [
  ["Kahvila", "", "Kahvila"],
  ["Kahvila", "Vanha", "Kahvila"],
  ["", "Vanha", "Vanha"],
  ["Sama", "Sama", "Sama"],
])
  test(`'${typed}' in the field and the draft '${stored}' become the draft '${draft}'`, () => {
    form(typed);
    const page = phone({ 2: stored });
    hydrate(page, { id: 2 });
    assert.equal(page.kept[2], draft);
  });

test("the caret stays only in the field of the step that is shown, and only if it was there", () => {
  const { field } = form("Kahvila");
  assert.equal(hydrate(phone(), { id: 2 }), null, "the field had no focus");
  field.focus();
  assert.deepEqual(hydrate(phone(), { id: 2 }), { from: 3, to: 5 });
  assert.equal(hydrate(phone(), { id: 3 }), null, "another step is shown now");
  assert.ok(!hydrate(phone(), null));
});

test("a page without a field has no caret", () => {
  assert.equal(hydrate(phone(), { id: 2 }), null);
  body.appendChild(el("textarea", { id: "idea" }));
  assert.equal(hydrate(phone(), { id: 2 }), null, "nor has one whose field belongs to no form");
});

test("buttons beside the form get their own forms back, because the script keeps the draft", () => {
  const button = body.appendChild(el("button", { form: "write", formaction: "/idea/3" }));
  hydrate(phone(), null);
  assert.deepEqual([button.getAttribute("form"), button.getAttribute("formaction")], [null, null]);
});

test("the caret is put back where it was", () => {
  const { field } = form("Kahvila");
  field.setSelectionRange = (...range) => (field.range = range);
  restoreCaret({ from: 3, to: 5 }, IDEA);
  assert.deepEqual([field.range, document.activeElement === field], [[3, 5], true]);
  body.textContent = "";
  restoreCaret({ from: 3, to: 5 }, IDEA);
});

for (const [text, focused, highest] of [
  ["", false, Infinity],
  ["Kahvila", false, 12],
  ["", true, 12],
])
  test(`with '${text}' in a field ${focused ? "with" : "without"} the focus cards up to ${highest} are shown`, () => {
    const { field, made } = form(text);
    if (focused) field.focus();
    for (const number of [4, 12, 7])
      made.parentNode.appendChild(el("article", { class: "idea" }, el("span", { class: "no" }, number)));
    assert.equal(highestSeen(), highest);
  });

test("without a field every card is shown", () => {
  assert.equal(highestSeen(), Infinity);
});

// -- before the first snapshot -----------------------------------------------------------------------------------------

const submit = (made, more) => ({
  target: made,
  prevented: false,
  preventDefault() {
    this.prevented = true;
  },
  ...more,
});

test("an idea that is sent before the page is ready goes through the outbox, and the field is free", () => {
  const { made, field } = form("Kahvila");
  const page = phone();
  const event = submit(made);
  queueEarlySubmit(page, event);
  assert.deepEqual(page.sent, [{ verb: "idea.add", body: { activity: 2, text: "Kahvila" } }]);
  assert.deepEqual([event.prevented, field.value], [true, ""]);
});

for (const [name, change] of [
  ["on a page that is ready", (page) => (page.ready = true)],
  ["without words", (page, event) => (event.target.elements.text.value = "  ")],
  ["of another form", (page, event) => event.target.setAttribute("id", "edit")],
  ["by a button with another purpose", (page, event) => (event.submitter = el("button", { formaction: "/language" }))],
])
  test(`a form ${name} is left to the browser or to the page`, () => {
    const { made } = form("Kahvila");
    Object.defineProperty(made, "id", { get: () => made.getAttribute("id") });
    const page = phone();
    const event = submit(made);
    change(page, event);
    queueEarlySubmit(page, event);
    assert.deepEqual([page.sent, event.prevented], [[], false]);
  });

const item = (key, more) => ({ key, verb: "idea.add", state: "waiting", body: { text: "Idea " + key }, ...more });

/** The cards below the field: text and state. */
function early(items, arrived) {
  fakeCards("own");
  beforeSnapshot(phone({}, { items, arrived }));
  const list = document.getElementById("early");
  return (
    list &&
    list.children.map(
      (card) => card.querySelectorAll("p")[0].textContent + " | " + card.querySelector("span").textContent,
    )
  );
}

test("what is posted before the first snapshot stands below the field with its state, the newest first", () => {
  const { made } = form("");
  const refused = item("c", { state: "refused", code: "too_long", facts: {} });
  early([item("a"), item("b"), refused], [item("d", { made: { idea: 4 } })]);
  const list = document.getElementById("early");
  assert.equal(made.parentNode.children[1] === list, true);
  assert.deepEqual(
    list.children.map((card) => [card.className, card.textContent]),
    [
      ["idea", "Idea dnet.saved"],
      ["idea unsent", "Idea crefusal.too_long"],
      ["idea unsent", "Idea bnet.saving"],
      ["idea unsent", "Idea anet.saving"],
    ],
  );
});

test("nothing is drawn for votes, for what was taken back, or twice for the same state", () => {
  form("");
  assert.equal(early([item("a", { verb: "ballot.set" }), item("b", { gone: true })]), null);
  early([item("a")]);
  const list = document.getElementById("early");
  beforeSnapshot(phone({}, { items: [item("a")] }));
  assert.equal(document.getElementById("early") === list, true);
  beforeSnapshot(phone({}, { items: [], arrived: [item("a", { made: { idea: 1 } })] }));
  assert.match(document.getElementById("early").textContent, /net\.saved/);
});

test("the status line is drawn although there is no form", () => {
  const page = phone();
  beforeSnapshot(page);
  assert.equal(page.sent.painted, true);
});

// -- after a change of language ----------------------------------------------------------------------------------------

function at(hash, chosen) {
  const replaced = [];
  Object.assign(window, {
    location: { hash, pathname: "/j/ABCDEF" },
    history: { replaceState: (state, title, address) => replaced.push(address) },
  });
  focusReturnPoint({ chosen });
  return replaced;
}

test("after a change of language the focus is where it was, and a reload begins at the top", () => {
  const node = body.appendChild(el("button", { id: "lang" }));
  assert.deepEqual(at("#lang", 0), ["/j/ABCDEF"]);
  assert.equal(document.activeElement, node);
  assert.deepEqual(at("#lang", 3), ["/j/ABCDEF?activity=3"]);
});

test("an address without a place in the page stays as it is", () => {
  assert.deepEqual([at("", 0), at("#", 0), at("#gone", 0)], [[], [], []]);
});

// -- the footer --------------------------------------------------------------------------------------------------------

for (const [name, focused, draft, composing] of [
  ["the focus in the field", "idea", "", true],
  ["the focus in the footer", "foot", "", true],
  ["a draft", null, "Kahvila", true],
  ["an empty draft", null, "  ", false],
  ["neither", null, "", false],
])
  test(`with ${name} a person ${composing ? "is" : "is not"} writing an idea`, () => {
    const field = body.appendChild(Object.assign(el("textarea", {}), { id: "idea" }));
    if (focused) (focused === "idea" ? field : document.getElementById("foot")).focus();
    assert.equal(isComposing(phone({ 2: draft }), { id: 2 }), composing);
    assert.equal(isComposing(phone({ 2: draft }), null), composing && Boolean(focused));
  });

/** A footer whose upper edge is at 600 of 700 pixels, and a field between these edges, which gets the focus. */
function covered(top, bottom, { tag = "TEXTAREA", edge = 600, hidden = false, keyboard = false } = {}) {
  const footer = document.getElementById("foot");
  const node = body.appendChild(Object.assign(el("p", {}), { tagName: tag, tabIndex: 0 }));
  node.matches = (selector) => selector === ":focus-visible" && keyboard;
  Object.assign(footer, { hidden });
  const moved = [];
  Object.assign(window, { innerHeight: 700, visualViewport: null, scrollBy: (x, y) => moved.push(y) });
  layOut((one) => ({ box: one === footer ? { top: edge } : { top, bottom } }));
  keepFooterVisible(footer);
  node.focus();
  document.body.hears("focusin");
  return moved;
}

for (const [name, moved, args] of [
  ["above the footer", [], [100, 592]],
  ["under the footer", [9], [100, 601]],
  ["taller than the page: its beginning stays", [50], [50, 900]],
  ["that begins above the page", [0], [-20, 900]],
  ["below the page", [], [700, 800]],
  ["over a hidden footer", [], [100, 601, { hidden: true }]],
  ["over a footer that is out of sight", [8], [100, 700, { edge: 900 }]],
  ["on a low page whose footer is above", [8], [100, 700, { edge: -5 }]],
  ["that was tapped and is no field", [], [100, 601, { tag: "BUTTON" }]],
  ["that was reached by keyboard", [9], [100, 601, { tag: "BUTTON", keyboard: true }]],
  ["of one line", [9], [100, 601, { tag: "INPUT" }]],
])
  test(`a field ${name} moves the page by ${moved.join() || "nothing"}`, () => {
    assert.deepEqual(covered(...args), moved);
  });

test("an old browser that does not know how the focus came moves nothing", () => {
  const footer = document.getElementById("foot");
  const node = body.appendChild(Object.assign(el("p", {}), { tagName: "BUTTON" }));
  node.matches = () => {
    throw new SyntaxError(":focus-visible");
  };
  const moved = [];
  Object.assign(window, { innerHeight: 700, visualViewport: null, scrollBy: (x, y) => moved.push(y) });
  keepFooterVisible(footer);
  node.focus();
  document.body.hears("input");
  assert.deepEqual(moved, []);
});

for (const [height, offset, scale, transform] of [
  [700, 0, 1, ""],
  [640, 0, 1, ""],
  [639, 0, 1, "translateY(-61px)"],
  [400, 0, 1, "translateY(-300px)"],
  [400, 100, 1, "translateY(-200px)"],
  [400, 0, 2, ""],
])
  test(`a keyboard that leaves ${height} of 700 pixels (at ${offset}, zoom ${scale}) moves the footer '${transform}'`, () => {
    const listeners = {};
    const seen = { height, offsetTop: offset, scale, addEventListener: (name, run) => (listeners[name] = run) };
    Object.assign(window, { innerHeight: 700, visualViewport: seen });
    const footer = document.getElementById("foot");
    keepFooterVisible(footer);
    listeners.resize();
    assert.equal(footer.style.transform, transform);
    seen.height = 700;
    seen.offsetTop = 0;
    listeners.scroll();
    assert.equal(footer.style.transform, "", "it goes down with the keyboard");
  });

// -- the browser's storage ---------------------------------------------------------------------------------------------

test("a browser that forbids its storage gives none", () => {
  globalThis.window = { localStorage: "local", sessionStorage: "session" };
  assert.deepEqual([localStorageOrNull(), sessionStorageOrNull()], ["local", "session"]);
  const forbidden = { get: () => assert.fail(new Error("SecurityError")) };
  globalThis.window = Object.defineProperties({}, { localStorage: forbidden, sessionStorage: forbidden });
  assert.deepEqual([localStorageOrNull(), sessionStorageOrNull()], [null, null]);
});
