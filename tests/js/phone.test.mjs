// What the phone says of itself: pure rules with a false page, no browser.
import assert from "node:assert/strict";
import test from "node:test";

import { actions } from "../../static/js/phone/acts.js";
import { hiddenNews } from "../../static/js/phone/hidden.js";
import { setWords } from "../../static/js/words.js";

setWords({ lang: "fi", words: { "phone.hidden": "Ideasi {number} ei enää näy muille." } });

/** A page with own ideas; `said` collects its notices. */
function page(mine = []) {
  const said = [];
  return { said, mine, live: { store: { all: () => mine } }, notice: (tone, sign, words) => said.push(words) };
}

test("an author is told once that an idea was hidden, and not of those hidden before", () => {
  const me = page([{ id: 1, number: 4, state: "hidden" }, { id: 2, number: 7, state: "shown" }]);
  const news = hiddenNews(me);
  news();
  me.mine[1].state = "hidden";
  news();
  news();
  assert.deepEqual(me.said, ["Ideasi 7 ei enää näy muille."]);
  me.mine[1].state = "shown";
  news();
  me.mine[1].state = "hidden";
  news();
  assert.equal(me.said.length, 2);
});

for (const [shelf, drafts, lasting] of [[true, true, true], [false, true, false], [true, false, false], [false, false, false]]) {
  test(`posted ${shelf ? "lasts" : "is lost"}, typed ${drafts ? "lasts" : "is lost"}: ${lasting ? "no warning" : "a warning"}`, () => {
    const me = { shelf: { lasting: () => shelf }, drafts: { lasting: () => drafts } };
    assert.equal(actions(me).lasting(), lasting);
  });
}

test("what screen readers were told is gone a moment later", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const node = { textContent: "" };
  globalThis.document = { getElementById: () => node };
  const me = actions({});
  me.say("1 tarra jäljellä");
  context.mock.timers.tick(1500);
  me.say("Kaikki tarrat on annettu");
  context.mock.timers.tick(1500);
  assert.equal(node.textContent, "Kaikki tarrat on annettu");
  context.mock.timers.tick(1000);
  assert.equal(node.textContent, "");
});
