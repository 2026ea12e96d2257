// The question after the end: one answer for each person, changeable, and kept on the phone until it is sent; what is
// typed is never lost, and an answer is called safe once it has arrived.

import assert from "node:assert/strict";
import test from "node:test";
import { onAnswer } from "../../static/js/phone/actions.js";
import { confirm } from "../../static/js/phone/confirm.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDocument } from "./fake_phone.mjs";

fakeDocument();
document.createElementNS = document.createElement; // the icon of the chosen answer
let field = null; // the field of the page that is there when the view is made
document.getElementById = () => field;
setWords({ lang: "fi", words: {} }); // a text is its key

function phone(complete, { missing = "", online = true, published = true, kept = {} } = {}) {
  const page = { items: [], done: [], kept, me: { complete, missing }, forum: { published } };
  const live = { online: () => online, now: () => 5, store: { version: () => 1, get: () => null } };
  live.store.all = (kind) => ({ me: [page.me], forum: [page.forum] })[kind] || [];
  return Object.assign(page, {
    live,
    lasting: () => page.kept !== null,
    drafts: { get: (name) => kept[name] || "", set: (name, text) => (kept[name] = text) },
    outbox: {
      items: () => page.items,
      arrived: () => page.done,
      busy: () => (online ? "k" : null),
      drop: () => page.items.pop(),
      add: (entry) => (page.items = [{ ...entry, key: "k", state: "waiting", code: "", at: 5 }]),
    },
    draw: () => page.view && page.view.update(),
    arrive: () => {
      page.done = page.items.splice(0);
      page.draw();
    },
  });
}

function opened(page) {
  page.view = confirm(page);
  const [, yes, , text, problem, no, said] = page.view.node.childNodes;
  return { yes, text, problem, no, said, node: page.view.node };
}

function type(parts, words) {
  parts.text.value = words;
  parts.text.input();
}

test("one tap says that the results are what people said, and it is called safe once it has arrived", () => {
  const page = phone(null);
  const { yes, said } = opened(page);
  assert.equal(said.textContent, "");
  yes.click();
  assert.deepEqual(page.items[0].body, { complete: true, missing: "" });
  assert.equal(page.items[0].slot, "confirm");
  assert.equal(said.textContent, "net.saving");
  page.arrive();
  assert.equal(said.textContent, "confirm.thanks");
});

test("without a connection it says where the answer is", () => {
  const page = phone(null, { online: false });
  const parts = opened(page);
  parts.yes.click();
  assert.equal(parts.said.textContent, "net.kept");
  page.lasting = () => false;
  page.draw();
  assert.equal(parts.said.textContent, "net.kept.open");
});

test("what is missing goes along, and changed words that are sent again are confirmed again", () => {
  const page = phone(false, { missing: "Penkit" });
  const parts = opened(page);
  assert.equal(parts.text.value, "Penkit");
  type(parts, "Penkit ja vessa");
  assert.equal(parts.said.textContent, "confirm.kept");
  parts.no.click();
  assert.deepEqual(page.items[0].body, { complete: false, missing: "Penkit ja vessa" });
  assert.equal(parts.said.textContent, "net.saving");
  page.arrive();
  assert.equal(parts.said.textContent, "confirm.thanks");
  page.me = { complete: false, missing: "Penkit ja vessa" };
  page.draw();
  assert.equal(page.kept.missing, "", "it is no draft any more");
});

test("what is too long is not cut: the server refuses it by its surplus, and it stays in the field", () => {
  const [page, attributes, make] = [phone(null), [], document.createElement];
  document.createElement = (tag) => Object.assign(make(tag), { setAttribute: (name) => attributes.push(name) });
  const parts = opened(page);
  document.createElement = make;
  assert.ok(attributes.includes("rows") && !attributes.includes("maxlength"), "a browser cuts to it, and says nothing");
  type(parts, "x".repeat(283));
  parts.no.click();
  assert.equal(page.items[0].body.missing.length, 283);
  Object.assign(page.items[0], { state: "refused", code: "missing_long", facts: { n: 3 } });
  page.draw();
  assert.equal(parts.problem.textContent, "refusal.missing_long");
  assert.equal(parts.text.value.length, 283);
  assert.equal(page.kept.missing.length, 283, "also after a reload");
});

test("with a yes, words in the field stay there, and it is said that they are not sent", () => {
  const page = phone(false, { missing: "Penkit" });
  const parts = opened(page);
  parts.yes.click();
  page.arrive();
  page.me = { complete: true, missing: "" };
  page.draw();
  assert.equal(parts.text.value, "Penkit");
  assert.equal(parts.said.textContent, "confirm.kept");
  assert.equal(opened(page).text.value, "Penkit", "after a reload too");
});

test("what is typed is there after a reload, and when the forum ends a second time", () => {
  const page = phone(null);
  type(opened(page), "Penkit");
  assert.equal(opened(phone(false, { missing: "Vanha", kept: page.kept })).text.value, "Penkit");
});

test("what was typed before the script came is kept", () => {
  field = { value: "Penkit" };
  assert.equal(opened(phone(null)).text.value, "Penkit");
  field = null;
});

test("a refused answer is none, and is refused beside the field until its author types", () => {
  const page = phone(null);
  const notices = [];
  const parts = opened(page);
  type(parts, "\u200b\u200e");
  parts.no.click();
  Object.assign(page.items[0], { state: "refused", code: "missing_unseen", facts: {} });
  onAnswer(Object.assign(page, { notice: (...words) => notices.push(words) }), page.items[0], { ok: false });
  page.draw();
  assert.equal(parts.problem.textContent, "refusal.missing_unseen");
  assert.equal(parts.said.textContent, "");
  assert.deepEqual(notices, [], "nothing of it in the status line");
  type(parts, "Penkit");
  assert.equal(parts.problem.textContent, "");
  assert.deepEqual(page.items, []);
});

test("nobody is asked about results that they have not seen and cannot read", () => {
  assert.equal(opened(phone(null, { published: false })).node.hidden, true);
  assert.equal(opened(phone(true, { published: false })).node.hidden, false);
  assert.equal(opened(phone(null)).node.hidden, false);
});
