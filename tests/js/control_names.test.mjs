// What people wrote, on buttons and after its number: a button's name holds the words as they are drawn on it, soft
// hyphens too, and a number stands where the words beside it begin.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { drawLikely, makeLikely } from "../../static/js/console/board/likely_names.js";
import { drawProposals } from "../../static/js/console/board/name_proposal.js";
import { row } from "../../static/js/console/board/targets.js";
import { numbered } from "../../static/js/console/parts/written.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";

const LONG = "Kohtaamispaikat";

beforeEach(() => {
  fakeDom();
  setWords({
    lang: "fi",
    words: {
      "console.likely_names.take": "Uusi teema: {name}",
      "console.proposed_name.take": "Ehdotus: {name}. Ota teeman {letter} nimeksi.",
    },
  });
});

const board = (likely) => ({
  view: { clusters: [], likelyThemes: likely },
  asked: new Set(),
  suggestions: { found: { names: [], idea_names: [] } },
  desk: { ui: { chosen: new Set() } },
});

function holdsItsWords(button) {
  const words = button.textContent;
  assert.ok(words.includes("\u00ad"), "the word is long enough for a soft hyphen");
  assert.ok(button.getAttribute("aria-label").includes(words.replace(/^A/, "")), button.getAttribute("aria-label"));
}

test("the name of a likely theme", () => {
  const node = makeLikely();
  drawLikely(board([LONG]), node);
  holdsItsWords(node.querySelector(".likely-name"));
});

test("a name proposed for a theme", () => {
  const node = document.createElement("div");
  drawProposals(board([LONG]), node, { id: 7, letter: "A", title: "", total: 0, ideas: [] }, () => undefined);
  holdsItsWords(node.querySelector(".proposed"));
});

test("a theme to choose", () => {
  holdsItsWords(row("A", LONG, () => undefined, { label: "A " + LONG }));
});

test("the words decide the direction of a paragraph that begins with a number or a letter", () => {
  const made = numbered("A", { text: "مقهى", lang: "" }, null, { class: "hot" });
  const [sign, words] = made.children;
  assert.equal(made.getAttribute("dir"), "auto");
  assert.equal(made.className, "hot");
  assert.equal(sign.tag, "bdi", "a letter has a direction of its own, which must not count");
  assert.equal(words.getAttribute("dir"), null, "else it would not count for the paragraph");
  assert.equal(words.getAttribute("lang"), "");
});
