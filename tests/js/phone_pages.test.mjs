// What phones load beside the forum's own page: choosing the language, the end, and what happens when the connection
// comes and goes.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { ended } from "../../static/js/phone/ended_view.js";
import { subscribe } from "../../static/js/phone/events.js";
import { view as openCall } from "../../static/js/activities/proposals/phone.js";
import { setWords } from "../../static/js/text/words.js";
import { step } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

let body = null;
let heard = {};

beforeEach(() => {
  body = fakeDom();
  heard = {};
  Object.assign(window, { addEventListener: (name, run) => (heard[name] = run) });
  globalThis.location = { host: "museo.fi" };
  setWords({ lang: "fi", words: {} });
});

const settled = () => new Promise((go) => setTimeout(go, 0));
let loaded = 0;

// -- the joining page --------------------------------------------------------------------------------------------------

/** The joining page with two languages; `chosen` is checked before the script runs. */
async function joining(chosen) {
  const choice = (lang) => el("input", { name: "language", value: lang, "data-words": "/words/" + lang + ".json" });
  const inputs = ["fi", "sv"].map(choice);
  inputs.forEach((one) => Object.assign(one, { checked: one.value === chosen, defaultChecked: one.value === "fi" }));
  const page = {
    inputs,
    word: el("b", { "data-t": "join.in" }, "Olet mukana"),
    count: el("p", { "data-t": "idea.count", "data-n": "3" }, "3 ideaa"),
    link: el("a", { href: "/privacy?lang=fi&x=1" }),
    title: el("h1", { "data-texts": JSON.stringify({ fi: "Ilta", sv: "Kväll" }) }, "Ilta"),
    intro: el("span", { "data-texts": JSON.stringify({ fi: "Tule!" }) }, "Tule!"),
    note: el("span", { "data-in": true }),
  };
  Object.assign(page.intro, { nextElementSibling: page.note });
  body.append(...inputs, page.word, page.count, page.link, page.title, el("p", {}, page.intro, page.note));
  document.documentElement = {};
  globalThis.fetch = async (address) => {
    if (page.down) throw new TypeError("offline");
    return {
      json: async () => ({
        lang: address.slice(7, 9),
        words: { "join.in": "Du är med", "idea.count": ["{n} idé", "{n} idéer"], "text.in.fi": "(på finska)" },
      }),
    };
  };
  loaded += 1;
  await import("../../static/js/phone/join.js?" + loaded);
  await settled();
  return page;
}

const seen = (page) => [page.word, page.count, page.title].map((one) => one.textContent);

test("the page is in the chosen language without a reload, and so are its links", async () => {
  const page = await joining("fi");
  assert.deepEqual(seen(page), ["Olet mukana", "3 ideaa", "Ilta"]);
  const [fi, sv] = page.inputs;
  Object.assign(fi, { checked: false });
  Object.assign(sv, { checked: true });
  sv.hears("change");
  await settled();
  assert.deepEqual(seen(page), ["Du är med", "3 idéer", "Kväll"]);
  assert.deepEqual([document.documentElement.lang, page.title.lang], ["sv", "sv"]);
  assert.equal(page.link.getAttribute("href"), "/privacy?lang=sv&x=1");
});

test("a text that is missing in the chosen language says which one it is in, and a title does not", async () => {
  const page = await joining("sv");
  assert.deepEqual([page.intro.textContent, page.intro.lang], ["Tule!", "fi"]);
  assert.deepEqual([page.note.textContent, page.note.lang], [" (på finska)", "sv"]);
  const [fi, sv] = page.inputs;
  Object.assign(sv, { checked: false });
  Object.assign(fi, { checked: true });
  fi.hears("change");
  await settled();
  assert.equal(page.note.textContent, "");
});

test("a language that the browser restored is shown at once", async () => {
  assert.deepEqual(seen(await joining("sv")), ["Du är med", "3 idéer", "Kväll"]);
});

test("who changes their mind while the words come keeps the last choice", async () => {
  const page = await joining("fi");
  const [fi, sv] = page.inputs;
  Object.assign(sv, { checked: true });
  sv.hears("change");
  Object.assign(sv, { checked: false });
  Object.assign(fi, { checked: true });
  await settled();
  assert.equal(page.word.textContent, "Olet mukana");
});

test("without the words the page stays as it is", async () => {
  const page = await joining("fi");
  page.down = true;
  page.inputs[1].checked = true;
  page.inputs[1].hears("change");
  await settled();
  assert.deepEqual(seen(page), ["Olet mukana", "3 ideaa", "Ilta"]);
});

// -- the connection ----------------------------------------------------------------------------------------------------

/** A phone whose calls are noted; `fires` sends it an event of the connection. */
function phone({ forum = { id: 1 }, mine = [] } = {}) {
  const calls = [];
  const on = {};
  const note = (name) => (fact) => calls.push(fact === undefined ? name : name + " " + fact);
  const page = {
    calls,
    drafts: { store: note("drafts") },
    outbox: { kick: note("kick"), items: () => [], arrived: () => [] },
    live: {
      on: (name, run) => (on[name] = run),
      store: { all: (kind) => (kind === "forum" ? [forum].filter(Boolean) : mine) },
    },
    fires: (name, fact) => (on[name](fact), calls.splice(0)),
  };
  for (const name of ["draw", "tidy", "noteReconnect", "out"]) page[name] = note(name);
  page.notice = (tone, icon, words) => calls.push("notice " + words);
  subscribe(page);
  return page;
}

test("the first snapshot makes a page ready, unless there is no forum any more", () => {
  const page = phone();
  assert.deepEqual([page.fires("snapshot"), page.ready], [["draw"], true]);
  const gone = phone({ forum: null });
  gone.fires("snapshot");
  assert.equal(gone.ready, false);
});

test("a lost connection is noted, and what waits is sent when it is back", () => {
  const page = phone();
  page.writing = true;
  assert.deepEqual(page.fires("connection", false), ["draw"]);
  assert.ok(performance.now() - page.lostAt < 1000);
  assert.deepEqual([page.writing, page.lostWith], [false, { texts: 0, ballots: 0 }]);
  assert.deepEqual(page.fires("connection", true), ["noteReconnect", "kick", "draw"]);
});

test("when the server can save again, what waits is sent", () => {
  const page = phone();
  assert.deepEqual(page.fires("trouble", { saving: false }), ["draw"]);
  assert.deepEqual(page.fires("trouble", { saving: true }), ["kick", "draw"]);
});

test("an author hears of an idea that was hidden, before its answers leave the outbox", () => {
  const mine = [{ id: 1, number: 4, state: "shown" }];
  const page = phone({ mine });
  page.fires("change", ["mine"]);
  mine[0] = { ...mine[0], state: "hidden" };
  assert.deepEqual(page.fires("change", ["activity"]), ["tidy", "draw"], "nothing of theirs has changed");
  const calls = page.fires("change", ["mine"]);
  assert.deepEqual([calls[0].split(" ")[0], ...calls.slice(1)], ["notice", "tidy", "draw"]);
});

test("who is no longer admitted is sent out", () => {
  assert.deepEqual(phone().fires("out"), ["out"]);
});

test("a page that is left or put aside stores its drafts", () => {
  const page = phone();
  heard.pagehide();
  document.body.hears("visibilitychange");
  assert.equal(page.calls.filter((one) => one.startsWith("drafts")).length, 2);
});

// -- the end, and an open call -----------------------------------------------------------------------------------------

test("after the end a phone thanks, shows the results and where all can be read", () => {
  const shapes = {
    forum: [{ id: 1, state: "ended", results: "abc", published: true, code: "ABCDEF" }],
    activity: [],
    me: [{ id: 1, seed: 0, done: [] }],
  };
  const all = (kind) => (shapes[kind] || []).slice();
  const page = {
    boot: { lang: "fi" },
    drafts: { get: () => "", set: () => undefined },
    live: { now: () => 0, store: { all, get: (kind, id) => all(kind).find((one) => one.id === id), version: () => 0 } },
    outbox: { items: () => [], arrived: () => [] },
    waiting: () => 0,
  };
  const face = ended(page);
  face.update();
  const shown = el("main", {}, ...face.nodes);
  assert.equal(shown.querySelector("h1").textContent, "join.ended");
  assert.equal(shown.querySelector(".address").textContent, "museo.fi/results/abc");
  assert.equal(shown.querySelector(".confirm").hidden, false, "whether the results are what people said is asked");
  assert.equal(face.footer, null);
  shapes.forum[0] = { ...shapes.forum[0], results: null };
  face.update();
  assert.equal(shown.querySelector(".results-at").hidden, true);
});

for (const [state, words, footer, read] of [
  ["open", "form.about", true, false],
  ["closing", "form.about", true, false],
  ["waiting", "form.not_open", false, true],
  ["closed", "form.closed", false, true],
])
  test(`an open call that is ${state} says ${words}`, () => {
    const call = step(3, "ideas", { kind: "proposals", state, closes_at: 99 });
    const store = { all: () => [{ id: 1, state: "live" }], get: () => call };
    const face = openCall({ boot: { lang: "fi", url: "/j/ABCDEF" }, live: { now: () => 0, store } }, call);
    const shown = el("main", {}, ...face.nodes);
    assert.equal(shown.querySelector(".note").textContent, words);
    assert.deepEqual([Boolean(face.footer), Boolean(shown.querySelector("a"))], [footer, read]);
    assert.equal((face.footer || shown.querySelector("a")).getAttribute("href"), "/j/ABCDEF/proposals/3");
  });
