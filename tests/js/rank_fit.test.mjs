// The places of a result in their room: what gives way first, and that no row moves when the first place is uncovered.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { fitBars, settle } from "../../static/js/screen/rank_fit.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

// As in static/css/screen/results.css: the letters and the bars of each level. A letter is half as wide as tall.
const TEXT = { grand: 64, large: 50, tighter: 36, tightest: 32, least: 30 };
const BAR = { tight: 38, tighter: 30, tightest: 28, least: 22 };
const CHART = 90;
const AIR = 12;
const WIDE = 1000;

beforeEach(() => {
  fakeDom();
  window.innerWidth = 1920;
  window.innerHeight = 1080;
});

const level = (list, sizes, usual) => sizes[list.names().find((name) => sizes[name])] || usual;
const units = (text) => Number(/[\d.]+/.exec(text || "0")[0]);
const letters = (list, node) => units(node.style.fontSize) || level(list, TEXT, 38);
const linesOf = (list, node) => Math.ceil((node.textContent.length * letters(list, node) * 0.5) / WIDE);
const tallOf = (list, node) => linesOf(list, node) * letters(list, node) * 1.12;

/** A list in a room of this height; `rows`: the length of each text. */
function ranking(room, rows, histogram = false) {
  const list = el("ol", { class: "rank" }, ...rows.map((long) => row(long, histogram)));
  list.firstElementChild.prepend(el("p", { class: "said" }, "shared first place"));
  document.body.appendChild(list);
  globalThis.getComputedStyle = (node) => ({
    paddingTop: "0",
    paddingBottom: "0",
    lineHeight: String(letters(list, node) * 1.12),
    getPropertyValue: () => String(level(list, TEXT, 38)),
  });
  layOut((node) => {
    if (node === list) return { box: { bottom: room } };
    if (node.tag === "li") return { box: boxOf(list, node) };
    if (node.names().includes("txt")) return { clientHeight: tallOf(list, node) };
    if (node.names().includes("sum")) return { scrollWidth: node.wide, box: { width: node.wide } };
    return { clientWidth: WIDE };
  });
  return list;
}

function row(long, histogram) {
  const chart = histogram ? el("span", { class: "chart histogram" }) : el("span", { class: "solid" });
  chart.viewBox = { baseVal: { width: 7 } };
  const sum = Object.assign(el("b", { class: "sum" }), { wide: 40 });
  const told = el("div", { class: "told" }, el("p", { class: "txt" }, "x".repeat(long)), el("p", {}, chart, sum));
  return el("li", {}, el("p", { class: "signs" }), told);
}

function heightOf(list, node) {
  const first = node === list.firstElementChild;
  if (node.names().includes("covered")) return AIR;
  const names = list.names();
  const chart = !node.querySelector(".histogram") || names.includes("no-chart");
  const drawn = chart || (names.includes("first-chart") && !first) ? 0 : CHART;
  const bar = names.includes("close") ? 0 : level(list, BAR, 50);
  const said = node.querySelector(".said");
  const shared = said && node.names().includes("shared") ? letters(list, said) * 1.12 : 0;
  return Math.max(
    units(node.style.minBlockSize),
    tallOf(list, node.querySelector(".txt")) + bar + drawn + shared + AIR,
  );
}

function boxOf(list, node) {
  const rows = list.children.filter((one) => !one.hidden);
  const top = rows.slice(0, rows.indexOf(node)).reduce((sum, one) => sum + heightOf(list, one), 0);
  const height = heightOf(list, node);
  return { top, height, bottom: top + height };
}

const texts = (list) => list.querySelectorAll(".txt");
const end = (list) => boxOf(list, list.lastElementChild).bottom;
const EVEN = (count, long) => Array(count).fill(long);

test("three short places have the largest letters, and stand together at the top", () => {
  const list = ranking(800, EVEN(3, 20));
  assert.deepEqual(settle(list, 1), { size: 72, fits: true, whole: true });
  assert.deepEqual([list.names(), list.firstElementChild.names()], [["rank", "short"], ["win"]]);
});

test("the winner's letters get smaller before those of the other places", () => {
  const list = ranking(640, EVEN(6, 50));
  const { size } = settle(list, 1);
  assert.deepEqual([size < 72, level(list, TEXT, 38)], [true, 38], String([size, list.className]));
});

test("a winner of many lines has smaller letters, although larger ones have room", () => {
  const list = ranking(900, [100]);
  assert.deepEqual(settle(list, 1), { size: 60, fits: true, whole: true });
  assert.equal(linesOf(list, texts(list)[0]), 3);
});

test("more than three places fill their room", () => {
  const list = ranking(800, EVEN(4, 20));
  assert.deepEqual([settle(list, 1), list.names()], [{ size: 72, fits: true, whole: true }, ["rank"]]);
});

for (const count of [1, 3, 6, 8])
  for (const long of [10, 60, 140, 280])
    for (const firsts of new Set([1, Math.min(2, count)]))
      test(`${count} places of ${long} letters, ${firsts} first: all in their room, the first the largest`, () => {
        const list = ranking(800, EVEN(count, long));
        const { size, fits, whole } = settle(list, firsts);
        assert.equal(fits, true);
        assert.ok(end(list) <= 801, String(end(list)));
        assert.ok(size >= level(list, TEXT, 38), "the winner's words are never smaller than those of the others");
        assert.equal(texts(list)[0].textContent.length, long, "the winner's words are whole");
        const kept = [...texts(list)].every((node) => node.textContent.length === long);
        assert.deepEqual([whole, kept || list.names().includes("least")], [kept, true], "sizes give way before words");
      });

test("with less room bars get thinner and letters smaller, and only then words are cut to one line", () => {
  const looks = [900, 700, 600, 500, 420, 360].map((room) => {
    const list = ranking(room, EVEN(6, 70));
    const { size } = settle(list, 1);
    return { size, bar: level(list, BAR, 50), lines: linesOf(list, texts(list)[5]), letters: level(list, TEXT, 38) };
  });
  for (const measure of ["lines", "letters"])
    assert.ok(
      looks.every((look, i) => !i || look[measure] <= looks[i - 1][measure]),
      measure + " never grows where there is less room: " + looks.map((look) => look[measure]),
    );
  assert.deepEqual(
    looks.map((look) => look.lines),
    [...looks.map((look) => look.lines)].sort().reverse(),
  );
  assert.deepEqual([looks[0].lines, looks[5].lines], [2, 1]);
});

test("the winner's words get smaller before those of the other places are cut to one line", () => {
  const list = ranking(560, [60, ...EVEN(6, 90)]);
  const { size, fits } = settle(list, 1);
  const cut = [...texts(list)].slice(1).filter((node) => node.textContent.endsWith("…"));
  assert.deepEqual([fits, cut.length], [true, 0], String(size));
});

test("words of a shared first place stay whole until nothing else can give way", () => {
  const whole = ranking(700, [200, 200, 200, 60]);
  settle(whole, 3);
  assert.deepEqual(
    [...texts(whole)].slice(0, 3).map((node) => node.textContent.length),
    [200, 200, 200],
  );
  const cut = ranking(300, [60, 200, 200, 60]);
  assert.equal(settle(cut, 3).fits, true);
  assert.ok(texts(cut)[1].textContent.endsWith("…"));
});

test("what has no room at all is said, with the smallest look", () => {
  const list = ranking(200, EVEN(8, 90));
  assert.deepEqual(settle(list, 1), { size: 30, fits: false, whole: false });
  assert.ok(list.names().includes("least") && list.names().includes("close"));
});

test("a row that is hidden takes no room", () => {
  const list = ranking(300, EVEN(8, 90));
  assert.equal(settle(list, 1).fits, false);
  [...list.children].slice(3).forEach((one) => (one.hidden = true));
  assert.equal(settle(list, 1).fits, true);
  assert.ok(list.names().includes("short"), "the rows that are left are few");
});

test("words that were cut come back whole where there is room again", () => {
  const list = ranking(300, EVEN(3, 150));
  settle(list, 1);
  assert.ok(texts(list)[2].textContent.endsWith("…"));
  const { textContent } = texts(list)[0];
  layOut((node) => (node === list ? { box: { bottom: 5000 } } : node.tag === "li" ? { box: boxOf(list, node) } : {}));
  settle(list, 1);
  assert.equal(texts(list)[2].textContent, textContent);
});

for (const [firsts, long] of [
  [2, 20],
  [5, 20],
  [2, 200],
])
  test(`${firsts} that share the first place, of ${long} letters, look alike`, () => {
    const list = ranking(800, EVEN(6, long));
    const { size, fits, whole } = settle(list, firsts);
    const won = list.children.filter((one) => one.names().includes("win"));
    assert.deepEqual([won.length, fits, whole], [firsts, true, true]);
    assert.deepEqual(new Set(won.map((one) => letters(list, one.querySelector(".txt")))), new Set([size]));
    assert.ok(size >= level(list, TEXT, 38) && size > letters(list, list.querySelector(".said")) * 0.99);
  });

test("what is open before the first place has the room of what is covered, in larger letters", () => {
  const list = ranking(800, EVEN(6, 50));
  const looks = [5, 4, 3, 1, 0].map((covered) => {
    list.children.forEach((one, i) => one.classList.toggle("covered", i < covered));
    const { fits, whole } = settle(list, 1, covered > 0);
    assert.deepEqual([fits, whole, list.names().includes("grand") && !covered], [true, true, false]);
    return letters(list, texts(list)[5]);
  });
  assert.deepEqual(
    looks,
    [...looks].sort((a, b) => b - a),
    "never larger than before",
  );
  assert.deepEqual([looks[0], looks[4]], [64, 38]);
  const first = list.firstElementChild;
  assert.deepEqual(first.names(), ["win"]);
  settle(list, 1, true);
  assert.deepEqual([first.names(), texts(list)[0].style.fontSize], [[], ""], "it was taken back");
});

for (const [room, classes] of [
  [1200, []],
  [700, ["first-chart"]],
  [340, ["no-chart"]],
])
  test(`in ${room} units the histograms of six places: ${classes[0] || "all are there"}`, () => {
    const list = ranking(room, EVEN(6, 20), true);
    assert.equal(settle(list, 1).fits, true);
    assert.deepEqual(
      list.names().filter((name) => name.endsWith("chart")),
      classes,
    );
  });

for (const [wide, most, pitch] of [
  [40, 10, 85],
  [90, 10, 85],
  [140, 10, 80],
  [40, 1, 850],
  [2000, 10, 0.1],
])
  test(`a sum ${wide} wide leaves the longest bar of ${most} votes ${pitch * most} units`, () => {
    const list = ranking(800, EVEN(3, 20));
    list.querySelector(".sum").wide = wide;
    fitBars(list, most);
    assert.equal(list.style["--r-room"], String(pitch));
    assert.equal(list.querySelector(".solid").style.inlineSize, `calc(${Math.round(pitch * 700) / 100} * var(--u))`);
  });
