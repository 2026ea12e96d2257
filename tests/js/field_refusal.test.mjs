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
  return { field, problem, of: () => [field.getAttribute("aria-invalid"), field.getAttribute("aria-describedby")] };
}

test("a refused text marks its field, which the refusal describes, until something is typed", () => {
  const { field, problem, of } = parts();
  blame(field, problem, "empty", {}, "hint");
  assert.equal(problem.hidden, false);
  assert.equal(problem.textContent, "Kirjoita ensin idea.");
  assert.deepEqual(of(), ["true", "hint problem"]);
  clear(field, problem, "hint");
  assert.deepEqual(of(), [null, "hint"]);
  blame(field, problem, "empty", {}, "");
  clear(field, problem, "");
  assert.deepEqual(of(), [null, null]);
});

test("who must only wait has written nothing wrong", () => {
  const { field, problem, of } = parts();
  blame(field, problem, "slow_mode", { n: 3 }, "hint");
  assert.deepEqual(of(), [null, "hint problem"]);
});

test("Ctrl+Enter and Cmd+Enter press the button; Enter alone, and the Enter of an input method, do not", () => {
  let pressed = 0;
  const listener = sendByKeys({ click: () => (pressed += 1) });
  const key = (more) => listener({ key: "Enter", preventDefault() {}, ...more });
  key({});
  key({ ctrlKey: true, isComposing: true });
  key({ ctrlKey: true, key: "a" });
  assert.equal(pressed, 0);
  key({ ctrlKey: true });
  key({ metaKey: true });
  assert.equal(pressed, 2);
});
