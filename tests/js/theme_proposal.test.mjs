// The field for a theme that is missing: its words are lost neither to an answer, nor to another view, and what became
// of a proposal is said.
import assert from "node:assert/strict";
import test from "node:test";

import { themeProposal } from "../../static/js/activities/sort/phone_proposal.js";
import { openDrafts } from "../../static/js/phone/drafts.js";
import { LIMITS } from "../../static/js/wire/contract.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";

setWords({ lang: "fi", words: { "sort.propose.taken": "teema {letter}" } });

const own = (title, more) => ({ activity: 3, title, state: "open", cluster: null, ...more });

/** A phone in a sorting: enter(words), arrive(proposals), and what stands in the field. */
function proposer(drafts = openDrafts("AAAAAA", null)) {
  const body = fakeDom();
  const items = [];
  const said = [];
  let proposed = [];
  const page = {
    drafts,
    said: null,
    notice: (tone, icon, words) => said.push(words),
    outbox: { items: () => items, add: (entry) => items.push(entry) },
    live: { store: { version: () => 1, all: () => [{ proposed }], get: () => ({ letter: "E" }) } },
  };
  const open = () => {
    const section = themeProposal(page);
    section.show({ id: 3 });
    body.append(section.node);
    return section;
  };
  let section = open();
  const field = () => section.node.querySelector("#proposal");
  const type = (words) => {
    field().value = words;
    field().hears("input");
  };
  return {
    said,
    page,
    type,
    sent: () => items.map((item) => item.body.title),
    shown: () => field().value,
    reopen: () => (section = open()),
    enter(words) {
      type(words);
      section.node.querySelector(".find").hears("submit");
    },
    arrive(all) {
      proposed = all;
      section.show({ id: 3 });
    },
  };
}

test("words that were typed while others were on their way stay, and are sent as well", () => {
  const phone = proposer();
  phone.enter("Meri");
  phone.enter("Meri");
  phone.enter("  Toinen  ehdotus");
  assert.deepEqual(phone.sent(), ["Meri", "Toinen ehdotus"], "the same words once, others too");
  phone.type("Toinen ehdotus jatkuu");
  phone.arrive([own("Meri")]);
  phone.arrive([own("Meri"), own("Toinen ehdotus")]);
  assert.equal(phone.shown(), "Toinen ehdotus jatkuu");
});

test("the words stay until the forum has them, and then leave the field and the draft", () => {
  const phone = proposer();
  phone.enter("Meri  ");
  assert.equal(phone.shown(), "Meri  ");
  phone.arrive([own("Meri")]);
  phone.reopen();
  assert.deepEqual([phone.shown(), phone.said], ["", ["phone.proposal.sent"]]);
});

test("an unfinished proposal is there again after another step, or a reload", () => {
  const drafts = openDrafts("AAAAAA", null);
  const phone = proposer(drafts);
  phone.type("Kesken");
  phone.reopen();
  assert.equal(phone.shown(), "Kesken");
  assert.equal(proposer(drafts).shown(), "Kesken");
});

test("what arrived while another step was on is not offered again", () => {
  const phone = proposer();
  phone.enter("Meri");
  phone.arrive([own("Talvi"), own("Meri")]);
  phone.page.drafts.set("proposal-3", "Meri");
  phone.reopen();
  assert.equal(phone.shown(), "");
});

test("what became of a proposal is said once", () => {
  const phone = proposer();
  phone.arrive([own("Meri"), own("Talvi")]);
  phone.said.length = 0;
  phone.arrive([own("Meri", { state: "taken", cluster: 5 }), own("Talvi", { state: "dismissed" })]);
  phone.arrive([own("Meri", { state: "taken", cluster: 5 }), own("Talvi", { state: "dismissed" })]);
  assert.deepEqual(phone.said, ["Meri: teema E Talvi: sort.propose.dismissed"]);
});

test("a refusal is not said of words that are typed after it", () => {
  const phone = proposer();
  phone.page.said = { tone: "refused" };
  phone.type("M");
  assert.equal(phone.page.said, null);
});

for (const [words, code] of [
  ["x".repeat(LIMITS.theme + 2), "theme_long"],
  ["  ", "theme_nameless"],
])
  test("a name that cannot be is told beside its field, which has the focus: " + code, () => {
    const phone = proposer();
    phone.enter(words);
    const [field, problem] = ["#proposal", "#unfit"].map((one) => document.querySelector(one));
    assert.deepEqual([phone.sent(), phone.shown(), document.activeElement], [[], words, field]);
    assert.deepEqual([problem.hidden, problem.textContent], [false, "refusal." + code]);
    assert.deepEqual(
      ["aria-invalid", "aria-describedby"].map((one) => field.getAttribute(one)),
      ["true", "unfit"],
    );
    phone.type("Meri");
    assert.deepEqual([problem.hidden, field.getAttribute("aria-invalid")], [true, null]);
  });
