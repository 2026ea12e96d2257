// The stage of the screen and its scenes of few words: which scene is shown, what it says, and what moves.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { counted, openVote, sentence } from "../../static/js/screen/counted.js";
import { oneCluster } from "../../static/js/screen/cluster_large.js";
import { watchCard } from "../../static/js/screen/join_card.js";
import { lobby } from "../../static/js/screen/lobby.js";
import { over, spotlight, wait, welcome } from "../../static/js/screen/large_words.js";
import { makeSpeaker } from "../../static/js/screen/speaker.js";
import { stage } from "../../static/js/screen/stage.js";
import { listen } from "../../static/js/screen/theme.js";
import { el } from "../../static/js/dom/el.js";
import { useZone } from "../../static/js/text/format.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

let node = null;

beforeEach(() => {
  mock.timers.reset();
  node = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080, matchMedia: () => ({ matches: false }) });
  globalThis.getComputedStyle = () => ({ paddingTop: "0", paddingBottom: "0", lineHeight: "20" });
  layOut(() => ({ clientHeight: 20 }));
});

const book = (lang) => ({ lang, words: { "screen.voted": "{n} / {total} on äänestänyt" } });
const speaker = makeSpeaker([book("fi"), book("sv")]);
const TOOLS = {
  speaker,
  steps: () => [],
  rehearsal: () => false,
  frozen: () => false,
  names: () => speaker.all("kind.ideas"),
};
const activity = (more) => ({
  id: 1,
  kind: "welcome",
  shows: "words",
  name: {},
  settings: {},
  prompt: { fi: "Tervetuloa", sv: "Välkommen" },
  instruction: {},
  ...more,
});
const texts = (selector) => node.querySelectorAll(selector).map((one) => one.textContent);

// -- the stage ---------------------------------------------------------------------------------------------------------

/** A stage with a scene that notes what it is asked for. */
function noted() {
  const events = [];
  const toy = (place) => {
    events.push("new");
    return {
      draw: (picture) => (place.replaceChildren(el("p", {}, picture.text)), events.push("draw")),
      stop: () => events.push("stop"),
    };
  };
  return { events, made: stage(node, TOOLS, { toy: { scenes: { toy } } }) };
}

const PICTURE = { name: "toy", key: "toy-1", text: "a" };

test("a picture with an equal key updates its scene, another key replaces it", () => {
  const { made, events } = noted();
  made.show(PICTURE);
  made.show({ ...PICTURE, text: "b" });
  assert.deepEqual([events, node.textContent], [["new", "draw", "draw"], "b"]);
  made.show({ ...PICTURE, key: "toy-2" });
  assert.deepEqual(events.slice(3), ["stop", "new", "draw"]);
  assert.deepEqual([document.body.dataset.scene, made.name()], ["toy", "toy"]);
});

test("a new scene rises, an update and a redrawing after a resize do not", () => {
  const { made } = noted();
  const risen = () => node.children[0].played.length;
  made.show(PICTURE);
  assert.equal(risen(), 1);
  made.show(PICTURE);
  assert.equal(risen(), 0);
  made.again();
  assert.equal(risen(), 0);
});

test("a stage that has shown nothing has no name, and nothing to draw again", () => {
  const { made, events } = noted();
  made.again();
  assert.deepEqual([made.name(), made.figures(), events], ["", [], []]);
  made.show({ ...PICTURE, figures: [1] });
  assert.deepEqual(made.figures(), [1]);
});

test("from a frozen picture an idea that nobody may see any more disappears, and comes back", () => {
  const { made } = noted();
  node.append(el("p", { "data-idea": 1 }), el("p", { "data-idea": 2 }));
  const gone = () => node.children.map((one) => one.classList.contains("gone"));
  made.forget(new Set([1]));
  assert.deepEqual(gone(), [false, true]);
  made.forget(new Set([1, 2]));
  assert.deepEqual(gone(), [false, false]);
});

// -- the lobby ---------------------------------------------------------------------------------------------------------

test("the lobby of a self-paced forum says when it opens and until when", () => {
  useZone("Europe/Helsinki");
  const words = { "print.opens": "Avautuu {date} klo {time}", "print.until": "{date} klo {time} asti" };
  const tools = { ...TOOLS, speaker: makeSpeaker([{ lang: "fi", words }]), card: () => ({ wifi: null }) };
  const scene = lobby(node, tools);
  const draw = (times, alone = true) =>
    scene.draw({ title: { fi: "Haku" }, greeting: null, activity: null, times, alone });
  const at = (day) => Date.UTC(2027, 3, day, 6, 0);
  draw({ opens: at(2), until: at(30), over: false });
  assert.deepEqual(texts(".dates p"), ["Avautuu 2.4.2027 klo 9.00", "30.4.2027 klo 9.00 asti"]);
  assert.equal(node.querySelector(".way"), null, "nobody is there to write for others");
  draw({ opens: null, until: null, over: false }, false);
  assert.equal(node.querySelector(".dates"), null, "a led forum");
  assert.deepEqual(texts(".way .unphoned"), ["screen.no_phone"]);
});

test("once nobody can take part in it any more, a self-paced forum says so, and where its results are", () => {
  let card = { results: null, published: false, next: {} };
  const scene = over(node, { ...TOOLS, card: () => card });
  scene.draw({ title: { fi: "Haku" } });
  assert.deepEqual(
    [texts("h1"), texts(".dates p"), node.querySelector(".addr")],
    [["Haku"], ["times.overtimes.over"], null],
  );
  card = { results: { host: "museo.fi/results/haku" }, published: true, next: {} };
  scene.draw({ title: { fi: "Haku" } });
  assert.match(texts(".foot .told")[0], /^ended.results.out\b/);
  assert.deepEqual(texts(".addr"), ["museo.fi/results/haku"]);
});

// -- large words -------------------------------------------------------------------------------------------------------

test("a welcome has the organiser's words in both languages, and the instruction below", () => {
  welcome(node, TOOLS).draw({ activity: activity({ instruction: { fi: "Ota paikka" } }), until: null });
  assert.deepEqual([texts("h1"), texts("p.also"), texts(".foot p")], [["Tervetuloa"], ["Välkommen"], ["Ota paikka"]]);
  assert.equal(node.querySelector("h1").getAttribute("lang"), "fi");
});

test("a break says when it ends", () => {
  useZone("Europe/Helsinki");
  welcome(node, {
    ...TOOLS,
    speaker: makeSpeaker([{ lang: "fi", words: { "screen.continue": "Jatkamme klo {time}" } }]),
  }).draw({
    activity: activity(),
    until: Date.UTC(2027, 3, 25, 15, 5),
  });
  assert.deepEqual(texts(".until"), ["Jatkamme klo 18.05"]);
});

test("without an instruction or an end there is no foot", () => {
  welcome(node, TOOLS).draw({ activity: activity(), until: null });
  assert.equal(node.querySelector(".foot"), null);
});

test("between a vote and its result the screen says nothing of either", () => {
  wait(node, TOOLS).draw({ activity: activity({ prompt: { fi: "Tulos" } }), words: ".rating" });
  assert.deepEqual(texts("h1"), ["screen.result_next.rating"]);
  assert.doesNotMatch(node.textContent, /Tulos/);
});

const IDEA = { id: 7, number: 12, text: "Kahvila\npihalle", lang: "fi", merged: [] };

test("an enlarged idea has its number and its words, and can be taken from the picture", () => {
  spotlight(node, TOOLS).draw({ activity: activity(), idea: IDEA });
  assert.deepEqual([texts(".no"), texts(".words")], [["12"], ["Kahvila\npihalle"]]);
  assert.equal(node.querySelector("article").dataset.idea, "7");
});

/** The size of an enlarged text whose width, in letters, may not exceed `most` units. */
function sized(long, most) {
  layOut((one) => {
    const size = Number((/[\d.]+/.exec(one.style.fontSize || "0") || [0])[0]);
    return one.names().includes("words")
      ? { scrollWidth: one.textContent.length * size, clientWidth: most }
      : { clientHeight: 20, clientWidth: 99, box: { bottom: 1 } };
  });
  spotlight(node, TOOLS).draw({ activity: activity(), idea: { ...IDEA, text: "x".repeat(long) } });
  const shown = node.querySelector(".words");
  return [Number(/[\d.]+/.exec(shown.style.fontSize)[0]), shown.textContent.replaceAll("\u00ad", "").length];
}

for (const [long, most, size, letters] of [
  [5, 660, 132, 5],
  [5, 600, 110, 5],
  [5, 140, 28, 5],
  [9, 140, 28, 5],
])
  test(`${long} letters in ${most} units are ${size} tall${letters < long ? ", and cut" : ""}`, () => {
    assert.deepEqual(sized(long, most), [size, letters]);
  });

test("a scene of words is drawn anew only when its picture has changed", () => {
  const scene = spotlight(node, TOOLS);
  scene.draw({ activity: activity(), idea: IDEA });
  const before = node.querySelector("article");
  scene.draw({ activity: activity(), idea: { ...IDEA } });
  assert.equal(node.querySelector("article") === before, true);
  scene.draw({ activity: activity(), idea: { ...IDEA, text: "Sauna" } });
  assert.deepEqual(texts(".words"), ["Sauna"]);
});

// -- counting ----------------------------------------------------------------------------------------------------------

const voting = (more) => ({
  activity: activity({ kind: "dots", shows: "votes" }),
  voted: 27,
  total: 41,
  words: "",
  closed: false,
  ...more,
});
const rules = () => [speaker.all("rule.one"), speaker.all("rule.two")];

test("an open vote says how to vote and how many have, never what", () => {
  openVote(node, TOOLS, rules).draw(voting());
  assert.deepEqual(texts(".how .no"), ["1", "2"]);
  assert.deepEqual([texts(".tall b"), texts(".tall span")], [["27"], ["/ 41 on äänestänyt"]]);
  assert.deepEqual(
    [node.querySelectorAll(".ticks > i").length, node.querySelectorAll(".ticks > .open").length],
    [41, 14],
  );
  assert.match(node.querySelector(".help").textContent, /screen\.no_phone_vote screen\.result_soon\./);
});

test("where the instruction has no room, the rules say what it would have said", () => {
  const own = (_, { instruction }) =>
    Object.keys(instruction).length ? rules() : [...rules(), speaker.all("rule.three")];
  const told = (room) => {
    layOut((one) => ({ clientHeight: 100, scrollHeight: room(one) ? 100 : 200 }));
    openVote(node, TOOLS, own).draw(
      voting({ activity: activity({ kind: "dots", instruction: { fi: "Voit muuttaa" } }) }),
    );
    return [texts(".advice"), texts(".how .no")];
  };
  assert.deepEqual(
    told(() => true),
    [["Voit muuttaa"], ["1", "2"]],
  );
  assert.deepEqual(
    told((one) => one !== node || !node.querySelector(".advice")),
    [[], ["1", "2", "3"]],
  );
  assert.deepEqual(
    told(() => false),
    [[], ["1", "2"]],
    "a rule that has no room either is not cut",
  );
});

test("a vote that has closed says what comes, and how to vote no more", () => {
  openVote(node, TOOLS, rules).draw(voting({ closed: true, words: ".rating" }));
  assert.deepEqual([texts(".how"), node.querySelector(".mid").className], [[], "mid alone"]);
  assert.match(node.querySelector(".help").textContent, /^screen\.result_next\.rating/);
});

for (const [voted, total, all, open] of [
  [0, 0, 0, 0],
  [0, 3, 3, 3],
  [3, 3, 3, 0],
  [5, 3, 5, 0],
])
  test(`${voted} of ${total} votes are ${all} ticks, ${open} of them open`, () => {
    openVote(node, TOOLS, rules).draw(voting({ voted, total }));
    assert.deepEqual(
      [node.querySelectorAll(".ticks > i").length, node.querySelectorAll(".ticks > .open").length],
      [all, open],
    );
  });

test("a single rule has no number, and what stands beside a count is fitted when it is there", () => {
  const fitted = [];
  counted(node, TOOLS, () => ({
    rules: [speaker.all("rule.one")],
    tall: sentence([{ lang: "fi", text: "3 sijoitusta" }], 3),
    marks: [],
    foot: null,
    aside: el("div", { class: "extra" }),
    fit: (aside) => fitted.push(aside.isConnected),
  })).draw(voting());
  assert.deepEqual([node.querySelector(".how").tag, texts(".how .no"), fitted], ["ul", [""], [true]]);
  assert.ok(node.querySelector(".aside .extra"));
});

for (const [text, n, big, rest] of [
  ["27 / 41 on äänestänyt", 27, "27", "/ 41 on äänestänyt"],
  ["1\u00a0250 on äänestänyt", 1250, "1\u00a0250", "on äänestänyt"],
  ["1,250 have voted", 1250, "1,250", "have voted"],
])
  test(`the number of "${text}" is large`, () => {
    const [first] = sentence([{ lang: "fi", text }], n);
    assert.deepEqual([first.querySelector("b").textContent, first.querySelector("span").textContent], [big, rest]);
  });

for (const [wide, size] of [
  [700, 280],
  [1000, 200],
  [5000, 140],
])
  test(`a number that is ${wide} units wide beside words of 100, in 890, becomes ${size} units tall`, () => {
    layOut((one) => {
      if (!one.names().includes("tall")) return {};
      const letters = parseFloat((one.querySelector("b").style.fontSize || "").slice(5));
      return { clientWidth: 890, scrollWidth: (wide * letters) / 280 + 100 };
    });
    openVote(node, TOOLS, () => []).draw(voting());
    assert.equal(node.querySelector(".tall b").style.fontSize, `calc(${size} * var(--u))`);
    layOut(() => ({}));
  });

test("before the first idea of peace and quiet there is no number", () => {
  counted(node, TOOLS, () => ({ rules: [], tall: [], marks: [], foot: null })).draw(voting());
  assert.deepEqual([texts("h1"), node.querySelector(".tall")], [["Tervetuloa"], null]);
});

test("an instruction goes where the count at the foot of its place would lie over it", () => {
  const draw = (top) => {
    layOut((one) => ({ clientHeight: 20, box: one.names().includes("done") ? { top } : { top: 300 } }));
    openVote(node, TOOLS, () => []).draw({
      activity: activity({ instruction: { fi: "Anna tarrat" } }),
      voted: 1,
      total: 2,
      words: "",
    });
    return texts(".advice p");
  };
  assert.deepEqual([draw(300), draw(200)], [["Anna tarrat"], []]);
});

// -- one theme ---------------------------------------------------------------------------------------------------------

test("an enlarged theme has its letter, its name, its size and its ideas", () => {
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"], now: 1_700_000_000_000 });
  layOut((one) => ({ clientHeight: one.names().includes("wall") ? 800 : 20, offsetHeight: 50 }));
  const cluster = { id: 5, letter: "B", title: "Piha", colour: "red" };
  const ideas = [3, 2, 1].map((id) => ({ ...IDEA, id, number: id, text: "Idea " + id, source: "phone", table: null }));
  const scene = oneCluster(node, TOOLS);
  scene.draw({ cluster, ideas });
  assert.deepEqual([texts(".tab"), texts("h1"), texts(".size .num")], [["B"], ["Piha"], ["3"]]);
  assert.equal(node.querySelectorAll(".wall > ol:not(.measure) > li").length, 3);
  const wall = node.querySelector(".wall");
  scene.draw({ cluster: { ...cluster, title: "Puisto" }, ideas: ideas.slice(1) });
  assert.deepEqual([texts("h1"), texts(".size .num"), node.querySelector(".wall") === wall], [["Puisto"], ["2"], true]);
  assert.equal(node.querySelectorAll(".wall > ol:not(.measure) > li").length, 2);
  scene.draw({ cluster: { ...cluster, title: "" }, ideas: [] });
  assert.deepEqual(texts(".unnamed"), ["screen.unnamed · screen.unnamed"]);
  assert.deepEqual(texts(".size"), ["screen.no_ideas_yet · screen.no_ideas_yet"]);
  scene.stop();
});

// -- the join card -----------------------------------------------------------------------------------------------------

/** A watched card; `answers` are those of the server, null for none. */
function watched(...answers) {
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"], now: 1_700_000_000_000 });
  const seen = { asked: 0, changed: [] };
  globalThis.fetch = async () => {
    seen.asked += 1;
    const answer = answers.shift();
    if (answer === null) throw new TypeError("offline");
    return { ok: answer !== "error", json: async () => answer };
  };
  seen.watch = watchCard("/card", { code: "A" }, (card) => seen.changed.push(card.code));
  seen.ask = async (after = 0) => {
    seen.watch.ask();
    mock.timers.tick(after);
    await new Promise((go) => setImmediate(go));
  };
  return seen;
}

test("a changed card is told once", async () => {
  const seen = watched({ code: "A" }, { code: "B" }, { code: "B" });
  await seen.ask(1);
  assert.deepEqual(seen.changed, []);
  await seen.ask(3000);
  await seen.ask(3000);
  assert.deepEqual([seen.asked, seen.changed], [3, ["B"]]);
});

test("the server is asked at most every three seconds, and at least every thirty", async () => {
  const seen = watched({ code: "A" }, { code: "A" }, { code: "A" });
  await seen.ask(1);
  for (let n = 0; n < 5; n += 1) await seen.ask(10);
  assert.equal(seen.asked, 1);
  mock.timers.tick(3000);
  await new Promise((go) => setImmediate(go));
  assert.equal(seen.asked, 2);
  mock.timers.tick(30_000);
  assert.equal(seen.asked, 3);
});

test("a card that could not be read is asked for again later", async () => {
  const seen = watched(null, "error", { code: "B" });
  for (let n = 0; n < 3; n += 1) await seen.ask(3000);
  assert.deepEqual(seen.changed, ["B"]);
});

// -- the machine beside the projector ----------------------------------------------------------------------------------

/** The screen's machine, in a light or dark room; `press` sends it a key. */
function machine(dark, theme) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const here = { dataset: theme ? { theme } : {}, full: 0, address: "" };
  document.documentElement = { dataset: here.dataset, requestFullscreen: async () => (here.full += 1) };
  document.exitFullscreen = () => (here.full -= 1);
  window.matchMedia = () => ({ matches: dark });
  globalThis.location = { href: "http://museo.fi/screen/x?a=1" };
  globalThis.history = { replaceState: (state, title, address) => (here.address = String(address)) };
  listen();
  here.press = (key, more) => document.body.hears("keydown", { key, ...more });
  return here;
}

for (const [dark, before, after] of [
  [false, "", "dark"],
  [true, "", "light"],
  [false, "dark", "light"],
  [true, "light", "dark"],
])
  test(`D on a ${before || (dark ? "dark" : "light")} screen makes it ${after}, also after a reload`, () => {
    const here = machine(dark, before);
    here.press("d");
    assert.deepEqual([here.dataset.theme, here.address], [after, "http://museo.fi/screen/x?a=1&theme=" + after]);
    here.press("D");
    assert.equal(here.dataset.theme, after === "dark" ? "light" : "dark");
  });

test("F fills the screen and leaves it again; keys of the browser do nothing here", () => {
  const here = machine(false);
  here.press("f");
  assert.equal(here.full, 1);
  document.fullscreenElement = {};
  here.press("F");
  assert.equal(here.full, 0);
  for (const held of ["ctrlKey", "metaKey", "altKey"]) here.press("d", { [held]: true });
  here.press("x");
  assert.deepEqual([here.full, here.dataset.theme], [0, undefined]);
});

test("a pointer that rests is hidden until it moves", () => {
  machine(false);
  const hidden = () => document.body.classList.contains("rests");
  document.body.hears("mousemove");
  mock.timers.tick(2999);
  document.body.hears("mousemove");
  mock.timers.tick(2999);
  assert.equal(hidden(), false);
  mock.timers.tick(1);
  assert.equal(hidden(), true);
  document.body.hears("mousemove");
  assert.equal(hidden(), false);
});
