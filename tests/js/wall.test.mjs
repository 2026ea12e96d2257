// The wall of ideas at any pace and with any texts: no idea changes its column or moves up, and each stays long enough
// to be read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { cut, graphemes, joined, kept, numbered, shortened, unbroken } from "../../static/js/screen/wrapped_text.js";
import { lowered } from "../../static/js/text/text.js";
import { begin, onWall, step, take } from "../../static/js/screen/wall_pacing.js";
import {
  COLUMNS,
  STAND_MS,
  enter,
  fill,
  longestAway,
  only,
  pace,
  page,
  settle,
  spots,
  turned,
} from "../../static/js/screen/wall_layout.js";

const SIZES = [60, 52, 46, 42, 36];
const WIDTH = 465;
const TEXTS = readFileSync(new URL("../data/ideas.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t")[2]);

// Heights much like those of the page: letters half as wide as high, rule and space above, at most half a column.
function ruler(text, room = 700) {
  const tall = (id, level) => {
    const lines = Math.ceil((text(id).length * SIZES[level] * 0.5) / WIDTH);
    return Math.min(room / 2 - 12, 12 + lines * SIZES[level] * 1.16);
  };
  return { columns: COLUMNS, room, gap: 24, last: SIZES.length - 1, busy: 2, tall };
}

// Simulates a hall that writes `rate(second)` ideas a second for `seconds`; returns every picture.
function play(seconds, rate, text) {
  const measure = ruler(text);
  const life = begin([], measure, 0);
  const pictures = [];
  let ids = [];
  let owed = 0;
  for (let now = 100; now <= seconds * 1000; now += 100) {
    owed += rate(now / 1000) / 10;
    const come = Math.floor(owed + 1e-6);
    owed -= come;
    if (come) ids = [...Array.from({ length: come }, (_, i) => ids.length + come - i), ...ids];
    if (come) take(life, ids, measure, now);
    const made = step(life, measure, now);
    if (come || made) pictures.push({ now, page: Boolean(made && made.page), wall: life.wall });
  }
  return { pictures, ids, seen: life.seen, measure };
}

// The faults in a run of pictures: a changed column, a move up, a stay too short, an overlap, an idea over the edge.
function faults({ pictures, measure }) {
  const found = [];
  const on = new Map();
  for (const { now, wall } of pictures) {
    const here = new Map(spots(wall).map((spot) => [spot.id, spot]));
    for (const [id, before] of on) {
      const spot = here.get(id);
      if (!spot && now - before.came < STAND_MS) found.push(`${id} stood ${now - before.came} ms`);
      if (!spot) on.delete(id);
      else if (spot.column !== before.column) found.push(`${id} changed its column`);
      else if (spot.y < before.y) found.push(`${id} moved up`);
    }
    for (const [id, spot] of here) on.set(id, { ...spot, came: on.has(id) ? on.get(id).came : now });
    for (const column of wall.columns) {
      column.forEach((spot, i) => {
        const end = spot.y + measure.tall(spot.id, wall.level);
        if (end > measure.room + 1) found.push(`${spot.id} hangs over the edge`);
        if (column[i + 1] && column[i + 1].y < end) found.push(`${spot.id} overlaps`);
      });
    }
  }
  return found;
}

const usual = (id) => TEXTS[id % TEXTS.length];
const odd = (id) => (id % 9 === 0 ? "W".repeat(280) : id % 7 === 0 ? "x" : usual(id));

test("180 people, three ideas a second for two minutes: every idea on the wall keeps its column, moves down only and stands 8 seconds", () => {
  for (const text of [usual, odd]) {
    const run = play(180, (second) => (second <= 120 ? 3 : 0), text);
    assert.deepEqual(faults(run), []);
    const flowing = run.pictures.filter((one) => one.now <= 120000);
    assert.ok(run.ids.length === 360 && flowing.length > 20, "the wall goes on while they write");
    assert.ok(
      flowing.slice(50).every(({ wall }) => spots(wall).length >= 6),
      "it never stands empty",
    );
    assert.ok(
      flowing.every(({ wall }) => SIZES[wall.level] >= 46),
      "fewer and larger while more comes than can be read",
    );
  }
});

test("what had no time on the wall is shown when it is quiet: in the end everybody has been there", () => {
  const run = play(900, (second) => (second <= 60 ? 3 : 0), usual);
  assert.deepEqual(faults(run), []);
  assert.ok(run.pictures.some((one) => one.page));
  assert.deepEqual(
    run.ids.filter((id) => !run.seen.has(id)),
    [],
  );
});

test("a slow hall, a burst and a trickle are as calm", () => {
  for (const rate of [() => 0.2, (second) => (second % 30 < 2 ? 8 : 0.1), (second) => (second < 5 ? 2 : 0.5)]) {
    assert.deepEqual(faults(play(300, rate, odd)), []);
  }
});

test("few ideas are large, more are smaller, and the first never goes for the second", () => {
  const run = play(
    60,
    (second) => (second <= 30 ? 0.5 : 0),
    (id) => usual(id).slice(0, 40),
  );
  const sizes = run.pictures.map(({ wall }) => SIZES[wall.level]);
  assert.equal(sizes[0], 60);
  assert.equal(spots(run.pictures.at(-1).wall).length, 15);
  assert.deepEqual(
    sizes,
    [...sizes].sort((a, b) => b - a),
    "never back and forth",
  );
});

test("a new idea comes at once in a calm hall", () => {
  const measure = ruler(usual);
  const life = begin([2, 1], measure, 0);
  take(life, [3, 2, 1], measure, 60000);
  assert.deepEqual(step(life, measure, 60000), { fresh: [3], page: false });
  assert.equal(spots(life.wall)[0].id, 3);
  assert.equal(spots(life.wall)[0].y, 0);
});

test("a page: newest top left, what has no room is passed over for the next", () => {
  const tall = { 9: 300, 8: 300, 7: 300, 6: 390, 5: 600, 4: 100 };
  const measure = { ...ruler(usual), tall: (id) => tall[id] };
  const wall = page([9, 8, 7, 6, 5, 4], measure, 0);
  const places = wall.columns.map((column) => column.map((spot) => [spot.id, spot.y]));
  assert.deepEqual(places, [
    [
      [9, 0],
      [4, 324],
    ],
    [[8, 0]],
    [[7, 0]],
  ]);
});

test("who is taken away leaves a gap: nobody moves for it, and the next ideas close it", () => {
  const measure = { ...ruler(usual), columns: 1, tall: () => 100 };
  const full = page([4, 3, 2, 1], measure, 0);
  const less = only(full, new Set([4, 2, 1]));
  assert.deepEqual(settle(less, measure), less);
  const after = enter(less, [5], measure, 9000);
  assert.deepEqual(
    [after.leaves, spots(after.wall).map((spot) => [spot.id, spot.y])],
    [
      false,
      [
        [5, 0],
        [4, 124],
        [2, 248],
        [1, 372],
      ],
    ],
  );
});

test("nobody leaves before 8 seconds: then the new one waits", () => {
  const measure = { ...ruler(usual), tall: () => 330 };
  const full = page([6, 5, 4, 3, 2, 1], measure, 0);
  assert.deepEqual(enter(full, [7], measure, STAND_MS - 1).taken, []);
  const after = enter(full, [7], measure, STAND_MS);
  assert.deepEqual([after.taken, after.leaves, spots(after.wall).length], [[7], true, 6]);
});

test("when it is quiet the others join if there is room, else they come as a page of their own, who was away longest first", () => {
  const measure = { ...ruler(usual), tall: () => 330 };
  const wall = page([3, 2, 1], measure, 0);
  assert.equal(turned(wall, [], measure, 1), null);
  assert.deepEqual([...onWall(turned(wall, [4], measure, 1))].sort(), [1, 2, 3, 4]);
  const other = turned(wall, [10, 9, 8, 7], measure, 1);
  assert.deepEqual(
    [...onWall(other)].sort((a, b) => a - b),
    [7, 8, 9, 10],
  );
  assert.deepEqual(
    longestAway(
      [5, 4, 3, 2],
      new Map([
        [5, 10],
        [3, 5],
      ]),
      new Set([2]),
    ),
    [4, 3, 5],
  );
});

test("ideas that leave the wall make room at once for others, and nothing that stands moves", () => {
  const measure = { ...ruler(usual), tall: () => 330 };
  const life = begin([9, 8, 7, 6, 5, 4, 3, 2, 1], measure, 0);
  assert.deepEqual(standing(life.wall), [
    [9, 6],
    [8, 5],
    [7, 4],
  ]);
  take(life, [9, 4, 3, 2, 1], measure, 3000);
  assert.deepEqual(standing(life.wall), [[9, 1], [3], [2, 4]]);
  assert.deepEqual(faults({ pictures: [{ now: 3000, wall: life.wall }], measure }), []);
  assert.ok(life.wall.columns.flat().every(({ id, since }) => since === (id < 4 ? 3000 : 0)));
  assert.equal(step(life, measure, 3000 + STAND_MS), null, "they can be read before the page turns");
  take(life, [10, 9, 4, 3, 2], measure, 4000);
  assert.deepEqual(standing(life.wall)[0], [9], "what has just come waits for its turn, as ever");
  assert.deepEqual(step(life, measure, 4000), { fresh: [10], page: false });
});

test("of a hall's ideas that are placed many at a time no hole stays while others are loose", () => {
  const measure = ruler(odd);
  let ids = Array.from({ length: 60 }, (_, i) => 60 - i);
  const life = begin(ids, measure, 0);
  const pictures = [{ now: 0, wall: life.wall }];
  for (let now = 2500; ids.length > 12; now += 2500) {
    const gone = [...onWall(life.wall)].slice(1, 8);
    ids = ids.filter((id) => !gone.includes(id));
    take(life, ids, measure, now);
    pictures.push({ now, wall: life.wall });
    const on = onWall(life.wall);
    const away = longestAway(ids, life.seen, on);
    assert.deepEqual(onWall(fill(life.wall, away, measure, now)), on, "whatever has room is there");
    assert.ok([...onWall(pictures.at(-2).wall)].every((id) => on.has(id) || gone.includes(id)));
  }
  assert.deepEqual(
    faults({ pictures, measure }).filter((fault) => !fault.includes("stood")),
    [],
  );
});

test("typed lists stand on one line with a sign between their lines", () => {
  assert.equal(joined("Toiveeni:\n1. penkkejä\n2. roskiksia"), "Toiveeni: 1.\u00a0penkkejä\u00a0· 2.\u00a0roskiksia");
  assert.equal(joined("- penkkejä\n\n- roskiksia"), "penkkejä\u00a0· roskiksia");
  assert.equal(joined("a\n\n".repeat(93)), Array(93).fill("a").join("\u00a0· "));
  assert.equal(joined("yksi"), "yksi");
  assert.equal(joined("- yksi"), "- yksi");
  assert.equal(kept("a\n\n\n\nb \n c\n"), "a\nb\nc");
});

test("marks stacked on a letter do not strike into the line above: one stays, as writing needs it", () => {
  assert.equal(lowered("Z\u0351\u036b\u0343a\u0300\u0301\u0302l"), "Z\u0351à\u0301l");
  for (const kept of ["Tiếng Việt", "ą́", "שָׁלוֹם", "مُحَمَّد", "ที่นี่", "हिन्दी", "1\ufe0f\u20e3", "Žluťoučký"])
    assert.equal(lowered(kept), kept.normalize("NFC"));
  assert.equal(lowered("ก" + "\u0e47".repeat(8)), "ก\u0e47");
});

test("a cut never falls within a letter", () => {
  const tricky = ["👩‍👩‍👧‍👦", "🇫🇮", "👍🏽", "❤️", "é", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "a", "Ж", "😀"];
  for (const cutter of [undefined, null]) {
    assert.deepEqual(graphemes(tricky.join(""), cutter), tricky);
    const node = { textContent: "😀".repeat(140) };
    cut(node, () => node.textContent.length <= 41);
    assert.equal(node.textContent, "😀".repeat(20) + "…");
  }
  assert.equal(shortened([..."kattoterassi ja sauna"], 17), "kattoterassi ja …");
  assert.equal(shortened([..."ja kattoterassi"], 10), "ja kattote…", "the end of the last word is not near");
  assert.equal(shortened(["a", "\u00ad"], 2), "a…");
});

// Heights that depend on the level alone: simple numbers for what a rule does at its edge.
const plainRuler = (columns, tall, more) => ({
  columns,
  room: 100,
  gap: 0,
  last: 3,
  busy: 1,
  tall: (id, level) => tall[level],
  ...more,
});
const standing = (wall) => wall.columns.map((column) => column.map((spot) => spot.id));
const full = (ids, since, level = 0) => ({
  level,
  columns: ids.map((column) => column.map((id, i) => ({ id, y: i * 50, since }))),
});

test("batches come at reading speed: three ideas in six seconds, and sooner while nothing has to leave", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 9].map((n) => pace(n, true)),
    [2000, 2000, 4000, 4000, 6000, 6000],
  );
  assert.deepEqual(
    [1, 4, 9].map((n) => pace(n, false)),
    [2000, 2000, 2000],
  );
});

test("letters get smaller by one level at a time, and no further than while more comes than people can read", () => {
  const ruler = plainRuler(1, [60, 50, 30, 20]);
  const wall = full([[1]], 0);
  assert.equal(enter(wall, [2], ruler, 1).wall.level, 1);
  assert.equal(enter(wall, [2], plainRuler(1, [60, 60, 50, 20]), 1).wall.level, 2);
  assert.deepEqual(
    enter(wall, [2], plainRuler(1, [60, 60, 50, 20]), 1, true).taken,
    [],
    "it has not stood long enough",
  );
  const made = enter(wall, [2], plainRuler(1, [60, 60, 50, 20]), STAND_MS, true);
  assert.deepEqual([made.wall.level, standing(made.wall), made.leaves], [1, [[2]], true]);
});

test("an idea leaves after it stood, from the column left alone longest, and one batch takes one from a column", () => {
  const ruler = plainRuler(2, [50, 50, 50, 50]);
  const wall = full(
    [
      [1, 2],
      [3, 4],
    ],
    0,
  );
  wall.columns[0][0].since = 5;
  assert.deepEqual(enter(wall, [9], ruler, STAND_MS - 1).taken, []);
  const made = enter(wall, [9, 8, 7], ruler, STAND_MS);
  assert.deepEqual(
    [standing(made.wall), made.taken, made.leaves],
    [
      [
        [8, 1],
        [9, 3],
      ],
      [9, 8],
      true,
    ],
  );
});

test("a new idea goes where least stands", () => {
  const wall = { level: 0, columns: [[{ id: 1, y: 0, since: 0 }], [], [{ id: 2, y: 0, since: 0 }]] };
  const made = enter(wall, [3, 4], plainRuler(3, [50, 50, 50, 50]), 1);
  assert.deepEqual([standing(made.wall), made.leaves], [[[4, 1], [3], [2]], false]);
});

test("a page is dealt into the shortest column at the largest letters that hold all", () => {
  const ruler = plainRuler(2, [60, 50, 30, 20]);
  assert.deepEqual([page([1, 2], ruler, 7).level, page([1, 2, 3], ruler, 7).level], [0, 1]);
  assert.deepEqual(page([1, 2, 3, 4, 5], ruler, 7).level, 2);
  const most = page(
    Array.from({ length: 12 }, (_, i) => i),
    ruler,
    7,
  );
  assert.deepEqual(
    [most.level, standing(most)],
    [
      3,
      [
        [0, 2, 4, 6, 8],
        [1, 3, 5, 7, 9],
      ],
    ],
    "as many as fit",
  );
  assert.deepEqual(most.columns[0][1], { id: 2, y: 20, since: 7 });
});

test("the latest arrivals are named first; of those of one moment the upper, then the left", () => {
  const wall = full([[1, 2], [3]], 0);
  wall.columns[0][1].since = 5;
  assert.deepEqual(
    spots(wall).map((spot) => [spot.id, spot.column]),
    [
      [2, 0],
      [1, 0],
      [3, 1],
    ],
  );
});

test("after a quiet time few others join the wall if all have room, else they are a page of their own", () => {
  const ruler = plainRuler(2, [50, 50, 50, 50]);
  assert.equal(turned(full([[1], []], 0), [], ruler, 1), null);
  assert.deepEqual(standing(turned(full([[1], []], 0), [3, 2], ruler, 1)), [[3, 1], [2]]);
  assert.deepEqual(standing(turned(full([[1, 2], [3]], 0), [5, 4], ruler, 1)), [[5], [4]]);
  assert.deepEqual(
    standing(turned(full([[1, 2], [3]], 0), [5, 4], ruler, STAND_MS)),
    [[5], [4]],
    "none leaves for them",
  );
});

test("a wall turns its page sooner while some ideas were never shown", () => {
  const ruler = plainRuler(1, [50, 50, 50, 50]);
  const life = (more) => ({
    ids: [3, 2, 1],
    wall: full([[2, 1]], 0),
    quiet: 20000,
    seen: new Map([
      [1, 0],
      [2, 0],
    ]),
    queue: [],
    dealt: 0,
    moved: 0,
    ...more,
  });
  const turns = (at, more) => Boolean(step(life(more), ruler, at));
  assert.deepEqual([turns(9999), turns(10000)], [false, true]);
  const known = {
    seen: new Map([
      [1, 0],
      [2, 0],
      [3, 0],
    ]),
  };
  assert.deepEqual([turns(19999, known), turns(20000, known)], [false, true]);
  assert.deepEqual([turns(4999, { quiet: 5000 }), turns(5000, { quiet: 5000 })], [false, true]);
  assert.equal(turns(10000, { moved: 1 }), false);
  assert.equal(turns(10000, { dealt: 1 }), false);
});

test("a hyphen that begins a word stays with it", () => {
  const text = "Tuli on irti -näyttely, -5 astetta, iltapäivä-kahvila, a - b";
  assert.equal(unbroken(text), text.replace("-näyttely", "-\u2060näyttely"));
});

test("a number stays on the line of the word before it", () => {
  assert.equal(numbered("Foorumi 2: Turku 800 vuotta, 2 sivua"), "Foorumi\u00a02: Turku\u00a0800 vuotta, 2 sivua");
});
