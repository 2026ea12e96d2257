// The console's panels and banners, with a server made by hand: what is asked, what is shown of each answer, and where
// the focus goes.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { wordsOf } from "../../static/js/console/bar/disk_banner.js";
import { linksPanel } from "../../static/js/console/panels/links.js";
import { ask } from "../../static/js/console/panels/posts.js";
import { mountPractice } from "../../static/js/console/panels/practice.js";
import { qr } from "../../static/js/console/panels/qr.js";
import { BOARD_KEYS, keysPanel } from "../../static/js/console/panels/key_help.js";
import { KEYS } from "../../static/js/console/panels/shortcuts.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";

let asked = [];

beforeEach(() => {
  fakeDom();
  setWords({ lang: "fi", words: {} });
  document.createElementNS = (space, tag) => document.createElement(tag);
  asked = [];
});

/** A server that gives these answers, one after another; null is a network that is down. */
function server(...answers) {
  globalThis.fetch = async (address, options = {}) => {
    asked.push([address, options.body ? JSON.parse(options.body) : null]);
    const answer = answers.shift();
    if (!answer) throw new TypeError("offline");
    return { ok: true, json: async () => answer };
  };
}

function desk() {
  const it = { boot: { ref: "R", csrf: "C", lang: "fi" }, said: [], sent: [] };
  it.say = (words, tone) => it.said.push([words, tone]);
  it.act = async (verb, body) => (it.sent.push([verb, body]), { ok: true });
  return it;
}

const settled = () => new Promise((go) => setTimeout(go, 0));

for (const [trouble, words] of [
  [{ saving: false, low: true }, "console.unsaved"],
  [{ saving: true, low: true }, "console.low"],
  [{ saving: true, low: false }, ""],
])
  test("with " + JSON.stringify(trouble) + " the banner says '" + words + "'", () => {
    assert.equal(wordsOf(trouble), words);
  });

test("the help names every shortcut, each by what is printed on its key", () => {
  globalThis.localStorage = { getItem: () => null, setItem: () => undefined };
  const shown = keysPanel()
    .node.querySelectorAll("kbd")
    .map((one) => one.textContent);
  for (const one of [...KEYS, ...BOARD_KEYS]) assert.ok(shown.includes(one.shown || one.key.toUpperCase()), one.key);
  delete globalThis.localStorage;
});

test("a QR code on the console is as large as its modules and says what it opens", () => {
  const svg = qr({ size: 33, path: "M0 0h7v1h-7z" }, "museo.fi");
  assert.deepEqual(
    [svg.getAttribute("viewBox"), svg.getAttribute("aria-label"), svg.children[0].getAttribute("d")],
    ["0 0 33 33", "museo.fi", "M0 0h7v1h-7z"],
  );
});

test("what is refused, or not reached, is said in the status line", async () => {
  const it = desk();
  server({ ok: true, link: 4 }, { ok: false, code: "gone" }, null);
  assert.deepEqual(await ask(it, "links", { label: "Ada" }), { ok: true, link: 4 });
  assert.deepEqual(it.said, []);
  assert.equal((await ask(it, "links")).code, "gone");
  assert.equal((await ask(it, "links")).code, "offline");
  assert.deepEqual(
    it.said.map(([, tone]) => tone),
    ["refused", "refused"],
  );
  assert.deepEqual(asked.slice(0, 2), [
    ["/console/R/links", { label: "Ada" }],
    ["/console/R/links", {}],
  ]);
});

/** The place of the practice button, after the state of the rehearsal has come. */
async function practice(...answers) {
  const place = document.createElement("div");
  place.id = "practice";
  place.setAttribute("id", "practice");
  place.hidden = true;
  document.body.append(place);
  document.getElementById = () => place;
  server(...answers);
  const it = desk();
  const mounted = mountPractice(it);
  mounted.draw({ forum: { rehearsal: true } });
  mounted.draw({ forum: { rehearsal: true } });
  await settled();
  return { it, place };
}

for (const [people, words] of [
  [0, "console.practice.call"],
  [1, "console.practice.away"],
])
  test("with " + people + " simulated people the button says " + words, async () => {
    const { place } = await practice({ ok: true, people, call: 30 });
    assert.equal(asked.length, 1, "it is asked once");
    assert.equal(place.hidden, false);
    assert.equal(place.children[0].textContent, words);
  });

test("simulated people are called, and sent away again", async () => {
  const { it, place } = await practice({ ok: true, people: 0, call: 30 }, { ok: true, people: 30, call: 30 });
  place.children[0].hears("click");
  await settled();
  assert.deepEqual(asked[1], ["/console/R/practice", { on: true }]);
  assert.deepEqual(it.said, [["console.practice.coming", undefined]]);
  assert.equal(place.children[0].textContent, "console.practice.away");
  assert.equal(document.activeElement, place.children[0]);
});

test("while the server is not reached the button can be pressed again", async () => {
  const { it, place } = await practice({ ok: true, people: 0, call: 30 }, null);
  place.children[0].hears("click");
  await settled();
  assert.deepEqual(
    it.said.map(([, tone]) => tone),
    ["refused"],
  );
  assert.equal(place.children[0].disabled, false);
  assert.equal(place.children[0].textContent, "console.practice.call");
});

test("a forum with real people has no such button", async () => {
  const it = desk();
  server();
  document.getElementById = () => document.createElement("div");
  mountPractice(it).draw({ forum: { rehearsal: false } });
  await settled();
  assert.deepEqual(asked, []);
});

test("a link for a co-facilitator is shown once, and goes from sight when it is revoked", async () => {
  const it = desk();
  const panel = linksPanel(it);
  const links = [
    { id: 4, label: "Ada", until: 1_700_000_000_000 },
    { id: 5, label: "", until: 1_700_000_000_000 },
  ];
  const none = panel.node.children[panel.node.children.length - 1];
  panel.draw({ links: [] });
  assert.equal(none.hidden, false);
  panel.draw({ links });
  assert.equal(none.hidden, true);
  const names = panel.node.querySelectorAll("li").map((one) => one.querySelector("b").textContent);
  assert.deepEqual(names, ["Ada", "console.links.unnamed"]);
  const made = panel.node.querySelector(".made");
  server({ ok: true, link: 4, address: "museo.fi/lead?secret", qr: { size: 3, path: "" } });
  panel.node.querySelector("form").hears("submit");
  await settled();
  assert.match(made.textContent, /museo\.fi\/lead\?secret/);
  const revoke = (n) => panel.node.querySelectorAll("li")[n].querySelector("button").hears("click");
  revoke(1);
  assert.match(made.textContent, /secret/, "another one was revoked");
  revoke(0);
  assert.equal(made.textContent, "");
  assert.deepEqual(it.sent, [
    ["link.revoke", { link: 5 }],
    ["link.revoke", { link: 4 }],
  ]);
});
