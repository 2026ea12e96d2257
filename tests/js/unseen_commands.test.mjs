// Undo waits for the command that was sent last, where the view does not show it yet.
import assert from "node:assert/strict";
import test from "node:test";

import { unseenCommands } from "../../static/js/console/parts/unseen_commands.js";

// Commands of a page; `undone` are the rows with which undo has run.
function page() {
  const timers = [];
  const unseen = unseenCommands((run) => timers.push(run));
  const undone = [];
  const press = () => unseen.whenSeen((row) => undone.push(row));
  return { undone, press, ...unseen, late: () => timers.forEach((run) => run()) };
}

test("with nothing on its way, undo runs at once", () => {
  const { undone, press } = page();
  press();
  assert.deepEqual(undone, [0]);
});

test("undo pressed right after a command waits until the view shows that command, and names it", () => {
  const { undone, press, begin, look } = page();
  const answered = begin("idea.place");
  press();
  look(7);
  answered({ ok: true, n: 9 });
  look(7);
  assert.deepEqual(undone, [], "row 7 is what was done before");
  look(9);
  look(9);
  assert.deepEqual(undone, [9]);
});

test("a frame that comes before its answer counts once the answer has come", () => {
  const { undone, press, begin, look } = page();
  const answered = begin("idea.place");
  press();
  look(9);
  assert.deepEqual(undone, []);
  answered({ ok: true, n: 9 });
  look(9);
  assert.deepEqual(undone, [9]);
});

test("of two commands that a slow line answers together, undo takes the second, whichever frame comes first", () => {
  const { undone, press, begin, look } = page();
  const [first, second] = [begin("idea.hide"), begin("idea.hide")];
  press();
  first({ ok: true, n: 16 });
  second({ ok: true, n: 17 });
  look(16);
  assert.deepEqual(undone, [], "the view shows only the first");
  look(17);
  assert.deepEqual(undone, [17]);
});

test("a command given after undo changes nothing about it, also where it is refused", () => {
  const { undone, press, begin, look } = page();
  const first = begin("idea.hide");
  press();
  const [second, third] = [begin("idea.hide"), begin("idea.place")];
  third({ ok: false, code: "gone" });
  second({ ok: true, n: 17 });
  first({ ok: true, n: 16 });
  look(17);
  assert.deepEqual(undone, [16]);
});

test("a command that leaves nothing to undo keeps undo waiting for a moment only", () => {
  const { undone, press, begin, late } = page();
  begin("idea.hide")({ ok: true });
  press();
  late();
  late();
  assert.deepEqual(undone, [0]);
});

test("after a refusal nothing older is undone in the command's place", () => {
  const { undone, press, begin, look } = page();
  const [first, second] = [begin("idea.place"), begin("idea.hide")];
  press();
  second({ ok: false, code: "offline" });
  first({ ok: true, n: 9 });
  look(9);
  assert.deepEqual(undone, []);
  press();
  assert.deepEqual(undone, [0], "the next press is meant for what is in view");
});

test("undo does not wait for undo: each press names what its button names", () => {
  const { undone, press, begin } = page();
  begin("undo");
  begin("redo");
  press();
  assert.deepEqual(undone, [0]);
});
