// The list of themes that people propose, worked through by keyboard and by ear.
import assert from "node:assert/strict";
import test from "node:test";

import { proposed, waiting } from "../../../static/js/activities/sort/console_proposed.js";
import { stepNeeds } from "../../../static/js/console/needs/step_needs.js";
import { setWords } from "../../../static/js/text/words.js";
import { fakeDom } from "../../js/fake_dom.mjs";

const WORDS = {
  "sort.proposed.take.label": "take {title}",
  "sort.proposed.dismiss.label": "dismiss {title}",
  "sort.proposed.dismiss.all.label": ["all {n} {title}", "all {n} {title}"],
  "sort.proposed.dismissed": ["gone {title}", "{n} gone with {title}"],
  "sort.proposed.wait": ["{n} waits", "{n} wait"],
};

function open(titles, first = {}) {
  fakeDom("needs", "drawer");
  setWords({ lang: "fi", words: WORDS });
  const said = [];
  const sent = [];
  const desk = { act: async (...one) => (sent.push(one), { ok: true }), say: (words) => said.push(words) };
  const list = proposed(desk);
  document.body.appendChild(list.node);
  const draw = (...all) =>
    list.draw({
      proposals: all.map((title) => {
        const id = titles.indexOf(title) + 1;
        return { id, title, flags: [], first: first[title] || id };
      }),
    });
  draw(...titles);
  const named = (label) => list.node.querySelector(`[aria-label="${label}"]`);
  return { list, draw, named, said, sent };
}

const focused = () => document.activeElement.textContent;

test("where a row leaves, the next one has the focus, then the one before it, then the head of the list", () => {
  const { draw, named, list } = open(["Meri", "Pelit", "Kahvila"]);
  named("dismiss Pelit").focus();
  draw("Meri", "Kahvila");
  assert.match(focused(), /Kahvila/);
  assert.equal(document.activeElement.tag, "li", "and no button that one Enter too many would press");
  draw("Meri");
  assert.match(focused(), /Meri/);
  draw();
  assert.deepEqual([document.activeElement.tag, list.node.hidden], ["h2", false]);
  document.activeElement.blur();
  draw();
  assert.equal(list.node.hidden, true);
});

test("a row that leaves elsewhere, or is drawn anew, moves no focus", () => {
  const { draw, named, list } = open(["Meri", "Pelit"], { Pelit: 1 });
  named("dismiss Pelit").focus();
  draw("Pelit");
  assert.equal(document.activeElement, named("dismiss Pelit"), "its button for all proposals of one person is gone");
  const { node } = list;
  document.activeElement.blur();
  draw();
  assert.deepEqual([document.activeElement, node.hidden], [document.body, true]);
});

test("every button of a row says which proposal it is about, and a dismissal is said", async () => {
  const { named, said, sent } = open(["Meri", "Pelit"], { Pelit: 1 });
  for (const title of ["Meri", "Pelit"])
    for (const label of [`take ${title}`, `dismiss ${title}`, `all 2 ${title}`]) assert.ok(named(label), label);
  await named("dismiss Pelit").hears("click");
  await named("all 2 Meri").hears("click");
  await null;
  assert.deepEqual(sent, [
    ["proposal.dismiss", { proposal: 2 }],
    ["proposal.dismiss", { proposal: 1, all: true }],
  ]);
  assert.deepEqual(said, ["gone Pelit", "2 gone with Meri"]);
});

test("proposals are counted with what needs a decision while their step is on, and the line leads to them", () => {
  open(["Meri"]);
  const needs = stepNeeds({ kinds: { sort: { waiting }, dots: {} } });
  const proposals = ["Meri", "meri", "Pelit"].map((title, id) => ({ id, title, flags: [], first: id }));
  assert.equal(needs.draw({ step: { kind: "sort" }, proposals }).n, 2, "one for each wording");
  assert.deepEqual([needs.node.hidden, needs.node.textContent], [false, "2 wait"]);
  needs.node.querySelector("button").hears("click");
  assert.equal(document.activeElement.id || document.activeElement.getAttribute("id"), "proposed-title");
  for (const step of [null, { kind: "dots" }]) assert.equal(needs.draw({ step, proposals }).n, 0);
  assert.equal(needs.node.hidden, true);
});
