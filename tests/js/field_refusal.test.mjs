// A field beside which its refusal stands, without a browser.
import assert from "node:assert/strict";
import test from "node:test";

import { blame, clear, sendByKeys } from "../../static/js/phone/field_refusal.js";
import { setWords } from "../../static/js/text/words.js";
import { fakeDom } from "./fake_dom.mjs";

setWords({ lang: "fi", words: { "refusal.empty": "Kirjoita ensin idea.", "refusal.slow_mode": "Odota." } });

function parts() {
  fakeDom();
  const [field, problem] = [document.createElement("textarea"), document.createElement("p")];
  problem.setAttribute("id", "problem");
  problem.id = "problem";
  problem.hidden = true;
  return { field, problem, invalid: () => field.getAttribute("aria-invalid") };
}

test("a refused text marks its field, until something is typed", () => {
  const { field, problem, invalid } = parts();
  blame(field, problem, "empty", {});
  assert.deepEqual([problem.hidden, problem.textContent, invalid()], [false, "Kirjoita ensin idea.", "true"]);
  clear(field, problem);
  assert.deepEqual([problem.hidden, problem.textContent, invalid()], [true, "", null]);
});

test("who must only wait has written nothing wrong", () => {
  const { field, problem, invalid } = parts();
  blame(field, problem, "slow_mode", { n: 3 });
  assert.deepEqual([problem.hidden, invalid()], [false, null]);
});

test("Ctrl+Enter and Cmd+Enter press the button; Enter alone, and the Enter of an input method, do not", () => {
  let pressed = 0;
  const { field } = parts();
  sendByKeys(field, { click: () => (pressed += 1) });
  assert.equal(field.getAttribute("aria-keyshortcuts"), "Control+Enter Meta+Enter");
  const key = (more) => field.hears("keydown", { key: "Enter", preventDefault() {}, ...more });
  key({});
  key({ ctrlKey: true, isComposing: true });
  key({ ctrlKey: true, key: "a" });
  assert.equal(pressed, 0);
  key({ ctrlKey: true });
  key({ metaKey: true });
  assert.equal(pressed, 2);
});
