// Text that is fitted into a picture: how large it gets, how many lines it has, and whether all of it is readable.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import {
  fitAddress,
  alignLabels,
  fitCode,
  holds,
  length,
  lines,
  measure,
  shrink,
  unit,
} from "../../static/js/screen/fit_text.js";
import { el } from "../../static/js/dom/el.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

let body = null;

beforeEach(() => {
  body = fakeDom();
  window.innerWidth = 1920;
  window.innerHeight = 1080;
  globalThis.getComputedStyle = () => ({ paddingTop: "0px", paddingBottom: "0px", lineHeight: "20px" });
});

for (const [wide, tall, size] of [
  [1920, 1080, 1],
  [3840, 2160, 2],
  [960, 1080, 0.5],
  [1920, 540, 0.5],
  [1024, 768, 1024 / 1920],
])
  test(`in a window of ${wide} × ${tall} a unit is ${size} pixels: the whole picture is seen`, () => {
    window.innerWidth = wide;
    window.innerHeight = tall;
    assert.equal(unit(), size);
  });

test("a length is in units, with two decimals", () => {
  assert.deepEqual(
    [length(28), length(0.126), length(33.333)],
    [28, 0.13, 33.33].map((n) => `calc(${n} * var(--u))`),
  );
});

for (const [limit, size] of [
  [99, 60],
  [60, 60],
  [59, 46],
  [36, 36],
  [10, 36],
])
  test(`letters that may be ${limit} units get ${size}: the first size that fits, else the smallest`, () => {
    const node = el("h1", {});
    const sizes = [60, 46, 36];
    const fits = () => sizes.filter((one) => one <= limit).some((one) => node.style.fontSize === length(one));
    assert.equal(shrink(node, sizes, fits), size);
    assert.equal(node.style.fontSize, length(size));
  });

for (const [tall, top, bottom, count] of [
  [20, 0, 0, 1],
  [41, 0, 0, 2],
  [60, 10, 10, 2],
  [66, 3, 3, 3],
])
  test(`a text ${tall} pixels tall with ${top} + ${bottom} of padding has ${count} lines`, () => {
    globalThis.getComputedStyle = () => ({ paddingTop: top + "px", paddingBottom: bottom + "px", lineHeight: "20px" });
    layOut(() => ({ clientHeight: tall }));
    assert.equal(lines(el("p", {})), count);
  });

/** Whether a column of 100 × 100 pixels with 10 of padding holds content of this size; `last`: where that ends. */
function column(content, last) {
  const inner = last === null ? null : el("p", {});
  const node = el("div", {}, inner);
  globalThis.getComputedStyle = () => ({ paddingBottom: "10px" });
  layOut((one) =>
    one === inner
      ? { box: { bottom: last } }
      : { clientWidth: 100, clientHeight: 100, scrollWidth: 100, scrollHeight: 100, box: { bottom: 100 }, ...content },
  );
  return holds(node);
}

for (const [content, last, held] of [
  [{}, null, true],
  [{}, 91, true],
  [{}, 92, false],
  [{ scrollHeight: 101 }, 90, true],
  [{ scrollHeight: 102 }, 90, false],
  [{ scrollWidth: 101 }, 90, true],
  [{ scrollWidth: 102 }, 90, false],
])
  test(`a column ${held ? "holds" : "does not hold"} ${JSON.stringify(content)} that ends at ${last}`, () => {
    assert.equal(column(content, last), held);
  });

test("the labels of all rows have one column, as wide as the widest needs", () => {
  const label = (left, right) => Object.assign(el("span", {}), { at: { left, right } });
  const rows = [[label(0, 20), label(30, 44)], [label(0, 70)], []];
  const list = el("ol", {}, ...rows.map((signs) => el("li", {}, el("p", { class: "signs" }, ...signs))));
  layOut((node) => ({ box: node.at }));
  alignLabels(list, 22);
  assert.equal(list.style["--r-signs"], "92");
  window.innerWidth = 3840;
  window.innerHeight = 2160;
  alignLabels(list, 22);
  assert.equal(list.style["--r-signs"], "57", "in units of a larger picture");
});

/** A code whose two groups are `wide` times as wide as tall, in a row or one below the other, in 200 units. */
function code(wide, display) {
  globalThis.getComputedStyle = () => ({ display });
  const groups = [el("span", {}), el("span", {})];
  const node = body.appendChild(el("p", {}, ...groups));
  const tall = () => Number(/calc\((\S+)/.exec(node.style.fontSize)[1]);
  layOut((one) => ({ scrollWidth: tall() * wide * (one === node ? 2 : 1) }));
  fitCode(node, [100, 80], 200);
  return { size: tall(), narrower: groups.map((one) => one.style.transform), whole: node.style.transform };
}

for (const [wide, display, size, narrower, whole] of [
  [1, "flex", 100, "", undefined],
  [1.2, "flex", 80, "", undefined],
  [1.5, "flex", 80, "", "scaleX(0.8333333333333334)"],
  [9, "flex", 80, "", "scaleX(0.7)"],
  [2, "block", 100, "", undefined],
  [3, "block", 80, "scaleX(0.8333333333333334)", undefined],
  [9, "block", 80, "scaleX(0.7)", undefined],
])
  test(`a code ${wide} times as wide as usual (${display}) stays ${size} tall; only then its letters get narrower`, () => {
    assert.deepEqual(code(wide, display), { size, narrower: [narrower, narrower], whole });
  });

test("the ticks of a row have their measures in units", () => {
  const row = el("span", {});
  measure(row, { tick: 4, gap: 2.5, tall: 30, line: 8 });
  const all = [row.style["--tick"], row.style["--gap"], row.style["--tall"], row.style.rowGap];
  assert.deepEqual(all, [4, 2.5, 30, 8].map(length));
});

test("an address gets smaller until no part of it is broken", () => {
  const host = el("p", {}, "osallistu.historianmuseo.fi");
  const size = () => Number(/[\d.]+/.exec(host.style.fontSize)[0]);
  layOut(() => ({ clientWidth: 400, scrollWidth: host.style.overflowWrap === "normal" ? size() * 10 : 400 }));
  fitAddress(host, [52, 46, 40, 34]);
  assert.deepEqual([size(), host.style.overflowWrap], [40, ""]);
});
