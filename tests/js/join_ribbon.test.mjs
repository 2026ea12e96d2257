// The join ribbon of the screen: clock, head-count and the way in, at every moment of the evening.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { bigCode, ribbon } from "../../static/js/screen/join_ribbon.js";
import { address, typed } from "../../static/js/screen/qr.js";
import { makeSpeaker } from "../../static/js/screen/speaker.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

let node = null;
let low = false;

beforeEach(() => {
  node = fakeDom("ribbon").querySelector("#ribbon");
  low = false;
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080, matchMedia: () => ({ matches: false }) });
  globalThis.getComputedStyle = () => ({ paddingTop: "0", paddingBottom: "0", lineHeight: "20", display: "flex" });
  layOut((one) => ({ clientHeight: 20, scrollHeight: low && one === node ? 99 : 20 }));
});

const QR = { size: 33, path: "M0 0h7" };
const CARD = { host: "museo.fi", code: "ABCDEF", qr: QR, by_ticket: false, languages: [], results: null };
const FACTS = { wide: false, join: true, here: 0, clock: null, card: CARD, figures: [] };
const BOOK = {
  lang: "fi",
  words: { "idea.count": ["{n} idea", "{n} ideaa"], "report.fact.on_paper": ["{n} paperilla", "{n} paperilla"] },
};
const CLOCK = { left: 90, share: 0.755, tone: "", word: "screen.time_left" };

function drawn(more) {
  const made = ribbon(node, { speaker: makeSpeaker([BOOK]) });
  made.draw({ ...FACTS, ...more });
  return made;
}

const text = (selector) => (node.querySelector(selector) || { textContent: null }).textContent;

test("the way in is a QR code, the address and the code in two groups", () => {
  drawn();
  const parts = [text(".addr"), node.querySelector(".code").children.map((one) => one.textContent)];
  assert.deepEqual(parts, ["museo.fi", ["ABC", "DEF"]]);
  assert.equal(node.querySelector(".qr").getAttribute("viewBox"), "0 0 33 33");
  assert.equal(node.getAttribute("aria-label"), "screen.join");
});

test("where people need a ticket there is no code for all of them", () => {
  drawn({ card: { ...CARD, by_ticket: true } });
  assert.deepEqual([text(".ticket"), node.querySelector(".code")], ["screen.by_ticket", null]);
});

test("without a network there is the code alone", () => {
  drawn({ card: { ...CARD, host: "", qr: null } });
  assert.deepEqual([node.querySelector(".qr"), node.querySelector(".addr"), text(".code")], [null, null, "ABCDEF"]);
});

test("after the end nobody can join: the way to the results stands there, if there is one", () => {
  drawn({ join: false });
  assert.equal(node.querySelector(".join"), null);
  drawn({ join: false, card: { ...CARD, results: { qr: { size: 21, path: "" }, host: "museo.fi/r" } } });
  assert.equal(node.querySelector(".qr").getAttribute("viewBox"), "0 0 21 21");
  assert.equal(text(".lab"), "kind.results");
  assert.equal(node.querySelector(".code"), null);
});

test("while people can join, the results have no code there", () => {
  drawn({ card: { ...CARD, results: { qr: { size: 21, path: "" }, host: "museo.fi/r" } } });
  assert.deepEqual(
    node.querySelectorAll(".qr").map((one) => one.getAttribute("viewBox")),
    ["0 0 33 33"],
  );
});

for (const [here, words] of [
  [0, ""],
  [1, "1screen.here_word"],
  [41, "41screen.here_word"],
])
  test(`${here} people are shown as '${words}'`, () => {
    drawn({ here });
    assert.equal(text(".head"), words);
  });

test("in the lobby each person is a tick", () => {
  drawn({ wide: true, here: 12 });
  assert.deepEqual([text(".room b"), node.querySelectorAll(".room i").length], ["12", 12]);
});

test("the head-count follows without the rest being drawn anew", () => {
  const made = drawn({ here: 3 });
  const qr = node.querySelector(".qr");
  made.draw({ ...FACTS, here: 4 });
  assert.deepEqual([text(".head b"), node.querySelector(".qr") === qr], ["4", true]);
  made.draw({ ...FACTS, here: 0 });
  assert.equal(text(".head"), "");
});

for (const [name, more] of [
  ["code", { card: { ...CARD, code: "XYZXYZ" } }],
  ["address", { card: { ...CARD, host: "10.0.0.1" } }],
])
  test(`another ${name} is shown at once`, () => {
    drawn().draw({ ...FACTS, ...more });
    assert.match(node.textContent, /XYZ|10\.0\.0\.1/);
  });

test("after another language has been loaded everything is drawn anew", () => {
  const made = drawn();
  const qr = node.querySelector(".qr");
  made.again();
  made.draw(FACTS);
  assert.equal(node.querySelector(".qr") === qr, false);
});

test("without a time there is no clock", () => {
  drawn();
  assert.equal(text(".time"), "");
});

test("the clock counts down, and its bar with it", () => {
  const made = drawn({ clock: CLOCK });
  const look = () => [
    text(".timer"),
    node.querySelector(".timer").className,
    node.querySelector(".drain i").style.inlineSize,
  ];
  assert.deepEqual(look(), ["1:30", "timer", "75.5%"]);
  assert.equal(text(".time .lab"), "screen.time_left");
  const timer = node.querySelector(".timer");
  made.tick({ ...CLOCK, left: 59.2, share: 0.4, tone: "last" });
  assert.deepEqual([look(), node.querySelector(".timer") === timer], [["1:00", "timer last", "40%"], true]);
  made.tick({ ...CLOCK, left: 0, share: 0, tone: "last", word: "timer.up" });
  assert.deepEqual([text(".timer"), text(".time .lab")], ["0:00", "timer.up"]);
  made.tick(null);
  assert.equal(text(".time"), "");
  made.tick({ ...CLOCK, left: 0 });
  assert.equal(text(".timer"), "0:00", "a clock that comes back shows its time");
});

test("totals of the evening stand as numbers with a word", () => {
  drawn({ figures: [{ key: "idea.count", n: 101 }] });
  assert.deepEqual([text(".people b"), text(".people .lab")], ["101", "ideaa"]);
});

test("a total of voters says how many of them voted on paper, who are not among those who joined", () => {
  drawn({ figures: [{ key: "idea.count", n: 184, paper: 1 }] });
  assert.equal(text(".people .lab"), "ideaa (1\u00a0paperilla)");
  assert.equal(node.querySelector(".people.stacked .lab").children.length, 1, "its words are below the number");
});

test("the picture gets denser only where it has no room", () => {
  low = true;
  const made = drawn();
  assert.equal(node.classList.contains("dense"), true);
  low = false;
  made.draw(FACTS);
  assert.equal(node.classList.contains("dense"), false);
});

test("the ribbon moves when the lobby ends, and only then", () => {
  const made = drawn({ wide: true });
  assert.equal(node.played.length, 0);
  made.draw(FACTS);
  assert.equal(node.played.length, 1);
  made.draw(FACTS);
  assert.equal(node.played.length, 1);
});

test("the large code covers the page with all that is needed to join", () => {
  const speaker = makeSpeaker([BOOK, { lang: "sv", words: { "screen.join": "Kom med" } }]);
  bigCode(document.body, speaker, CARD);
  const cover = document.body.lastChild;
  assert.equal(cover.className, "cover code-cover");
  assert.deepEqual(
    ["h1", ".addr", ".code"].map((one) => cover.querySelector(one).textContent),
    ["screen.join · Kom med", "museo.fi", "ABCDEF"],
  );
  assert.ok(cover.querySelector(".qr"));
  bigCode(document.body, speaker, { ...CARD, by_ticket: true, qr: null });
  const other = document.body.lastChild;
  assert.deepEqual([other.querySelector(".code"), other.querySelector(".qr")], [null, null]);
  assert.equal(other.querySelector(".ticket").textContent, "screen.ticketscreen.ticket");
});

for (const [host, pieces] of [
  ["museo.fi", ["museo.", "fi"]],
  ["10.0.0.1:8080", ["10.", "0.", "0.", "1", ":8080"]],
  ["forum", ["forum"]],
])
  test(`the address ${host} breaks only between ${pieces.join(" ")}`, () => {
    const made = address(host);
    assert.equal(made.textContent, host);
    assert.equal(made.querySelectorAll("wbr").length, pieces.length - 1);
    assert.deepEqual(
      made.childNodes.filter((one) => one.tag !== "wbr").map((one) => one.textContent),
      pieces,
    );
  });

test("a code stands in two groups of three", () => {
  assert.deepEqual(
    typed("ABCDEF").children.map((one) => one.textContent),
    ["ABC", "DEF"],
  );
});
