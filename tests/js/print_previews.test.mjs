// The pictures on the page of printables follow the forms beside them.

import assert from "node:assert/strict";
import test from "node:test";
import { followChoices } from "../../static/js/office/print_previews.js";

globalThis.FormData = class {
  constructor(form) {
    this.form = form;
  }
  *[Symbol.iterator]() {
    yield* Object.entries(this.form.fields);
  }
};

function formWith(fields, valid = true) {
  const img = { src: "/usual.png" };
  const link = { href: "/usual.png", querySelector: () => img };
  const form = {
    fields,
    dataset: { preview: "/office/forum/abc/print/poster.png" },
    nextElementSibling: link,
    checkValidity: () => valid,
    addEventListener: (_, run) => (form.change = run),
  };
  followChoices([form]);
  return { form, link, img };
}

test("a choice shows its own first page", () => {
  const { form, link, img } = formWith({ languages: "sv fi", paper: "a3" });
  assert.equal(img.src, "/usual.png");
  form.change();
  assert.equal(img.src, "/office/forum/abc/print/poster.png?languages=sv+fi&paper=a3");
  assert.equal(link.href, img.src);
});

test("a number that may not be leaves the picture as it is", () => {
  const { form, img } = formWith({ count: "-4" }, false);
  form.change();
  assert.equal(img.src, "/usual.png");
});
