// Nothing is drawn between the press of a button and its click: a button that is replaced there gets no click.
import assert from "node:assert/strict";
import test from "node:test";

import { CLICK_MS, leaveFocusToKeys, PRESS_MS, watchPresses } from "../../static/js/dom/press.js";

// A document and a clock: `happens(name)` runs what listens to an event, `clock.ms` is the time.
function watched() {
  const listeners = {};
  const clock = { ms: 5000 };
  const place = { addEventListener: (name, run) => (listeners[name] = run) };
  return { isPressed: watchPresses(place, () => clock.ms), happens: (name) => listeners[name](), clock };
}

test("a press keeps the page still until its click", () => {
  const { isPressed, happens, clock } = watched();
  assert.equal(isPressed(), false);
  happens("pointerdown");
  clock.ms += 300;
  assert.equal(isPressed(), true);
  happens("pointerup");
  assert.equal(isPressed(), true, "a finger's click comes a moment after it is lifted");
  happens("click");
  assert.equal(isPressed(), false);
});

test("a press without a click ends by itself", () => {
  const { isPressed, happens, clock } = watched();
  happens("pointerdown");
  happens("pointerup");
  clock.ms += CLICK_MS;
  assert.equal(isPressed(), false);
  happens("pointerdown");
  happens("pointercancel");
  assert.equal(isPressed(), false, "a finger that scrolls");
});

test("what is held for long is dragged, and the page lives on", () => {
  const { isPressed, happens, clock } = watched();
  happens("pointerdown");
  clock.ms += PRESS_MS;
  assert.equal(isPressed(), false);
});

test("a press on a button leaves the focus where the keys are; elsewhere, and without keys, it takes it", () => {
  const pressed = (onButton, byKeys) => {
    const event = {
      prevented: false,
      target: { closest: () => onButton },
      preventDefault: () => (event.prevented = true),
    };
    leaveFocusToKeys({ addEventListener: (_, run) => (event.run = run), querySelector: () => byKeys });
    event.run(event);
    return event.prevented;
  };
  assert.equal(pressed({}, {}), true);
  assert.equal(pressed(null, {}), false);
  assert.equal(pressed({}, null), false);
});
