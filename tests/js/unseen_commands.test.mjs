// Undo waits for the commands that the view does not show yet.
import assert from "node:assert/strict";
import test from "node:test";

import { unseenCommands } from "../../static/js/console/parts/unseen_commands.js";

// Commands of a page whose newest one in the view is row 7; `undone` counts how often undo has run.
function page() {
  const timers = [];
  const unseen = unseenCommands((run) => timers.push(run));
  const state = { undone: 0 };
  const press = () => unseen.whenSeen(() => (state.undone += 1));
  return { state, press, begin: (verb) => unseen.begin(verb, 7), look: unseen.look, late: () => timers[0]() };
}

test("with nothing on its way, undo runs at once", () => {
  const { state, press } = page();
  press();
  assert.equal(state.undone, 1);
});

test("undo pressed right after a command waits until the view shows that command", () => {
  const { state, press, begin, look } = page();
  const answered = begin("idea.place");
  press();
  look(7);
  assert.equal(state.undone, 0, "row 7 is what was done before");
  answered({ ok: true });
  look(7);
  assert.equal(state.undone, 0, "a frame about something else");
  look(9);
  assert.equal(state.undone, 1);
  look(9);
  assert.equal(state.undone, 1);
});

test("a frame that comes before its answer counts once the answer has come", () => {
  const { state, press, begin, look } = page();
  const answered = begin("idea.place");
  press();
  look(9);
  assert.equal(state.undone, 0);
  answered({ ok: true });
  look(9);
  assert.equal(state.undone, 1);
});

test("a command that leaves nothing to undo keeps undo waiting for a moment only", () => {
  const { state, press, begin, late } = page();
  begin("series.remind")({ ok: true });
  press();
  late();
  assert.equal(state.undone, 1);
});

test("after a refusal nothing older is undone in the command's place", () => {
  const { state, press, begin, look } = page();
  const [first, second] = [begin("idea.place"), begin("idea.hide")];
  press();
  second({ ok: false, code: "offline" });
  first({ ok: true });
  look(9);
  assert.equal(state.undone, 0);
  press();
  assert.equal(state.undone, 1, "the next press is meant for what is in view");
});

test("undo does not wait for undo: each press names what its button names", () => {
  const { state, press, begin } = page();
  begin("undo");
  begin("redo");
  press();
  assert.equal(state.undone, 1);
});
