// The page with the proposal form: what is typed stays on this phone until it has arrived, and no error page takes its
// place.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { fakeDom } from "./fake_dom.mjs";

let heard = {};
let loaded = 0;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  heard = {};
});

function storage(kept = {}) {
  return {
    kept,
    getItem: (name) => (name in kept ? kept[name] : null),
    setItem: (name, value) => (kept[name] = value),
    removeItem: (name) => delete kept[name],
    key: (n) => Object.keys(kept)[n],
    get length() {
      return Object.keys(kept).length;
    },
  };
}

const DRAFT = "draft/P3/form-new";

/** The page; `kept` is in the phone's storage, `page` are attributes of the page and `form` of its form. */
async function open({ kept = {}, tab = {}, typed = {}, page = {}, form = {}, server = "up" } = {}) {
  const body = fakeDom();
  const names = { title: {}, text: {}, phone: { "data-closed": true } };
  const fields = Object.keys(names).map((name) =>
    Object.assign(el("input", { "data-typed": true, ...names[name] }), { name }),
  );
  fields.forEach((field) => {
    field.value = typed[field.name] || "";
  });
  const [local, session] = [storage(kept), storage(tab)];
  const seen = { local, session, submits: 0, fields: Object.fromEntries(fields.map((field) => [field.name, field])) };
  const made = el("form", { id: "proposal", "data-draft": "-new", ...form }, ...fields);
  const key = { value: "key-1", hasAttribute: () => false };
  made.elements = Object.assign([...fields, key], { key });
  made.submit = () => (seen.submits += 1);
  const around = Object.assign(el("details", {}, made), { tagName: "DETAILS", open: false });
  const main = el("main", { id: "main", "data-place": "P3", ...page }, around);
  seen.discard = el("a", { "data-discard": true });
  seen.restored = el("p", { id: "restored", hidden: true });
  seen.offline = el("p", { id: "offline", hidden: true });
  body.append(main, seen.restored, seen.offline, seen.discard);
  Object.assign(window, {
    location: { pathname: "/j/ABC234/proposals/3" },
    localStorage: local,
    sessionStorage: session,
    addEventListener: (name, run) => (heard[name] = run),
  });
  seen.server = server;
  globalThis.fetch = () =>
    seen.server === "silent"
      ? new Promise(() => undefined)
      : seen.server === "up"
        ? Promise.resolve({})
        : Promise.reject(new TypeError());
  loaded += 1;
  await import("../../static/js/phone/proposals.js?" + loaded);
  Object.assign(seen, { form: made, key, around });
  seen.type = (name, words) => {
    seen.fields[name].value = words;
    made.hears("input");
  };
  seen.send = async () => {
    const { prevented } = made.hears("submit");
    await new Promise((go) => setImmediate(go));
    return prevented;
  };
  seen.draft = () => JSON.parse(local.getItem(DRAFT));
  return seen;
}

const stored = (more) => ({
  [DRAFT]: JSON.stringify({ key: "key-9", sent: false, open: { title: "Silta", text: "" }, ...more }),
});

test("what is typed is stored after a moment, closed fields for this tab only", async () => {
  const page = await open();
  page.type("title", "Silta");
  page.type("phone", "040");
  assert.equal(page.draft(), null);
  mock.timers.tick(400);
  assert.deepEqual(page.draft(), { key: "key-1", sent: false, open: { title: "Silta", text: "" } });
  assert.equal(page.session.getItem(DRAFT), '{"phone":"040"}');
  assert.doesNotMatch(JSON.stringify(page.local.kept), /040/);
});

for (const leave of ["pagehide", "visibilitychange"])
  test(`on ${leave} what was just typed is stored at once`, async () => {
    const page = await open();
    page.type("title", "Silta");
    if (leave === "pagehide") heard.pagehide();
    else document.body.hears("visibilitychange");
    assert.equal(page.draft().open.title, "Silta");
  });

test("a page that is left without a change stores nothing", async () => {
  const page = await open({ typed: { title: "Silta" } });
  heard.pagehide();
  assert.equal(page.draft(), null);
});

test("a form that was emptied has no draft", async () => {
  const page = await open({ kept: stored() });
  page.type("title", "  ");
  mock.timers.tick(400);
  assert.equal(page.draft(), null);
});

test("a draft comes back with its key, and is said to", async () => {
  const page = await open({ kept: stored(), tab: { [DRAFT]: '{"phone":"040"}' } });
  assert.deepEqual(
    Object.values(page.fields).map((field) => field.value),
    ["Silta", "", "040"],
  );
  assert.deepEqual([page.key.value, page.restored.hidden, page.around.open], ["key-9", false, true]);
});

for (const [name, more] of [
  ["is as the server drew it", { kept: stored(), typed: { title: "Silta" }, tab: { [DRAFT]: '{"phone":""}' } }],
  ["is blank", { kept: stored({ open: { title: " ", text: "" } }) }],
  ["was refused: the server has drawn what was sent", { kept: stored(), form: { "data-refused": true } }],
  ["is no JSON", { kept: { [DRAFT]: "{" } }],
])
  test(`a draft that ${name} changes nothing on the page`, async () => {
    const page = await open(more);
    assert.deepEqual([page.key.value, page.restored.hidden, page.around.open], ["key-1", true, false]);
  });

test("a form is sent when the server answers, with its draft stored until it has arrived", async () => {
  const page = await open();
  page.type("title", "Silta");
  assert.equal(await page.send(), true, "by the script, not by the browser");
  assert.deepEqual([page.submits, page.offline.hidden], [1, true]);
  assert.deepEqual(page.draft(), { key: "key-1", sent: true, open: { title: "Silta", text: "" } });
});

test("without a connection the form stays, says so, and can be sent again", async () => {
  const page = await open({ server: "down" });
  page.type("title", "Silta");
  await page.send();
  assert.deepEqual([page.submits, page.offline.hidden], [0, false]);
  page.server = "up";
  await page.send();
  assert.deepEqual([page.submits, page.offline.hidden], [1, true]);
});

test("a server that does not answer is waited for eight seconds", async () => {
  const page = await open({ server: "silent" });
  await page.send();
  mock.timers.tick(7999);
  assert.equal(page.offline.hidden, true);
  mock.timers.tick(1);
  assert.deepEqual([page.offline.hidden, page.submits], [false, 0]);
});

test("what is typed after a failed try was not sent", async () => {
  const page = await open({ server: "down" });
  page.type("title", "Silta");
  await page.send();
  page.type("title", "Silta joelle");
  mock.timers.tick(400);
  assert.deepEqual([page.draft().sent, page.draft().open.title], [false, "Silta joelle"]);
});

test("a discarded draft is gone, also what was typed a moment ago", async () => {
  const page = await open({ kept: stored(), tab: { [DRAFT]: "{}" } });
  page.type("title", "Silta joelle");
  page.discard.hears("click");
  mock.timers.tick(1000);
  assert.deepEqual([page.local.kept, page.session.kept], [{}, {}]);
});

test("once a form has arrived its draft goes; what was never sent stays", async () => {
  const kept = {
    ...stored({ sent: true }),
    "draft/P3/form-7": JSON.stringify({ key: "k", sent: false, open: { title: "Toinen" } }),
    other: "1",
  };
  const page = await open({ kept, page: { "data-done": true }, form: { id: "none" } });
  assert.deepEqual(Object.keys(page.local.kept), ["draft/P3/form-7", "other"]);
});
