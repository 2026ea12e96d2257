// The card at hand stays in view when its column changes its size.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { keepInView } from "../../static/js/console/board/keep_in_view.js";

const own = { IntersectionObserver: globalThis.IntersectionObserver, ResizeObserver: globalThis.ResizeObserver };
let sights, sizes;

// An observer that tells what a test says.
const observer = (keep) =>
  class {
    constructor(tell) {
      keep((entry) => tell([entry]));
    }
    observe() {}
    disconnect() {}
  };

before(() => {
  globalThis.IntersectionObserver = observer((tell) => (sights = tell));
  globalThis.ResizeObserver = observer((tell) => (sizes = tell));
});
after(() => Object.assign(globalThis, own));

/** A pile from 100 to 500 with the selected card 3, 60 high, which stands at `at` where nothing is scrolled. */
function pile() {
  const here = { at: 150 };
  const list = { scrollTop: 0, getBoundingClientRect: () => ({ top: 100, bottom: 500 }) };
  const card = { parentNode: list };
  card.getBoundingClientRect = () => ({ top: here.at - list.scrollTop, bottom: here.at - list.scrollTop + 60 });
  const cols = { querySelector: (selector) => (selector === '.idea[data-id="3"]' ? card : null) };
  const board = { cols, focus: { head: 7 }, hand: { moved: true }, desk: { ui: { chosen: new Set([3]) } } };
  here.kept = keepInView(board);
  here.kept.follow();
  here.resize = (width, height = 400) => sizes({ target: list, contentRect: { width, height } });
  here.see = (ratio) => sights({ target: card, isIntersecting: ratio > 0, intersectionRatio: ratio });
  here.resize(300);
  return Object.assign(here, { list, board });
}

test("a pile that gets wider or narrower scrolls to the card that was in view", () => {
  const here = pile();
  here.at = 2000;
  here.list.scrollTop = 1700;
  here.see(1);
  here.at = 700;
  here.resize(500);
  assert.equal(here.at - here.list.scrollTop, 104, "below the upper edge");
  here.at = 2000;
  here.resize(200);
  assert.equal(here.at - here.list.scrollTop, 436, "above the lower edge");
});

test("a card that stays in view moves nothing, and neither does the first size", () => {
  const here = pile();
  here.see(1);
  here.resize(500);
  assert.equal(here.list.scrollTop, 0);
  here.board.desk.ui.chosen.clear();
  here.board.focus = { card: 3 };
  here.kept.follow();
  here.at = 700;
  here.resize(300);
  assert.equal(here.list.scrollTop, 264, "the card with the focus, where none is selected");
});

test("what a person has scrolled out of view stays out of view", () => {
  const here = pile();
  here.see(0.2);
  here.at = 2000;
  here.resize(500);
  assert.equal(here.list.scrollTop, 0);
});
