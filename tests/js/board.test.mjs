// When nothing moves on the cluster board: what the hall sees next.

import assert from "node:assert/strict";
import test from "node:test";

import { following } from "../../static/js/screen/boardplan.js";

const board = (more) => following({ form: "usual", pages: 1, at: 0, loose: 0, aside: false, ...more });

test("a board with ideas without a theme alternates with them", () => {
  assert.equal(board({ loose: 29 }), "loose");
  assert.equal(board({ loose: 29, aside: true }), "board");
});

test("all pages of a large board come before the ideas without a theme", () => {
  assert.equal(board({ form: "many", pages: 2, loose: 3 }), "page");
  assert.equal(board({ form: "many", pages: 2, at: 1, loose: 3 }), "loose");
  assert.equal(board({ form: "many", pages: 2, at: 1 }), "board");
});

test("a board of few themes has them below it, and one without any stays", () => {
  assert.equal(board({ form: "few", loose: 29 }), "");
  assert.equal(board({}), "");
});
