// The name proposed for a theme: offered only where there is none, and taken by a tap alone.
import assert from "node:assert/strict";
import test from "node:test";

import {
  drawProposals,
  namesFor,
  proposalButton,
  proposedName,
  walkProposals,
} from "../../static/js/console/board/name_proposal.js";
import { drawName, rename, submitName } from "../../static/js/console/board/theme_name.js";
import { fakeDom } from "./fake_dom.mjs";

const theme = (facts = {}) => ({
  id: 7,
  letter: "A",
  title: "",
  total: 2,
  ideas: [{ id: 1 }, { id: 2 }],
  version: 3,
  ...facts,
});

function boardOf(names, ideaNames = [], likely = []) {
  const sent = [];
  const desk = { act: async (...asked) => (sent.push(asked), { ok: true }), redraw: () => {} };
  const view = { clusters: [{ title: "Uinti" }], likelyThemes: likely };
  return {
    sent,
    desk,
    view,
    asked: new Set(),
    titled: new Set(),
    naming: null,
    suggestions: { found: { names, idea_names: ideaNames } },
  };
}

const board = () => boardOf([{ cluster: 7, names: ["Sauna", "Uinti", "Löyly"] }]);

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
  here.suggestions.found.names.push({ cluster: 7, names: ["Sauna", "Uinti", "Löyly"] });
  drawName(here, node, theme());
  assert.equal(node.querySelector("input").value, "Ui");
  here.suggestions.found.names[0].names = ["Ranta"];
  drawName(here, node, theme());
  assert.equal(node.querySelectorAll(".proposed").length, 3, "nothing changes under the finger");
  node.querySelector(".proposed").hears("click");
  assert.equal(here.naming, null, "the field closes without saving what was typed");
  assert.deepEqual(here.sent, [["cluster.rename", { cluster: 7, title: "Sauna", version: 3 }]]);
});

test("a name that is too long is in its field again after the field was left", async () => {
  fakeDom();
  document.hasFocus = () => true;
  const here = boardOf([]);
  here.columns = [theme()];
  here.naming = { id: 7 };
  here.desk.act = async () => ({ ok: false, code: "theme_long", facts: { n: 1 } });
  const node = document.createElement("div");
  drawName(here, node, theme());
  const long = "ä".repeat(81);
  node.querySelector("input").value = long;
  node.querySelector("form").hears("focusout", { relatedTarget: null });
  assert.equal(here.naming, null, "it is saved as one leaves");
  drawName(here, node, theme());
  await new Promise((go) => setTimeout(go));
  drawName(here, node, theme());
  assert.equal(node.querySelector("input").value, long);
});

test("a theme that was made a moment ago is offered the names of its ideas, those of several first", () => {
  const ofIdeas = [
    { idea: 1, names: ["Kahvila", "Pulla", "Piha"] },
    { idea: 2, names: ["Terassi", "Pulla"] },
    { idea: 9, names: ["Bussi"] },
  ];
  const here = boardOf([], ofIdeas);
  assert.deepEqual(namesFor(here, theme()), ["Pulla", "Kahvila", "Terassi"]);
  assert.deepEqual(namesFor(here, theme({ ideas: [], total: 0 })), []);
  here.suggestions.found.names.push({ cluster: 7, names: ["Kahvila ja olohuone"] });
  assert.deepEqual(namesFor(here, theme()), ["Kahvila ja olohuone"]);
});

test("likely themes that are not there yet are offered first, in the organiser's order, also for an empty theme", () => {
  const here = boardOf([{ cluster: 7, names: ["sauna", "Löyly"] }], [], ["Sauna", "UINTI", "Kahvila", "Pelit"]);
  here.asked.add("Pelit");
  assert.deepEqual(namesFor(here, theme()), ["Sauna", "Kahvila", "Löyly"], "Uinti is a theme, Pelit is being made");
  assert.deepEqual(namesFor(here, theme({ ideas: [], total: 0 })), ["Sauna", "Kahvila"]);
  assert.equal(proposedName(here, theme()), "sauna", "a head has a name only where its ideas speak for one");
  here.view.clusters.push({ id: 9, title: "Pelit" });
  namesFor(here, theme());
  here.view.clusters.pop();
  assert.deepEqual(namesFor(here, theme({ total: 0 })), ["Sauna", "Kahvila", "Pelit"], "undone, it is offered again");
});

test("a theme that is named later opens, with the best proposed name in the field, which only Enter or a press takes", async () => {
  fakeDom();
  const here = board();
  const column = theme();
  Object.assign(here, { columns: [column], folded: true, open: null, pop: { hidden: true } });
  here.desk.drawNow = () => {};
  here.desk.ui = { keys: [] };
  const node = document.createElement("div");
  document.body.append(node);
  const fieldAfter = (...asked) => {
    rename(here, ...asked);
    node.dataset.stamp = "";
    drawName(here, node, column);
    return node.querySelector("input");
  };
  assert.equal(fieldAfter(7, null, true).value, "", "one that was just made is named by who made it");
  assert.equal(here.open, null);
  assert.equal(fieldAfter(7).value, "Sauna");
  assert.equal(here.open, 7, "its ideas are in sight");
  document.hasFocus = () => true;
  node.querySelector("form").hears("focusout", { relatedTarget: null });
  assert.deepEqual([here.naming, here.sent], [null, []], "a name that nobody may have read is not saved");
  fieldAfter(7);
  await submitName(here, 7, node.querySelector("input"));
  assert.deepEqual(here.sent, [["cluster.rename", { cluster: 7, title: "Sauna", version: 3 }]]);
});

test("a likely theme that got a better name is not offered again while its theme is there", () => {
  const here = boardOf([], [], ["Sauna", "Kahvila"]);
  here.view.clusters = [{ id: 7, title: "Kahvila" }];
  assert.deepEqual(namesFor(here, theme()), ["Sauna"]);
  here.view.clusters = [{ id: 7, title: "Kahvilat ja ravintolat" }];
  assert.deepEqual(namesFor(here, theme()), ["Sauna"]);
  here.view.clusters = [];
  assert.deepEqual(namesFor(here, theme()), ["Sauna", "Kahvila"], "the theme was removed");
});

test("whoever renames a theme is offered other names than the one that it has", () => {
  assert.deepEqual(namesFor(board(), theme({ title: "Uinti" })), ["Sauna", "Löyly"]);
});

test("the arrow keys lead from the field to the names and back, and letters stay letters", () => {
  fakeDom();
  const [input, node] = [document.createElement("input"), document.createElement("div")];
  document.body.append(input, node);
  const press = (key) => walkProposals({ key, target: document.activeElement }, input, node);
  input.focus();
  assert.equal(press("ArrowDown"), false, "there are no names");
  drawProposals(board(), node, theme());
  assert.equal(press("ArrowDown"), true);
  assert.equal(press("ArrowDown"), true);
  assert.equal(document.activeElement, node.children[1]);
  assert.equal(press("a"), false);
  press("ArrowUp");
  press("ArrowUp");
  assert.equal(document.activeElement, input);
  assert.equal(press("ArrowUp"), false);
});
