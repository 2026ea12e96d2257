// The name proposed for a theme: offered only where there is none, and taken by a tap alone.
import assert from "node:assert/strict";
import test from "node:test";

import { proposalButton, proposedName } from "../../static/js/console/board/name_proposal.js";
import { drawName } from "../../static/js/console/board/theme_name.js";
import { fakeDom } from "./fake_dom.mjs";

const theme = (facts = {}) => ({ id: 7, letter: "A", title: "", total: 2, version: 3, ...facts });

function boardOf(names) {
  const sent = [];
  const desk = { act: async (...asked) => (sent.push(asked), { ok: true }), redraw: () => {} };
  return { sent, desk, naming: null, suggestions: { found: { names } } };
}

const board = () => boardOf([{ cluster: 7, name: "Sauna" }]);

test("a theme with ideas and without a name has a proposal", () => {
  assert.equal(proposedName(board(), theme()), "Sauna");
  assert.equal(proposedName(board(), theme({ title: "Uinti" })), "", "somebody has named it");
  assert.equal(proposedName(board(), theme({ total: 0 })), "", "its ideas have left");
  assert.equal(proposedName(board(), theme({ id: null })), "", "the pile is no theme");
  assert.equal(proposedName(board(), theme({ id: 8 })), "");
});

test("a tap names the theme, and nothing else does", () => {
  fakeDom();
  const here = board();
  const press = proposalButton(here, theme());
  assert.deepEqual(here.sent, []);
  press.hears("click");
  assert.deepEqual(here.sent, [["cluster.rename", { cluster: 7, title: "Sauna", version: 3 }]]);
  assert.equal(proposalButton(here, theme({ title: "Uinti" })), null);
});

test("a proposal that comes while the field is open stands under it, and what was typed stays", () => {
  fakeDom();
  const here = boardOf([]);
  here.naming = { id: 7 };
  const node = document.createElement("div");
  drawName(here, node, theme());
  node.querySelector("input").value = "Ui";
  here.suggestions.found.names.push({ cluster: 7, name: "Sauna" });
  drawName(here, node, theme());
  assert.equal(node.querySelector("input").value, "Ui");
  node.querySelector(".proposed").hears("click");
  assert.equal(here.naming, null, "the field closes without saving what was typed");
  assert.deepEqual(here.sent, [["cluster.rename", { cluster: 7, title: "Sauna", version: 3 }]]);
});
