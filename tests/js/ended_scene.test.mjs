// The end of the screen: what gives way where there is little room, and what is left of another vote.
import assert from "node:assert/strict";
import test from "node:test";

import { el } from "../../static/js/dom/el.js";
import { ended } from "../../static/js/screen/ended.js";
import { fitOther, otherVote } from "../../static/js/screen/other_votes.js";
import { column } from "../../static/js/screen/theme_totals.js";
import { targetName } from "../../static/js/screen/target_name.js";
import { makeSpeaker } from "../../static/js/screen/speaker.js";
import { fakeDom, layOut } from "./fake_dom.mjs";

const WIDE = 60;
const QUESTION = "Mistä olemme samaa mieltä, kun ajattelemme vuonna 2030 avattavaa museota, jonka pitää olla auki?";
const SHARE = " · 81,7 % samaa mieltä · 81,7 % håller med";

/** Another vote, in letters that are equally wide. */
function vote(idea, question = QUESTION) {
  const asked = el("b", {}, el("span", { lang: "fi" }, question), " · ", el("span", { lang: "sv" }, "Vad?"), " ");
  const first = el("span", { class: "came-first" }, "161 ", el("span", { class: "came-text" }, idea), SHARE);
  return el("p", { class: "others asked" }, asked, first);
}

function fitted(idea, most, question) {
  fakeDom();
  globalThis.getComputedStyle = () => ({ paddingTop: "0px", paddingBottom: "0px", lineHeight: "20px" });
  layOut((node) => ({ clientHeight: 20 * Math.ceil(node.textContent.length / WIDE) }));
  const node = vote(idea, question);
  fitOther(node, most);
  return node.textContent;
}

test("the leading idea of another vote and its share stay whole, and its question has what is left", () => {
  const idea = "koululuokat sais yöpyä museossa";
  const said = fitted(idea, 2);
  assert.ok(said.endsWith("161 " + idea + SHARE), said);
  assert.match(said, /^Mistä olemme samaa mieltä, kun/);
  assert.ok(said.length <= 2 * WIDE, "on two lines");
  assert.equal(fitted(idea, 2, "Miksi?"), `Miksi? · Vad? 161 ${idea}${SHARE}`, "what has room is not cut");
});

test("an idea that has no room by itself is cut, its share is not", () => {
  const said = fitted("koululuokat sais yöpyä museossa ja keittiössä ".repeat(4), 2);
  assert.ok(said.endsWith("…" + SHARE), said);
  assert.match(said, /^Mistä olemme samaa/, "of its question a few words are left");
  assert.ok(said.length <= 2 * WIDE, "on two lines");
});

test("another vote says what came first, how many share the first place, or that nobody voted", () => {
  fakeDom();
  const speaker = makeSpeaker([{ lang: "fi", words: {} }]);
  const said = (...first) => otherVote(speaker, { prompt: { fi: "Miksi?" }, words: "", first }).textContent;
  const row = { number: 7, text: "Silta", lang: "fi", value: 5, unit: "votes" };
  assert.equal(said(row), "Miksi? 7\u00a0Silta\u00a0·\u00a05");
  const share = (main) => said({ ...row, unit: "share.1", main });
  assert.equal(share("agreement_estimate"), "Miksi? 7\u00a0Silta\u00a0·\u00a0screen.share.agreement_estimate");
  assert.equal(share("share"), "Miksi? 7\u00a0Silta\u00a0·\u00a0screen.share.share", "in a sorting nobody agrees");
  assert.equal(said(row, row), "Miksi? screen.first_of");
  assert.equal(said(), "Miksi? screen.no_votes");
});

test("a theme that won without ever being named says so, wherever results name it", () => {
  fakeDom();
  const speaker = makeSpeaker([
    { lang: "fi", words: { "report.theme.unnamed": "Nimetön teema", "screen.unnamed": "?" } },
  ]);
  const row = { number: 0, letter: "H", text: "", lang: "", value: 4, unit: "votes" };
  assert.equal(targetName("p", {}, speaker, row).textContent, "Nimetön teema");
  const other = otherVote(speaker, { prompt: { fi: "Mikä?" }, words: "", first: [row] });
  assert.equal(other.textContent, "Mikä? H\u00a0Nimetön teema\u00a0·\u00a04");
  const sums = (one) => column(speaker, "screen.sizes", [{ cluster: { letter: "H", title: "" }, n: 4, ...one }]);
  assert.match(sums({}).textContent, /HNimetön teema4/);
  assert.match(sums({ coming: true }).textContent, /H\?4/, "while people sort, it may get a name");
});

const LEFT = ["more", "themes", "bars"];

/** What is left of a picture with other votes and themes; `need({more, themes, bars}, isThemes)` says how tall that is. */
function leftOver(need) {
  const stage = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080 });
  globalThis.getComputedStyle = () => ({ paddingTop: "0px", paddingBottom: "0px", lineHeight: "20px" });
  const side = () => stage.querySelector(".sums");
  const seen = () => ({
    more: stage.textContent.includes("screen.more"),
    themes: Boolean(side()),
    bars: Boolean(side()) && !side().classList.contains("plain"),
  });
  layOut((node) => {
    if (node === stage) return { clientHeight: 900, box: { bottom: 900 } };
    const isThemes = Boolean(side()) && side().contains(node);
    const bottom = node.names().includes("came") ? 500 : need(seen(), isThemes);
    return { clientHeight: 20, box: { bottom } };
  });
  const speaker = makeSpeaker([
    { lang: "fi", words: {} },
    { lang: "sv", words: {} },
  ]);
  const row = {
    number: 7,
    letter: "A",
    text: "Sauna",
    lang: "fi",
    idea: 1,
    rank: "1 =",
    first: true,
    value: 9,
    unit: "votes",
  };
  const first = [{ number: 7, text: "Silta", lang: "fi", value: 5, unit: "votes" }];
  ended(stage, { speaker, card: () => ({ results: null, published: false, next: {} }) }).draw({
    ideas: 9,
    leading: [row, row, { ...row, rank: "3", first: false }],
    of: { fi: QUESTION, sv: "Vad " + QUESTION },
    more: { key: "screen.more", n: 4 },
    words: "",
    asked: [{ prompt: { fi: "Miksi?" }, words: "", first }],
    sizes: [{ cluster: { id: 1, letter: "A", title: "Piha" }, n: 5 }],
  });
  assert.equal(
    stage.querySelector(".main-vote").textContent,
    `${QUESTION} · Vad ${QUESTION}`,
    "what was asked is whole",
  );
  assert.equal(stage.querySelector(".leading .txt").textContent, "Sauna");
  const firsts = stage.querySelectorAll(".leading li").map((one) => one.classList.contains("first"));
  assert.deepEqual(firsts, [true, true, false], "all of a shared first place look alike");
  return LEFT.filter((name) => seen()[name]);
}

for (const [left, need] of [
  [LEFT, () => 400],
  [["more", "themes"], ({ bars }, isThemes) => (isThemes && bars ? 600 : 400)],
  [["themes"], ({ more }) => (more ? 600 : 400)],
  [[], ({ themes }) => (themes ? 600 : 400)],
  [[], () => 600],
])
  test("of the end are left, beside the votes: " + (left.join(", ") || "nothing"), () => {
    assert.deepEqual(leftOver(need), left);
  });

test("where leading ideas have to be cut, those of the last place are, and another vote keeps what that leaves", () => {
  const stage = fakeDom("stage").querySelector("#stage");
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080 });
  globalThis.getComputedStyle = () => ({ paddingTop: "0px", paddingBottom: "0px", lineHeight: "20px" });
  const tall = (node) => 20 * Math.ceil(node.textContent.length / WIDE);
  const all = () => [...stage.querySelectorAll(".leading .txt"), ...stage.querySelectorAll(".asked")];
  layOut((node) => {
    if (node === stage) return { clientHeight: 900, box: { bottom: 900 } };
    const bottom = node.names().includes("came") ? 180 : all().reduce((sum, one) => sum + tall(one), 0);
    return { clientHeight: tall(node), box: { bottom } };
  });
  const text = "Sauna laiturille ja talvipuutarha ".repeat(5).trim();
  const row = (number, rank) => ({ number, letter: "", text, lang: "fi", idea: number, rank, value: 9, unit: "votes" });
  const speaker = makeSpeaker([{ lang: "fi", words: {} }]);
  const first = [{ number: 7, text: "Silta joen yli", lang: "fi", value: 5, unit: "votes" }];
  ended(stage, { speaker, card: () => ({ results: null, published: false, next: {} }) }).draw({
    ideas: 9,
    leading: [row(1, "1"), row(2, "2 ="), row(3, "2 =")],
    words: "",
    asked: [{ prompt: { fi: QUESTION }, words: "", first }],
    sizes: [],
  });
  const isCut = [...stage.querySelectorAll(".leading .txt")].map((one) => one.textContent.endsWith("…"));
  assert.deepEqual(isCut, [false, true, true], "a tie is cut together");
  assert.ok(stage.querySelector(".asked").textContent.startsWith(QUESTION), "its question is whole");
});
