// The rules of a connection without a socket: which transport is tried next, and a clock that cannot be set wrong.
import assert from "node:assert/strict";
import test from "node:test";

import { makeClock } from "../../static/js/wire/clock.js";
import * as choice from "../../static/js/wire/transport_choice.js";

test("where websockets come to nothing the second attempt polls", () => {
  const known = choice.start();
  assert.deepEqual(choice.order(known), ["websocket", "polling"]);
  choice.failed(known);
  assert.deepEqual(choice.order(known), ["polling", "websocket"]);
});

test("a server that is away is looked for by either road until one was good", () => {
  const known = choice.start();
  const firsts = [0, 1, 2, 3].map(() => {
    const first = choice.order(known)[0];
    choice.failed(known);
    return first;
  });
  assert.deepEqual(firsts, ["websocket", "polling", "websocket", "polling"]);
});

for (const [good, other] of [
  ["websocket", "polling"],
  ["polling", "websocket"],
]) {
  test(`who came by ${good} comes back by it, and tries ${other} now and then`, () => {
    const known = choice.start();
    choice.failed(known);
    choice.opened(known, good);
    const firsts = Array.from({ length: 6 }, () => {
      const first = choice.order(known)[0];
      choice.failed(known);
      return first;
    });
    assert.deepEqual(firsts, [good, good, good, good, other, good]);
  });
}

test("a line that polls tries a websocket beside it until that came to nothing, and again once a websocket was good", () => {
  const known = choice.start();
  choice.opened(known, "polling");
  assert.equal(known.probe, true);
  choice.unproven(known);
  choice.failed(known);
  choice.opened(known, "polling");
  assert.equal(known.probe, false);
  choice.opened(known, "websocket");
  assert.equal(known.probe, true);
});

/** Two clocks that the test sets. */
function clocks() {
  const at = { wall: 1_000_000, steady: 50 };
  return {
    at,
    clock: makeClock(
      () => at.wall,
      () => at.steady,
    ),
    pass: (ms) => {
      at.wall += ms;
      at.steady += ms;
    },
  };
}

for (const jump of [3_600_000, -7_200_000]) {
  test(`a wall clock that jumps by ${jump} ms moves no countdown and is noticed once`, () => {
    const { at, clock, pass } = clocks();
    clock.set(5_000_000);
    pass(1000);
    at.wall += jump;
    assert.equal(clock.now(), 5_001_000);
    assert.equal(clock.jumped(), true);
    assert.equal(clock.jumped(), false);
  });
}

test("a phone that slept is noticed, and right again once the server has said the time", () => {
  const { at, clock } = clocks();
  clock.set(5_000_000);
  at.wall += 67_000; // the monotonic clock stood still
  assert.equal(clock.jumped(), true);
  clock.set(5_067_000);
  assert.equal(clock.now(), 5_067_000);
  assert.equal(clock.jumped(), false);
});
