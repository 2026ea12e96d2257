// The menu of a theme: who opens it from a card and closes it again stands on that card.
import assert from "node:assert/strict";
import test from "node:test";

import { openMove } from "../../static/js/console/board/move_menu.js";
import { openHide } from "../../static/js/console/board/popup.js";
import { openThemeMenu } from "../../static/js/console/board/theme_menu.js";
import { el } from "../../static/js/dom/el.js";
import { setWords } from "../../static/js/text/words.js";
import { idea } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

function board() {
  fakeDom("pop", "cols");
  const card = el("div", { class: "idea", tabindex: "0", "data-id": "1" });
  const head = el("button", { tabindex: "-1", "data-head": "7" });
  const column = { id: 7, letter: "A", title: "Kahvila", colour: "", ideas: [] };
  const sent = [];
  const desk = { ui: { chosen: new Set() }, act: (...one) => sent.push(one), say: () => {}, hush: () => {} };
  const [pop, cols] = ["pop", "cols"].map((id) => document.getElementById(id));
  cols.append(head, card);
  const view = { clusters: [column], forum: { cluster: null } };
  return { desk, pop, cols, view, columns: [column], focus: { card: 1 }, card, head, sent };
}

test("Escape gives the focus back to the card", () => {
  const here = board();
  openThemeMenu(here, 7);
  assert.ok(here.pop.contains(document.activeElement));
  here.pop.onkeydown({ key: "Escape", preventDefault() {}, stopPropagation() {} });
  assert.deepEqual([here.pop.hidden, here.focus], [true, { card: 1 }], "also after the next drawing");
  assert.equal(document.activeElement, here.card);
});

test("a choice is about the theme, whose head has the focus afterwards", () => {
  const here = board();
  openThemeMenu(here, 7);
  here.pop.querySelectorAll(".target").pop().hears("click");
  assert.deepEqual(here.sent, [["cluster.remove", { cluster: 7 }]]);
  assert.deepEqual([here.pop.hidden, here.focus], [true, { head: 7 }]);
});

test("each panel of the board is a group with a name, so that who hears the page knows where the focus is", () => {
  setWords({
    lang: "fi",
    words: { "console.theme.menu": "menu of {theme}", "mod.hide": "hide", "console.move.where": "where" },
  });
  const here = board();
  const said = (open) => {
    open();
    return [here.pop.getAttribute("role"), here.pop.getAttribute("aria-label")].join();
  };
  here.view.idea = () => idea(1);
  here.desk.view = { forum: { reasons: [] } };
  assert.deepEqual([() => openThemeMenu(here, 7), () => openMove(here), () => openHide(here)].map(said), [
    "group,menu of A Kahvila",
    "group,where",
    "group,hide",
  ]);
});
