// The animations of the screen: what moves, from where, and that nothing does where reduced motion is asked for.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { appear, draw, drop, glide, narrow, rects, rise, still } from "../../static/js/screen/motion.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

let node = null;

beforeEach(() => {
  node = fakeDom("card").querySelector("#card");
  reduced(false);
});

/** A machine that asks for reduced motion, or one that does not. */
function reduced(on) {
  window.matchMedia = (query) => ({ matches: on && query === "(prefers-reduced-motion: reduce)" });
}

/** Lets `glide` see a card that stood at `was` and stands at `is` now, and returns what is animated. */
function glided(was, is) {
  layOut(() => ({ box: was }));
  const before = rects([node]);
  layOut(() => ({ box: is }));
  glide(before);
  return node.played.map((one) => one.frames[0].transform);
}

const MOVES = {
  rise: () => rise([node]),
  drop: () => drop([node]),
  appear: () => appear(node),
  draw: () => draw(node, 3, 900),
  narrow: () => narrow(node),
  glide: () => glided({ left: 0, top: 0 }, { left: 9, top: 9 }),
};

for (const [name, run] of Object.entries(MOVES))
  test(name + " moves something, and nothing where reduced motion is asked for", () => {
    run();
    assert.equal(node.played.length, 1);
    reduced(true);
    assert.equal(still(), true);
    run();
    assert.equal(node.played.length, 1);
  });

test("what glides comes from where it stood, and what stays does not move", () => {
  assert.deepEqual(glided({ left: 100, top: 300 }, { left: 160, top: 290 }), ["translate(-60px, 10px)"]);
  node.played = [];
  assert.deepEqual(glided({ left: 100, top: 300 }, { left: 100, top: 290 }), ["translate(0px, 10px)"]);
  node.played = [];
  assert.deepEqual(glided({ left: 100, top: 300 }, { left: 90, top: 300 }), ["translate(10px, 0px)"]);
  node.played = [];
  assert.deepEqual(glided({ left: 100, top: 300 }, { left: 100, top: 300 }), []);
});

test("a card that has left the page is not moved", () => {
  layOut(() => ({ box: { left: 0 } }));
  const before = rects([node]);
  node.remove();
  layOut(() => ({ box: { left: 50 } }));
  glide(before);
  assert.deepEqual(node.played, []);
});

for (const [run, from] of [
  [rise, "translateY(16px)"],
  [drop, "translateY(-16px)"],
])
  test("cards " + run.name + " from " + from + " and end at their place, fully visible", () => {
    const second = document.createElement("li");
    run([node, second]);
    for (const one of [node, second]) {
      const [first, last] = one.played[0].frames;
      assert.deepEqual([first.opacity, first.transform, last.opacity, last.transform], [0, from, 1, "none"]);
    }
  });

test("what appears later is invisible until then", () => {
  appear(node, 700);
  const [{ frames, delay, fill }] = node.played;
  assert.deepEqual([frames[0].opacity, frames[1].opacity, delay, fill], [0, 1, 700, "backwards"]);
  appear(node);
  assert.equal(node.played[1].delay, 0);
});

for (const [ticks, strokes] of [
  [5, 5],
  [1, 1],
  [0, 1],
])
  test("a row of " + ticks + " ticks is drawn in " + strokes + " strokes, from the left", () => {
    draw(node, ticks, 900, 600);
    const [{ frames, duration, delay, easing, fill }] = node.played;
    assert.equal(easing, `steps(${strokes}, end)`);
    assert.deepEqual([duration, delay, fill], [900, 600, "backwards"]);
    assert.match(frames[0].clipPath, /^inset\(\S+ 100% \S+ 0\)$/, "all of its right side is cut off at first");
    assert.match(frames[1].clipPath, /^inset\(\S+ 0 \S+ 0\)$/);
  });
