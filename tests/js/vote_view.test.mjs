// The view of a vote on the phone: its cards, what a press sends, and what is said of what came, left or was lost.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

import { view as opinionView } from "../../static/js/activities/opinion/phone.js";
import { actions } from "../../static/js/phone/actions.js";
import { isMarked, voteView } from "../../static/js/phone/vote_view.js";
import { seenTargets } from "../../static/js/phone/seen_targets.js";
import { el } from "../../static/js/dom/el.js";
import { setWords } from "../../static/js/text/words.js";
import { step } from "./console_shapes.mjs";
import { fakeCards } from "./fake_cards.mjs";
import { fakeDom } from "./fake_dom.mjs";

const NOW = 100_000;
const MARKS = { least: -1, most: 1, total: null };
const VOTE = step(4, "dots", {
  kind: "opinion",
  marks: MARKS,
  state: "open",
  of: "ideas",
  prompt: { fi: "Mitä mieltä?" },
  deals: 0,
});

beforeEach(() => {
  fakeDom("say");
  fakeCards("opinion-given");
  setWords({ lang: "fi", words: { "phone.votes.left_out": ["{n} jätetty", "{n} jätetty"] } });
});

const idea = (id, more) => ({
  id,
  number: id,
  text: "Idea " + id,
  lang: "fi",
  votable: true,
  merged: [],
  cluster: null,
  activity: 2,
  ...more,
});

/** A kind of vote whose cards are plain; a press gives the mark that `how` says, or is refused. */
const KIND = {
  yours: "test.yours",
  none: "test.none",
  rule: () => "Näin äänestät.",
  told: (of, rows) => rows.filter(isMarked).length + " annettu",
  gone: (of, label) => "poistui " + label,
  marked: (row, how) => (how === "nothing" ? null : how === "full" ? { refused: "no_votes_left" } : { mark: how }),
  groups: (page, rows) => [{ key: "all", head: null, sign: "", rows }],
  same: (row) => row.text,
  refresh: (node, row) => node.setAttribute("data-mark", String(row.mark)),
  card: (of, change) => (row) => el("article", { give: (event) => change(row.id, event.how) }, row.text),
  givenCard: (row) => el("article", {}, row.text + ": " + row.mark),
  footer: () => ({ node: el("div", { class: "foot" }), show: (...facts) => (KIND.footed = facts) }),
};

/** A phone in a vote; `put` holds its shapes, `sent` what it sends. */
function phone({ ideas = [idea(1), idea(2)], vote = VOTE, kind = KIND, ballot, dealt, clusters = [], me = {} } = {}) {
  const put = { forum: [{ id: 1, state: "live", now: 4 }], activity: [vote], idea: ideas, cluster: clusters };
  put.ballot = ballot ? [{ id: 4, n: 1, marks: {}, ...ballot }] : [];
  put.dealt = dealt ? [{ id: 4, targets: dealt }] : [];
  put.me = [{ id: 1, seed: 7, done: [], suggested: {}, ...me }];
  const versions = {};
  const page = { sent: [], notices: [], put, boot: { lang: "fi" }, said: "old", shown: seenTargets("AAAAAA", null) };
  page.live = {
    now: () => NOW,
    store: {
      all: (of) => (put[of] || []).slice(),
      get: (of, id) => (put[of] || []).find((one) => one.id === id),
      version: (of) => versions[of] || 0,
    },
  };
  page.outbox = {
    items: () => page.sent,
    arrived: () => [],
    add: (entry) => page.sent.push({ state: "waiting", ...entry }),
  };
  page.change = (of, shapes) => {
    put[of] = shapes;
    versions[of] = (versions[of] || 0) + 1;
    page.face.update();
  };
  Object.assign(page, actions(page), {
    notice: (...said) => page.notices.push(said),
    say: (words) => (page.told = words),
  });
  page.face = voteView(page, vote, kind);
  page.nodes = el("main", {}, ...page.face.nodes);
  document.body.appendChild(page.nodes);
  page.face.update();
  return page;
}

const cards = (page) => page.nodes.querySelectorAll("article");
const texts = (page) => cards(page).map((one) => one.textContent);
const press = (page, text, how) =>
  cards(page)
    .find((one) => one.textContent === text)
    .hears("give", { how });
const seen = (page) => page.nodes.children.filter((one) => !one.hidden).map((one) => one.textContent);

test("an open vote has its question, how to vote, and a card for each idea that can be voted on", () => {
  const page = phone({ ideas: [idea(1), idea(2), idea(3, { votable: false })] });
  assert.equal(seen(page)[0], "Mitä mieltä?");
  assert.equal(seen(page)[1], "Näin äänestät. vote.change");
  assert.deepEqual(texts(page).sort(), ["Idea 1", "Idea 2"]);
  assert.equal(page.face.footer.className, "foot");
});

test("where the organiser says how, nothing is added to it", () => {
  const page = phone({ vote: { ...VOTE, instruction: { fi: "Lue ensin kaikki" } } });
  assert.ok(seen(page).includes("Näin äänestät."));
});

test("a press sends the whole ballot with the next number, and says what is given", () => {
  const page = phone({ ballot: { n: 4, marks: { 2: -1 } } });
  press(page, "Idea 1", 1);
  assert.deepEqual(
    page.sent.map(({ verb, slot, body }) => ({ verb, slot, body })),
    [{ verb: "ballot.set", slot: "ballot-4", body: { activity: 4, n: 5, marks: { 1: 1, 2: -1 } } }],
  );
  assert.deepEqual([page.told, page.said], ["2 annettu", null]);
});

test("a mark that is taken back is not in the ballot", () => {
  const page = phone({ ballot: { marks: { 1: 1, 2: -1 } } });
  press(page, "Idea 2", undefined);
  assert.deepEqual(page.sent[0].body.marks, { 1: 1 });
});

test("a mark of zero is a mark", () => {
  const page = phone();
  press(page, "Idea 2", 0);
  assert.deepEqual(page.sent[0].body.marks, { 2: 0 });
});

test("what may not be given is said and not sent", () => {
  const page = phone();
  press(page, "Idea 1", "full");
  assert.deepEqual([page.sent, page.notices], [[], [["refused", "flag", "refusal.no_votes_left"]]]);
  press(page, "Idea 1", "nothing");
  assert.deepEqual([page.sent, page.notices.length], [[], 1]);
});

test("each card shows the mark that was given last, sent or not", () => {
  const page = phone({ ballot: { marks: { 1: 1 } } });
  const marks = () => Object.fromEntries(cards(page).map((one) => [one.textContent, one.dataset.mark]));
  assert.deepEqual(marks(), { "Idea 1": "1", "Idea 2": "undefined" });
  press(page, "Idea 1", -1);
  page.face.update();
  assert.deepEqual(marks(), { "Idea 1": "-1", "Idea 2": "undefined" });
});

test("the footer is told the rows, and whether the person is done and the server knows", () => {
  phone({ me: { done: [4] } });
  const [of, rows, wish, saved] = KIND.footed;
  assert.deepEqual([of.id, rows.length, wish, saved], [4, 2, true, true]);
});

test("ideas that come during a vote are added last, so that no card moves", () => {
  const page = phone({ ideas: [idea(5), idea(6), idea(7)] });
  const before = texts(page);
  page.change("idea", [idea(1), idea(5), idea(6), idea(7), idea(8)]);
  assert.deepEqual(texts(page).slice(0, 3), before);
  assert.deepEqual(texts(page).slice(3).sort(), ["Idea 1", "Idea 8"]);
});

test("an idea that left with a mark is named; its mark is not sent any more", () => {
  const page = phone({ ballot: { marks: { 1: 1, 2: 1 } } });
  page.change("idea", [idea(2)]);
  assert.ok(seen(page).includes("poistui 1"));
  press(page, "Idea 2", 0);
  assert.deepEqual(page.sent[0].body.marks, { 2: 0 });
});

test("nothing is drawn while nothing has changed", () => {
  let drawn = 0;
  const page = phone({ kind: { ...KIND, groups: (its, rows) => ((drawn += 1), KIND.groups(its, rows)) } });
  const once = drawn;
  page.face.update();
  page.face.update();
  assert.equal(drawn, once);
  page.change("idea", [idea(1)]);
  assert.equal(drawn, once + 1);
});

test("without targets a vote says so, and there is nothing to be done with", () => {
  const page = phone({ ideas: [] });
  assert.deepEqual(seen(page).slice(1, 2), ["phone.votes.nothing"]);
  assert.equal(page.face.footer, null);
  page.change("idea", [idea(1)]);
  assert.deepEqual([page.face.footer.className, seen(page).includes("phone.votes.nothing")], ["foot", false]);
});

for (const [of, said] of [
  ["ideas", "1 jätetty"],
  ["clusters", undefined],
])
  test(`ideas that were left out of a vote on ${of} are ${said ? "counted" : "not its concern"}`, () => {
    const ideas = [idea(1), idea(2, { left_out: true, votable: false })];
    const page = phone({ ideas, vote: { ...VOTE, of }, clusters: [{ id: 8, letter: "A", title: "Piha" }] });
    assert.equal(
      seen(page).find((one) => one.endsWith("jätetty")),
      said,
    );
    assert.deepEqual(texts(page), of === "ideas" ? ["Idea 1"] : ["Piha"]);
  });

test("a vote that deals its targets shows those of this phone", () => {
  assert.deepEqual(texts(phone({ vote: { ...VOTE, deals: 1 }, dealt: [2] })), ["Idea 2"]);
  assert.deepEqual(texts(phone({ vote: { ...VOTE, deals: 1 } })), [], "until they have come");
});

test("a mark whose theme is gone counts for nothing, is said, and goes along in case it comes back", () => {
  const weigh = (of, rows) => rows.map((row) => (row.mark === 77 ? { ...row, mark: undefined, lost: 77 } : row));
  const kind = { ...KIND, weigh, lost: (rows) => rows.filter((row) => row.lost).map((row) => "katosi " + row.label) };
  const page = phone({ kind, ballot: { marks: { 1: 77, 2: 5 } } });
  assert.ok(seen(page).includes("katosi 1"));
  press(page, "Idea 2", 6);
  assert.deepEqual(page.sent[0].body.marks, { 1: 77, 2: 6 });
});

const closed = { ...VOTE, state: "closed", answers: ["disagree", "pass", "agree"] };

test("after the vote, until its result, a person reads what they gave", () => {
  const page = phone({ vote: closed, ballot: { marks: { 2: 1 } } });
  assert.deepEqual(texts(page), ["Idea 2: 1"]);
  assert.match(page.nodes.textContent, /vote\.hiddentest\.yours/);
  assert.equal(page.face.footer, null);
  assert.match(phone({ vote: closed }).nodes.textContent, /test\.none/, "or that it was nothing");
});

test("an opinion after the vote is told in words", () => {
  setWords({ lang: "fi", words: { "vote.given.opinion": "Vastasit: {answer}" } });
  const page = phone({ vote: closed, ballot: { marks: { 1: 1 } } });
  const face = opinionView(page, closed);
  assert.match(el("div", {}, ...face.nodes).textContent, /Idea 1.*Vastasit: answer.agree/);
});

test("a vote that has not begun has neither cards nor a footer", () => {
  const page = phone({ vote: { ...VOTE, state: "waiting" } });
  assert.deepEqual([texts(page), page.face.footer], [[], null]);
  assert.match(page.nodes.textContent, /join\.wait/);
});
