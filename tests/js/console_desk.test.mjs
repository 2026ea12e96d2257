// The console as a whole: the desk that draws its parts, the panels of its bottom line, and the work in its middle.
import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";

import { el } from "../../static/js/dom/el.js";
import { goButtons } from "../../static/js/console/bar/go.js";
import { askedOf, asksFirst } from "../../static/js/console/bar/undo.js";
import { makeDesk } from "../../static/js/console/parts/desk.js";
import { togglePanel } from "../../static/js/console/parts/panel.js";
import { joinPanel } from "../../static/js/console/panels/join.js";
import { mountPanels } from "../../static/js/console/panels/panels.js";
import { mountWork } from "../../static/js/console/work/work.js";
import { setWords } from "../../static/js/text/words.js";
import { NOW, idea, step, store, view } from "./console_shapes.mjs";
import { fakeDom } from "./fake_dom.mjs";

let body = null;
let frames = [];
let asked = [];

beforeEach(() => {
  mock.timers.reset();
  body = fakeDom("status", "panel", "doors", "work", "needs", "drawer");
  document.getElementById("drawer").getClientRects = () => [];
  [frames, asked] = [[], []];
  globalThis.requestAnimationFrame = (run) => frames.push(run);
  globalThis.location = { pathname: "/console/R", host: "museo.fi" };
  globalThis.localStorage = { getItem: () => null, setItem: () => undefined };
  setWords({ lang: "fi", words: { "console.join.changed": "Nyt {address}" } });
});

const BOOT = {
  ref: "R",
  csrf: "C",
  lang: "fi",
  forum: 1,
  url: "http://10.0.0.5",
  fixed: false,
  candidates: [
    { url: "http://10.0.0.5", host: "10.0.0.5", kind: "wired" },
    { url: "http://192.168.1.7", host: "192.168.1.7", kind: "wireless" },
  ],
};

/** A server that gives these answers, one after another. */
function server(...answers) {
  globalThis.fetch = async (address, options = {}) => {
    asked.push([address.slice("/console/R/".length), JSON.parse(options.body)]);
    return { ok: true, json: async () => answers.shift() };
  };
}

const settled = () => new Promise((go) => setImmediate(go));
const animate = () => frames.splice(0).forEach((run) => run());

// -- joining -----------------------------------------------------------------------------------------------------------

/** The panel about joining, drawn; `said` is what the desk says. */
function joining(boot = {}, presence = {}) {
  const desk = { boot: { ...BOOT, ...boot }, said: [], redraw: () => panel.draw(seen) };
  desk.say = (words) => desk.said.push(words);
  const panel = joinPanel(desk);
  const seen = { forum: { code: "ABCDEF" }, presence: { reached: [], ...presence } };
  body.appendChild(panel.node);
  panel.draw(seen);
  return { desk, panel, seen, node: panel.node, rows: () => panel.node.querySelectorAll(".address") };
}

const states = (here) =>
  here.rows().map((row) => [row.querySelector("input").checked, row.querySelector("small").textContent]);

test("the addresses are those of this machine's networks, the one in use is chosen", () => {
  const here = joining();
  assert.deepEqual(states(here), [
    [true, "console.network_wired. console.join.not_yet"],
    [false, "console.network_wireless. console.join.not_yet"],
  ]);
  assert.equal(here.node.querySelector(".code").textContent, "ABC DEF");
  assert.equal(here.node.querySelector(".warn").hidden, true);
  assert.equal(here.node.querySelector("a").getAttribute("href"), "/office/forum/R/print");
});

for (const reached of ["192.168.1.7", "http://192.168.1.7"])
  test(`an address by which a phone has joined (${reached}) is known to work`, () => {
    const here = joining();
    here.seen.presence.reached = [reached];
    here.panel.draw(here.seen);
    assert.deepEqual(
      here.rows().map((row) => row.classList.contains("good")),
      [false, true],
    );
    assert.equal(states(here)[1][1], "console.network_wireless. console.join.reached");
  });

test("without a network the panel warns", () => {
  const here = joining({ candidates: [] });
  assert.deepEqual([here.node.querySelector(".warn").hidden, here.rows().length], [false, 0]);
});

test("an address that the organiser has fixed cannot be changed", () => {
  const boxes = (fixed) =>
    joining({ fixed })
      .rows()
      .map((row) => row.querySelector("input").getAttribute("disabled"));
  assert.deepEqual(
    [boxes(true), boxes(false)],
    [
      ["", ""],
      [null, null],
    ],
  );
});

test("another address is sent to the server, and chosen once it has it", async () => {
  const here = joining();
  server({ ok: true, address: "http://192.168.1.7" }, { ok: false, code: "rate" });
  const inputs = here.rows().map((row) => row.querySelector("input"));
  inputs[1].hears("change");
  await settled();
  assert.deepEqual(asked, [["address", { url: "http://192.168.1.7" }]]);
  assert.deepEqual(here.desk.said, ["Nyt 192.168.1.7"]);
  assert.deepEqual(
    states(here).map(([checked]) => checked),
    [false, true],
  );
  inputs[0].checked = true;
  inputs[0].hears("change");
  await settled();
  assert.equal(here.desk.boot.url, "http://192.168.1.7", "it was refused");
});

test("a new QR code is made at once", async () => {
  const here = joining();
  server({ ok: true }, { ok: false, code: "rate" });
  const renew = here.node.querySelector("#renew");
  renew.hears("click");
  await settled();
  assert.deepEqual([asked, here.desk.said], [[["secret", {}]], ["console.join.renewed"]]);
  renew.hears("click");
  await settled();
  assert.equal(here.desk.said.filter((words) => words === "console.join.renewed").length, 1);
});

test("a new link of the screen takes a second press, within a moment", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const here = joining();
  const link = body.appendChild(el("a", { id: "open-screen" }));
  server({ ok: true, screen: "/screen/new" });
  const button = here.node.querySelector("#renew-screen");
  button.hears("click");
  assert.equal(button.textContent, "console.screen.renew.sure");
  mock.timers.tick(5000);
  assert.equal(button.textContent, "console.screen.renew", "it stops asking");
  button.hears("click");
  button.hears("click");
  await settled();
  assert.deepEqual([asked, link.href, here.desk.boot.screen], [[["screen", {}]], "/screen/new", "/screen/new"]);
  assert.deepEqual([button.textContent, here.desk.said], ["console.screen.renew", ["console.screen.renewed"]]);
});

test("a link of the screen that could not be renewed stays", async () => {
  const here = joining({ screen: "/screen/old" });
  server({ ok: false, code: "rate" });
  const button = here.node.querySelector("#renew-screen");
  button.hears("click");
  button.hears("click");
  await settled();
  assert.equal(here.desk.boot.screen, "/screen/old");
});

// -- panels ------------------------------------------------------------------------------------------------------------

/** The panels of the bottom line on a desk. */
function panels() {
  const desk = { boot: BOOT, ui: { panel: "" }, say: () => undefined, redraw: () => undefined };
  const part = mountPanels(desk);
  desk.view = { forum: { code: "ABCDEF" }, presence: { reached: [] }, links: [] };
  desk.drawNow = () => part.draw(desk.view);
  desk.drawNow();
  const buttons = document.getElementById("doors").children;
  const open = () => buttons.map((one) => one.getAttribute("aria-expanded"));
  return { desk, buttons, open, shown: () => document.getElementById("panel").querySelector("h2") };
}

test("one panel is open at a time, and closes by its button or its own", () => {
  const { buttons, open, shown } = panels();
  const press = (button) => (button.focus(), button.hears("click"));
  assert.deepEqual([open(), shown()], [["false", "false", "false"], null]);
  press(buttons[0]);
  assert.deepEqual([open(), shown().textContent], [["true", "false", "false"], "console.door.join"]);
  assert.equal(document.activeElement === shown(), true, "the focus goes into it");
  press(buttons[1]);
  assert.deepEqual([open(), shown().textContent], [["false", "true", "false"], "console.door.links"]);
  press(buttons[1]);
  assert.deepEqual([open(), shown(), document.activeElement === buttons[1]], [["false", "false", "false"], null, true]);
  press(buttons[2]);
  document.getElementById("panel").querySelector("header").querySelector("button").hears("click");
  assert.deepEqual([shown(), document.activeElement === buttons[2]], [null, true]);
});

test("after a panel that a key opened the focus is where it was", () => {
  const { desk, shown } = panels();
  const card = body.appendChild(document.createElement("button"));
  card.focus();
  togglePanel(desk, "keys");
  assert.equal(document.activeElement === shown(), true);
  togglePanel(desk, "links");
  togglePanel(desk, "links");
  assert.equal(document.activeElement === card, true, "also over two panels");
  togglePanel(desk, "keys");
  card.remove();
  togglePanel(desk, "keys");
  assert.equal(document.activeElement.getAttribute("id"), "door-keys", "what had it is gone");
});

test("a panel that is open stays as it is while the forum goes on", () => {
  const { desk, buttons, shown } = panels();
  buttons[0].hears("click");
  const heading = shown();
  desk.view = { ...desk.view, presence: { reached: ["10.0.0.5"] } };
  desk.drawNow();
  assert.equal(shown() === heading, true);
  assert.equal(document.getElementById("panel").querySelectorAll(".good").length, 1);
});

// -- the desk ----------------------------------------------------------------------------------------------------------

/** A desk on a connection whose events are fired by hand; `answers` are those of its commands. */
function desk({ shapes = {}, answers = [] } = {}) {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const on = {};
  const live = { store: store(shapes), now: () => NOW, online: () => true, sent: [] };
  live.on = (name, run) => (on[name] = run);
  live.send = async (verb, more) => (live.sent.push([verb, more]), answers.shift() || { ok: true });
  const made = makeDesk(BOOT, live, {});
  const drawn = [];
  made.parts = [{ draw: (now, before) => drawn.push([now, before]), tick: () => drawn.push("tick") }];
  made.start();
  return { desk: made, live, on, drawn };
}

test("what undo would take back breaks between syllables, and whole where the pointer rests", () => {
  setWords({ lang: "fi", words: { "done.agenda.go": "siirtyminen toiseen vaiheeseen" } });
  const deed = { n: 5, command: "agenda.go", off: false, idea: null, activity: null };
  const { desk: made } = desk({ shapes: { forum: [{ ...view({}).forum, undo: { [BOOT.me]: deed } }] } });
  const place = document.createElement("div");
  made.parts = [goButtons(made, place)];
  made.drawNow();
  const button = place.querySelector("#undo");
  assert.equal(button.querySelector("small").textContent, "siir\u00adty\u00adminen toiseen vaihee\u00adseen");
  assert.equal(button.title, "siirtyminen toiseen vaiheeseen");
  mock.timers.reset();
});

test("no command lets an ended forum go on without a question while its results are on the web", async () => {
  const commands = [
    ["forum.end", { ended: false }],
    ["agenda.go", { activity: 1 }],
    ["activity.open", { activity: 2 }],
  ];
  const at = (more) => desk({ shapes: { forum: [{ ...view({}).forum, state: "ended", ...more }] } });
  for (const [verb, body] of commands) {
    const { desk: made, live } = at({ published: true });
    const place = document.createElement("div");
    made.parts = [goButtons(made, place)];
    made.drawNow();
    assert.equal((await made.act(verb, body)).ok, false);
    assert.deepEqual([made.ui.asking, live.sent], ["resume", []]);
    const question = place.children[4];
    assert.equal(question.children[0].textContent, "console.off_web console.resume.ask");
    const [, cancel, yes] = question.children;
    assert.deepEqual(
      [cancel, yes].map((one) => one.textContent),
      ["common.cancel", "console.resume"],
    );
    mock.timers.tick(0);
    yes.hears("click", { detail: 0 });
    assert.deepEqual([made.ui.asking, live.sent.map(([sent]) => sent)], ["", [verb]]);
    mock.timers.reset();
  }
  for (const [published, verb, body] of [
    [false, ...commands[0]],
    [true, "forum.end", {}],
    [true, "screen.blank", { on: true }],
  ]) {
    const { desk: made, live } = at({ published });
    await made.act(verb, body);
    assert.equal(live.sent.length, 1, verb);
    mock.timers.reset();
  }
});

test("undo and redo ask before they take published results off the web", () => {
  const deed = (command) => ({ n: 9, command, idea: null, activity: null, off: false, ends: false, by: "Aino" });
  const me = { boot: { me: "me" } };
  for (const which of ["undo", "redo"]) {
    const asked = (published, command) => {
      const own = deed(command);
      const forum = { ...view({}).forum, state: "ended", undo: {}, redo: {}, published, [which]: { me: own } };
      const seen = view({ forum: [forum] });
      return asksFirst(me, own, seen, which) && askedOf(me, own, seen, which);
    };
    assert.equal(asked(true, "forum.end"), `console.off_web console.${which}.own`);
    assert.equal(asked(true, "agenda.go"), `console.off_web console.${which}.own`);
    assert.equal(asked(false, "forum.end"), false);
    assert.equal(asked(true, "idea.hide"), false);
  }
});

test("many changes are one drawing", () => {
  const { on, drawn } = desk();
  for (let n = 0; n < 5; n += 1) on.change(["idea"]);
  assert.deepEqual([frames.length, drawn.length], [1, 0]);
  animate();
  assert.equal(drawn.length, 1);
  on.change(["idea"]);
  animate();
  assert.equal(drawn.length, 2);
  assert.equal(drawn[1][1], drawn[0][0], "each part knows the view before");
});

test("what the server says of a press after the page has given it up is told, and known as its own", async () => {
  const late = (answer) => ({ ok: false, code: "offline", facts: {}, later: Promise.resolve(answer) });
  const refused = { ok: false, code: "changed_meanwhile", facts: {} };
  const { desk: made } = desk({ answers: [late(refused), late({ ok: true })] });
  const line = document.getElementById("status");
  assert.equal((await made.act("agenda.go", { activity: 3 })).code, "offline");
  await settled();
  assert.equal(line.textContent, "refusal.changed_meanwhile");
  assert.equal(made.sent.take("agenda.go"), "");
  await made.act("agenda.go", { activity: 3 });
  await settled();
  assert.equal(made.sent.take("agenda.go"), "agenda.go", "not a colleague's doing");
});

test("a command that leads the hall names what its sender saw, and no other command does", async () => {
  const forum = { ...store({}).get("forum", 1), led: 7 };
  const { desk: made, live, on } = desk({ shapes: { forum: [forum] } });
  await made.act("agenda.go", { activity: 3 });
  on.change(["forum"]);
  animate();
  await made.act("forum.end", {});
  await made.act("idea.hide", { idea: 1, reason: "insult" });
  await made.act("undo", { n: 7 });
  assert.deepEqual(live.sent, [
    ["agenda.go", { activity: 3 }],
    ["forum.end", { seen: 7 }],
    ["idea.hide", { idea: 1, reason: "insult" }],
    ["undo", { n: 7 }],
  ]);
});

test("a server of an earlier release, which tells nothing of it, is named nothing", async () => {
  const { desk: made, live, on } = desk();
  on.change(["forum"]);
  animate();
  await made.act("screen.code", { on: true });
  assert.deepEqual(live.sent, [["screen.code", { on: true }]]);
});

test("nothing is drawn between the press of a button and its click", () => {
  const { on, drawn } = desk();
  on.change(["idea"]);
  body.hears("pointerdown");
  animate();
  assert.equal(drawn.length, 0);
  body.hears("click");
  animate();
  assert.equal(drawn.length, 1);
});

test("before the first snapshot nothing is drawn", () => {
  const { desk: made, drawn, live } = desk();
  live.store = { get: () => undefined, all: () => [] };
  made.drawNow();
  assert.deepEqual([drawn, made.view], [[], null]);
});

test("parts hear four ticks a second", () => {
  const { drawn } = desk();
  mock.timers.tick(1000);
  assert.deepEqual(drawn, ["tick", "tick", "tick", "tick"]);
});

test("ideas that are gone are not selected any more, and a move is forgotten once the server has it", () => {
  const { desk: made } = desk({ shapes: { idea: [idea(1, { cluster: 5 }), idea(2)] } });
  made.ui.chosen = new Set([1, 9]);
  made.ui.moving = new Map([
    [1, 5],
    [2, 5],
    [9, 5],
  ]);
  made.drawNow();
  assert.deepEqual([[...made.ui.chosen], [...made.ui.moving]], [[1], [[2, 5]]]);
});

test("a refused command is said in the status line, an accepted one is not", async () => {
  const { desk: made } = desk({ answers: [{ ok: true }, { ok: false, code: "gone" }] });
  made.drawNow();
  const status = document.getElementById("status");
  await made.act("idea.hide", { idea: 1 });
  assert.equal(status.textContent, "console.saved");
  const answer = await made.act("idea.hide", { idea: 1 });
  assert.deepEqual([answer.code, status.textContent], ["gone", "refusal.gone"]);
});

test("who is signed out sends nothing more, and is shown the way back", async () => {
  const { desk: made, live } = desk({ answers: [{ ok: false, code: "signed_out" }] });
  body.appendChild(el("a", { id: "to-office" }));
  await made.act("idea.hide", { idea: 1 });
  assert.equal(body.classList.contains("out"), true);
  const link = document.getElementById("status").querySelector("a");
  assert.equal(link.getAttribute("href"), "/office/sign-in?next=%2Fconsole%2FR");
  assert.deepEqual(await made.act("idea.show", { idea: 1 }), { ok: false, code: "signed_out", facts: {} });
  assert.equal(live.sent.length, 1);
});

test("a co-facilitator, who has no account, is only told", () => {
  const { on } = desk();
  on.out();
  const status = document.getElementById("status");
  assert.deepEqual([status.querySelector("a"), status.textContent], [null, "console.outside"]);
});

test("a text is taken in the language of the page", () => {
  const it = desk().desk;
  assert.equal(it.pick({ fi: "Ilta", sv: "Kväll" }), "Ilta");
  assert.deepEqual([{ fi: "Mitä?" }, { sv: "Vad?" }].map(it.question), ["Mitä?", "Vad? text.in.sv"]);
});

// -- the work ----------------------------------------------------------------------------------------------------------

/** The middle of the console, whose kinds note when they are mounted and left. */
function work() {
  const events = [];
  const kind = (name) => ({
    mount: (its, place) => {
      events.push("mount " + name);
      place.append(el("button", { id: name }));
      return {
        draw: () => events.push("draw " + name),
        tick: () => events.push("tick"),
        leave: () => events.push("leave"),
      };
    },
  });
  const made = {
    boot: BOOT,
    kinds: { ideas: kind("ideas"), dots: kind("dots") },
    ui: {},
    pick: () => "",
    question: () => "",
  };
  made.ui = { chosen: new Set([4]), filter: "hidden", find: "sauna" };
  const part = mountWork(made);
  return { desk: made, part, events, place: document.getElementById("work") };
}

const at = (now, steps) => view({ forum: [{ ...store({}).get("forum", 1), now }], ...(steps && { activity: steps }) });

test("the work of a step is mounted once, and drawn with every change", () => {
  const { part, events, place } = work();
  part.draw(at(2));
  part.draw(at(2));
  part.tick();
  assert.deepEqual(events, ["mount ideas", "draw ideas", "draw ideas", "tick"]);
  assert.deepEqual([place.dataset.kind, place.dataset.collects], ["ideas", "ideas"]);
});

test("the next step takes its place, with nothing selected and no filter", () => {
  const { desk: made, part, events, place } = work();
  part.draw(at(2));
  document.getElementById("ideas").focus();
  made.ui.find = "sauna";
  part.draw(at(4));
  assert.deepEqual(events.slice(2), ["leave", "mount dots", "draw dots"]);
  assert.deepEqual([[...made.ui.chosen], made.ui.filter, made.ui.find], [[], "all", ""]);
  assert.equal(place.querySelector("#ideas"), null);
  assert.equal(document.activeElement === place, true, "a focus inside stays in the work");
});

test("a second step of one kind is mounted anew", () => {
  const { part, events } = work();
  const steps = [step(2, "ideas"), step(6, "ideas", { position: 6 })];
  part.draw(at(2, steps));
  part.draw(at(6, steps));
  assert.deepEqual(events, ["mount ideas", "draw ideas", "leave", "mount ideas", "draw ideas"]);
});

test("before the start it says what is to come; so it does for a kind that the page does not know", () => {
  const { part, place, events } = work();
  globalThis.sessionStorage = { getItem: () => String(Date.now()), setItem: () => undefined };
  part.draw(at(null));
  assert.deepEqual([events, place.dataset.kind, place.dataset.shows], [[], "", "words"]);
  assert.ok(place.querySelector(".stage"));
  part.tick();
  part.draw(at(1));
  assert.deepEqual(events, []);
});
