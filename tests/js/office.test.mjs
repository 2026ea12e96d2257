// The scripts of the office's pages, which work without them: what each adds, and that nothing typed is lost.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test, { beforeEach, mock } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { softenWords } from "../../static/js/office/long_words.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

let body = null;
let heard = {};
let loaded = 0;

beforeEach(() => {
  mock.timers.reset();
  body = fakeDom();
  heard = {};
  document.createTreeWalker = (root) => walker(root);
  globalThis.NodeFilter = { SHOW_TEXT: 4 };
  globalThis.getComputedStyle = () => ({ fontSize: "16px" });
  window.innerWidth = 1366;
  Object.assign(window, { addEventListener: (name, run) => (heard[name] = (heard[name] || []).concat(run)) });
  globalThis.location = { hash: "" };
});

/** Walks over the texts below an element, as a browser does. */
function walker(root) {
  const texts = (node) => (node.childNodes ? node.childNodes.flatMap(texts) : [text(node)]);
  const all = texts(root);
  const here = { nextNode: () => ((here.currentNode = all.shift()), Boolean(here.currentNode)) };
  return here;
}

function text(node) {
  return Object.defineProperty(Object.create(node), "data", {
    get: () => node.textContent,
    set: (words) => (node.textContent = words),
  });
}

/** Runs the office's script on the page as it is. */
async function office() {
  loaded += 1;
  await import("../../static/js/office.js?" + loaded);
}

const require = createRequire(import.meta.url);

/** Runs a script that imports nothing: node takes it for no module, and would run it once only. */
function runPlain(path) {
  delete require.cache[require.resolve(path)];
  require(path);
}

const fires = (name) => {
  const event = { prevented: false, preventDefault: () => (event.prevented = true) };
  (heard[name] || []).forEach((run) => run(event));
  return event.prevented;
};

const form = (attrs, ...inner) =>
  Object.assign(el("form", attrs, ...inner), { contains: (node) => inner.includes(node) });

// -- unsaved text ------------------------------------------------------------------------------------------------------

test("a page with unsaved text asks before it is left, one without does not", async () => {
  const typed = body.appendChild(form({ "data-leave": true }));
  await office();
  assert.equal(fires("beforeunload"), false);
  typed.hears("input");
  assert.equal(fires("beforeunload"), true);
});

for (const [name, make, asks] of [
  ["its own form is sent", (typed) => typed, false],
  ["a form that keeps what is typed is sent", () => el("form", { "data-keeps": true }), false],
  ["another form is sent", () => el("form", {}), true],
])
  test(`when ${name} the page ${asks ? "still asks" : "can be left"}`, async () => {
    const typed = body.appendChild(form({ "data-leave": true }));
    await office();
    typed.hears("input");
    const target = make(typed);
    body.hears("submit", { target });
    assert.equal(fires("beforeunload"), asks);
  });

test("text that the server kept is not saved yet", async () => {
  body.appendChild(form({ "data-leave": "held" }));
  await office();
  assert.equal(fires("beforeunload"), true);
});

test("after a refusal the form it is about still has unsaved text", async () => {
  const refused = el("p", { class: "told", role: "alert" });
  refused.setAttribute("role", "alert");
  body.append(form({ "data-leave": true }, refused));
  document.querySelector = (selector) => (selector === ".told[role=alert]" ? refused : null);
  await office();
  assert.deepEqual([fires("beforeunload"), document.activeElement === refused], [true, true]);
});

// -- sending -----------------------------------------------------------------------------------------------------------

test("a form is sent once, and again after the way back", async () => {
  const sent = body.appendChild(el("form", { method: "post" }));
  await office();
  assert.deepEqual([sent.hears("submit").prevented, sent.hears("submit").prevented], [false, true]);
  fires("pageshow");
  assert.equal(sent.hears("submit").prevented, false);
});

test("a search is no form that is sent once", async () => {
  const search = body.appendChild(el("form", { method: "get" }));
  await office();
  search.hears("submit");
  assert.equal(search.hears("submit").prevented, false);
});

test("what became of a form has the focus", async () => {
  const told = body.appendChild(el("p", { class: "told", role: "status" }));
  await office();
  assert.equal(document.activeElement === told, true);
});

test("a password can be seen while it is typed, and is sent as a password", async () => {
  const field = el("input", { id: "new", type: "password" });
  const box = el("input", { type: "checkbox", "data-shows": "new" });
  const label = el("label", { hidden: true }, box);
  field.form = body.appendChild(el("form", {}, field, label));
  await office();
  assert.equal(label.hidden, false);
  Object.assign(box, { checked: true }).hears("change");
  assert.equal(field.type, "text");
  field.form.hears("submit");
  assert.equal(field.type, "password");
  Object.assign(box, { checked: false }).hears("change");
  assert.equal(field.type, "password");
});

// -- the agenda --------------------------------------------------------------------------------------------------------

test("steps of the evening are as wide as they are long, and one without a time can be seen", async () => {
  const steps = ["20", "0", ""].map((minutes) => el("li", { "data-minutes": minutes }));
  body.appendChild(el("ol", { class: "evening" }, ...steps));
  await office();
  assert.deepEqual(
    steps.map((step) => step.style.flexGrow),
    ["20", "1", "1"],
  );
});

/** The agenda after a step was moved up from where its arrow stood at `before`; its step now stands at 300. */
async function moved({ off = false, before = "420" } = {}) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const kept = { "office.arrow": before };
  globalThis.sessionStorage = { getItem: (name) => kept[name], setItem: (name, value) => (kept[name] = value) };
  globalThis.location = { hash: "#step-3" };
  const up = el("button", { class: "up", disabled: off });
  const down = el("button", { class: "down" });
  const step = el("li", { id: "step-3" }, el("p", { class: "order" }, up, down));
  up.form = down.form = el("form", {});
  body.appendChild(el("section", { id: "agenda" }, el("ol", { class: "list", "data-moved": "up" }, step)));
  layOut(() => ({ box: { top: 300 } }));
  const scrolled = [];
  window.scrollBy = ({ top }) => scrolled.push(top);
  await office();
  fires("load");
  mock.timers.tick(1);
  return { up, down, scrolled, kept };
}

test("the arrow that moved a step keeps the focus, and its place under the pointer", async () => {
  const { up, scrolled } = await moved();
  assert.deepEqual([document.activeElement === up, scrolled], [true, [-120]]);
});

test("where a step can go no further, the other arrow has the focus", async () => {
  const { down } = await moved({ off: true });
  assert.equal(document.activeElement === down, true);
});

test("a page that was opened anew scrolls nowhere", async () => {
  assert.deepEqual((await moved({ before: null })).scrolled, []);
});

test("before a step moves, the place of its arrow is noted", async () => {
  const { up, kept } = await moved();
  up.form.hears("submit");
  assert.equal(kept["office.arrow"], "300");
});

test("a form for a new step has the focus where it opens", async () => {
  globalThis.location = { hash: "#adding" };
  const heading = el("h3", {});
  body.appendChild(el("section", { id: "adding" }, heading));
  await office();
  assert.equal(document.activeElement === heading, true);
});

// -- long words --------------------------------------------------------------------------------------------------------

const LONG = "Kaupunginmuseosäätiönhallitus";
const soft = (words) => words.includes("\u00ad");

/** The text of a paragraph in this element after it was softened; each text knows the element it stands in. */
function softened(node) {
  const [shown] = node.childNodes;
  Object.defineProperty(shown, "parentElement", { get: () => node });
  softenWords([body.appendChild(node)]);
  return node.textContent;
}

test("long words may break, short ones stay as they are", () => {
  assert.equal(soft(softened(el("p", {}, LONG))), true);
  assert.equal(softened(el("p", {}, "Ilta")), "Ilta");
});

test("where few letters stand on a line, shorter words may break, too", () => {
  assert.equal(soft(softened(el("p", {}, "yhteystiedot"))), false);
  globalThis.getComputedStyle = () => ({ fontSize: "64px" });
  assert.equal(soft(softened(el("p", {}, "yhteystiedot"))), true);
});

test("a button is called what is drawn on it", () => {
  const place = el("div", {});
  const button = el("button", { "aria-label": LONG + ": museo" }, LONG);
  place.querySelectorAll = () => [button];
  document.createTreeWalker = () => walker(el("p", {}));
  softenWords([place]);
  assert.equal(soft(button.getAttribute("aria-label")), true);
});

for (const [tag, attributes] of [
  ["textarea", {}],
  ["code", {}],
  ["p", { class: "address" }],
  ["p", { "data-exact": true }],
])
  test(`what must be read letter by letter has no hyphens: ${tag} ${JSON.stringify(attributes)}`, () => {
    assert.equal(softened(el(tag, attributes, LONG)), LONG);
  });

// -- print and files ---------------------------------------------------------------------------------------------------

test("the summary can be printed by a button", () => {
  const nav = body.appendChild(el("nav", { "data-print": "Tulosta" }));
  let printed = 0;
  window.print = () => (printed += 1);
  runPlain("../../static/js/office/print.js");
  const button = nav.querySelector("button");
  button.hears("click");
  assert.deepEqual([button.textContent, button.type, printed], ["Tulosta", "button", 1]);
});

/** The page about a file in the making, with these answers of the server one after another. */
function making(first, ...answers) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const state = ({ parts = [], ...data }) => el("div", data, ...parts);
  const place = body.appendChild(el("div", { id: "making" }, state(first)));
  const seen = { place, went: [], reloads: 0, asked: 0 };
  globalThis.location = { href: "/making", assign: (file) => seen.went.push(file), reload: () => (seen.reloads += 1) };
  globalThis.fetch = async () => {
    seen.asked += 1;
    const answer = answers.shift();
    if (!answer) throw new TypeError("offline");
    return { ok: answer !== "error", text: async () => answer };
  };
  globalThis.DOMParser = class {
    parseFromString(answer) {
      return { querySelector: () => (answer.gone ? null : state(answer)) };
    }
  };
  runPlain("../../static/js/office/making.js");
  seen.wait = async () => {
    mock.timers.tick(1000);
    for (let n = 0; n < 5; n += 1) await new Promise((go) => setImmediate(go));
  };
  return seen;
}

test("a file in the making is waited for, and opened when it is there", async () => {
  const seen = making(
    { "data-goes-on": "", "data-n": "1" },
    { "data-goes-on": "", "data-n": "2" },
    { "data-next": "/file.pdf" },
  );
  assert.equal(seen.asked, 0, "not before a second has passed");
  await seen.wait();
  assert.deepEqual([seen.asked, seen.place.firstElementChild.dataset.n, seen.went], [1, "2", []]);
  await seen.wait();
  assert.deepEqual([seen.asked, seen.went], [2, ["/file.pdf"]]);
  await seen.wait();
  assert.equal(seen.asked, 2);
});

test("a file that is there already is opened at once", () => {
  assert.deepEqual(making({ "data-next": "/file.pdf" }).went, ["/file.pdf"]);
});

test("numbers that rise change where they stand, so that no screen reader says the rest again", async () => {
  const counting = (says, value) => ({
    "data-goes-on": "",
    parts: [el("p", {}, says), el("p", {}, el("progress", { max: 5, value }), el("span", { "data-count": "" }, value))],
  });
  const seen = making(counting("Tuodaan 5 ideaa", 0), counting("Tuodaan 5 ideaa", 2), counting("Jatkuu", 3));
  const [first, bar] = [seen.place.firstElementChild, seen.place.querySelector("progress")];
  await seen.wait();
  assert.equal(seen.place.firstElementChild, first);
  assert.deepEqual([bar.value, seen.place.querySelector("[data-count]").textContent], ["2", "2"]);
  await seen.wait();
  assert.notEqual(seen.place.firstElementChild, first, "other words are another state");
});

test("a file that failed is waited for no longer", async () => {
  const seen = making({ "data-goes-on": "" }, { class: "failed" });
  await seen.wait();
  await seen.wait();
  assert.deepEqual([seen.asked, seen.place.firstElementChild.className, seen.went], [1, "failed", []]);
});

test("without a connection it is asked again; a page without the file in it is loaded anew", async () => {
  const seen = making({ "data-goes-on": "" }, null, "error", { gone: true });
  for (let n = 0; n < 3; n += 1) await seen.wait();
  assert.deepEqual([seen.asked, seen.reloads], [3, 1]);
});
