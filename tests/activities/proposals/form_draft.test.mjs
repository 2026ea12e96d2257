// The draft of a proposal form on the phone: kept with its key, contacts only as long as the tab, gone once it was sent.
import assert from "node:assert/strict";
import test from "node:test";

import { isBlank, openFormDrafts } from "../../../static/js/phone/form_draft.js";

function storage() {
  const kept = new Map();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n],
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  };
}

const DRAFT = { key: "k", sent: false, open: { text: "Konsertti" }, closed: { email: "maija@kuoro.example" } };

test("a draft is read as it was written, in its own place and form", () => {
  const [local, tab] = [storage(), storage()];
  const drafts = openFormDrafts("ABC234/7", local, tab);
  drafts.write("", DRAFT);
  drafts.write("-12", { ...DRAFT, key: "other" });
  assert.deepEqual(drafts.read(""), DRAFT);
  assert.equal(drafts.read("-12").key, "other");
  assert.equal(openFormDrafts("ABC234/8", local, tab).read(""), null);
});

test("a contact is nowhere once the tab is gone", () => {
  const local = storage();
  openFormDrafts("ABC234/7", local, storage()).write("", DRAFT);
  assert.ok(![...local.kept.values()].join().includes("maija"));
  assert.deepEqual(openFormDrafts("ABC234/7", local, storage()).read("").closed, {});
});

test("what was sent is removed, what was not stays", () => {
  const [local, tab] = [storage(), storage()];
  const drafts = openFormDrafts("ABC234/7", local, tab);
  const elsewhere = openFormDrafts("ABC234/70", local, tab);
  elsewhere.write("", { ...DRAFT, sent: true });
  drafts.write("", { ...DRAFT, sent: true });
  drafts.write("-12", DRAFT);
  drafts.removeSent();
  assert.equal(drafts.read(""), null);
  assert.equal(drafts.read("-12").key, "k");
  assert.ok(elsewhere.read(""));
  drafts.remove("-12");
  assert.equal([...local.kept.keys(), ...tab.kept.keys()].join(), "draft/ABC234/70/form,draft/ABC234/70/form");
});

test("where nothing can be stored nothing is read and nothing breaks", () => {
  const drafts = openFormDrafts("ABC234/7", null, null);
  drafts.write("", DRAFT);
  drafts.removeSent();
  drafts.remove("");
  assert.equal(drafts.read(""), null);
});

test("spaces are no draft", () => {
  assert.ok(isBlank({ open: { text: " \n" }, closed: { email: "" } }));
  assert.ok(!isBlank(DRAFT));
});
