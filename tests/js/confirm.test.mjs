// The question after the end: one answer for each person, changeable, and kept on the phone until it is sent.

import assert from "node:assert/strict";
import test from "node:test";
import { confirm } from "../../static/js/phone/confirm.js";
import { fakeDocument } from "./fake_phone.mjs";

fakeDocument();
document.createElementNS = document.createElement; // the icon of the chosen answer

function phone(complete) {
  const items = [];
  return {
    items,
    live: { store: { all: () => [{ complete, missing: "" }] } },
    outbox: { items: () => items, arrived: () => [], add: (entry) => items.push(entry) },
    draw: () => {},
  };
}

// The parts of the view: [heading, yes, label, text, no, who, said].
const partsOf = (view) => view.node.childNodes;

test("one tap says that the results are what people said", () => {
  const page = phone(null);
  const view = confirm(page);
  const [, yes, , , , , said] = partsOf(view);
  assert.equal(said.textContent, "");
  yes.click();
  view.update();
  assert.deepEqual(page.items, [{ verb: "results.confirm", slot: "confirm", body: { complete: true, missing: "" } }]);
  assert.notEqual(said.textContent, "");
});

test("what is missing goes along, and another answer takes its place", () => {
  const page = phone(true);
  const [, yes, , text, no] = partsOf(confirm(page));
  text.value = "Penkit";
  no.click();
  yes.click();
  assert.deepEqual(
    page.items.map((one) => [one.slot, one.body]),
    [
      ["confirm", { complete: false, missing: "Penkit" }],
      ["confirm", { complete: true, missing: "" }],
    ],
  );
});

test("an answer that was refused is none", () => {
  const page = phone(null);
  page.items.push({ verb: "results.confirm", state: "refused", body: { complete: true, missing: "" } });
  assert.equal(partsOf(confirm(page))[6].textContent, "");
});
