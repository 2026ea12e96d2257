// The end of the screen: what is left of another vote where there is little room.
import assert from "node:assert/strict";
import test from "node:test";

import { el } from "../../static/js/dom/el.js";
import { fitOther } from "../../static/js/screen/other_votes.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

const WIDE = 60;
const QUESTION = "Mistä olemme samaa mieltä, kun ajattelemme vuonna 2030 avattavaa museota, jonka pitää olla auki?";
const SHARE = " · 81,7 % samaa mieltä · 81,7 % håller med";

/** Another vote, in letters that are equally wide. */
function vote(idea, question = QUESTION) {
  const asked = el("b", {}, el("span", { lang: "fi" }, question), " · ", el("span", { lang: "sv" }, "Vad?"), " ");
  const first = el("span", { class: "came-first" }, "161 ", el("span", { class: "came-text" }, idea), SHARE);
  return el("p", { class: "others asked" }, asked, first);
}

function fitted(idea, most, question) {
  fakeDom();
  globalThis.getComputedStyle = () => ({ paddingTop: "0px", paddingBottom: "0px", lineHeight: "20px" });
  layOut((node) => ({ clientHeight: 20 * Math.ceil(node.textContent.length / WIDE) }));
  const node = vote(idea, question);
  fitOther(node, most);
  return node.textContent;
}

test("the leading idea of another vote and its share stay whole, and its question has what is left", () => {
  const idea = "koululuokat sais yöpyä museossa";
  const said = fitted(idea, 2);
  assert.ok(said.endsWith("161 " + idea + SHARE), said);
  assert.match(said, /^Mistä olemme samaa mieltä, kun/);
  assert.ok(said.length <= 2 * WIDE, "on two lines");
  assert.equal(fitted(idea, 2, "Miksi?"), `Miksi? · Vad? 161 ${idea}${SHARE}`, "what has room is not cut");
});

test("an idea that has no room by itself is cut, its share is not", () => {
  const said = fitted("koululuokat sais yöpyä museossa ja keittiössä ".repeat(4), 2);
  assert.ok(said.endsWith("…" + SHARE), said);
  assert.ok(said.length <= 2 * WIDE, "on two lines");
});
