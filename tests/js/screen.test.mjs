// The rules of the big screen: which picture it shows, what the clock says, which places are uncovered.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { soften } from "../../static/js/text/hyphens.js";
import {
  lastSpan,
  letters,
  moves,
  order,
  pageNow,
  pages,
  rowsIn,
  share,
  spots,
} from "../../static/js/screen/board_layout.js";
import { isOpen, places, rankSigns } from "../../static/js/vote/places.js";
import { byCluster, byLetter, firsts, isTopThree, ranked, within } from "../../static/js/screen/rank_layout.js";
import { sizeScale } from "../../static/js/screen/cluster.js";
import { takePlace } from "../../static/js/screen/columns.js";
import { share as barOf } from "../../static/js/screen/theme_totals.js";
import { makeSpeaker, written } from "../../static/js/screen/speaker.js";
import { unreachable } from "../../static/js/screen/lobby.js";
import { KINDS } from "../../static/js/kinds.screen.js";
import { cover, picture as pictureOf, receivedLines, steps } from "../../static/js/screen/scene.js";
import { evening } from "../../static/js/screen/outcome.js";
import { stateAt } from "../../static/js/vote/agenda.js";
import { askedLines } from "../../static/js/screen/asked_vote.js";
import { footLines } from "../../static/js/screen/results_foot.js";
import { advice } from "../../static/js/screen/instruction.js";
import { clock } from "../../static/js/screen/timer.js";
import { sizeOf } from "../../static/js/dom/ticks.js";
import { turnout } from "../../static/js/vote/turnout.js";
import { fakeDom } from "./fake_dom.mjs";
import { like } from "./like.mjs";

const forum = (facts) => ({
  id: 1,
  state: "live",
  now: null,
  spotlight: null,
  frozen: false,
  blank: false,
  big_code: false,
  here: 41,
  ...facts,
});
const activity = (id, kind, facts) => ({
  id,
  position: id,
  ...like(kind, facts && facts.settings),
  name: {},
  prompt: { fi: "?" },
  instruction: {},
  minutes: 10,
  settings: {},
  state: "open",
  revealed: false,
  ends_at: null,
  closes_at: null,
  count: 0,
  waiting: 0,
  voted: 0,
  papers: 0,
  done: 0,
  uncovered: 0,
  ...facts,
});
const idea = (id, facts) => ({
  id,
  number: id,
  activity: 2,
  text: "Kattoterassi",
  cluster: null,
  source: "phone",
  table: null,
  votable: true,
  ...facts,
});
const AGENDA = [
  activity(1, "welcome"),
  activity(2, "ideas", { settings: { style: "private" } }),
  activity(3, "clusters"),
  activity(4, "dots", { settings: { dots: 3, cap: 2, of: "ideas" }, voted: 7 }),
  activity(5, "results"),
];
const facts = (now, more = {}, agenda = AGENDA) => ({
  forum: forum({ now, ...more.forum }),
  activities: agenda,
  ideas: more.ideas || [],
  clusters: more.clusters || [],
  tallies: more.tallies || [],
});
const picture = (seen) => pictureOf(seen, 0, KINDS);
const changed = (id, more) => AGENDA.map((one) => (one.id === id ? { ...one, ...more } : one));

test("the lobby stands before the start and during the first welcome", () => {
  assert.equal(picture(facts(null)).name, "lobby");
  assert.equal(picture(facts(1)).name, "lobby");
  const second = [activity(9, "ideas", { position: 0 }), ...AGENDA];
  assert.equal(picture(facts(1, {}, second)).name, "welcome");
});

test("the lobby of a self-paced forum invites nobody once its time is over", () => {
  const call = (due_at) => [activity(2, "ideas", { opens_at: null, due_at })];
  const shown = (due_at, forum) => pictureOf(facts(null, { forum }, call(due_at)), 10, KINDS).name;
  assert.deepEqual(
    [shown(20, { self_paced: true }), shown(10, { self_paced: true }), shown(10)],
    ["lobby", "over", "lobby"],
  );
  const alone = (self_paced) => picture(facts(null, { forum: { self_paced } }, call(20))).alone;
  assert.deepEqual([alone(true), alone(false)], [true, false], "nobody stands there to help");
});

test("the line of the agenda and the first step go by position, whatever the order in which steps come", () => {
  const mixed = [AGENDA[2], AGENDA[0], AGENDA[4], AGENDA[1], AGENDA[3]];
  assert.deepEqual(steps(facts(3, {}, mixed)), ["done", "done", "now", "", ""]);
  assert.deepEqual([picture(facts(1, {}, mixed)).name, steps(facts(null, {}, mixed))], ["lobby", ["", "", "", "", ""]]);
});

test("each enlarged thing is a picture of its own", () => {
  const spot = (id) => picture(facts(3, { forum: { spotlight: id }, ideas: [idea(1), idea(2)] })).key;
  assert.deepEqual([spot(1), spot(2)], ["spotlight-1", "spotlight-2"]);
});

test("private ideas are only a number until they are shown", () => {
  const hidden = picture(facts(2, { ideas: [idea(1)] }, changed(2, { settings: { style: "private" }, count: 12 })));
  assert.deepEqual([hidden.name, hidden.count, hidden.ideas], ["private", 12, undefined]);
  const shown = picture(facts(2, { ideas: [idea(1), idea(3), idea(2)] }, changed(2, { revealed: true })));
  assert.deepEqual([shown.name, shown.ideas.map((one) => one.number)], ["wall", [3, 2, 1]]);
});

test("what was received but nobody sees is told, and that collecting is paused", () => {
  const told = (more, forum = {}) => {
    const seen = picture(facts(2, { forum }, changed(2, more)), 1000);
    return receivedLines(seen).map(({ key, n }) => [key, n]);
  };
  const open = { ...like("ideas"), state: "open", waiting: 83 };
  assert.deepEqual(told(open), [["screen.waiting", 83]]);
  assert.deepEqual(told({ ...open, waiting: 0 }), []);
  const paused = ["screen.paused", undefined];
  assert.deepEqual(told(open, { paused: true }), [["screen.waiting", 83], paused]);
  assert.deepEqual(told({ ...open, state: "closed" }, { paused: true }), [["screen.waiting", 83]], "it is over anyway");
  const secret = { ...like("ideas", { style: "private" }), state: "open", count: 5, waiting: 7 };
  assert.deepEqual([picture(facts(2, {}, changed(2, secret)), 0).count, told(secret)], [12, []], "as many as came in");
  assert.deepEqual(told(secret, { paused: true }), [paused]);
});

test("the wall shows this step's ideas only", () => {
  const open = changed(2, like("ideas", { style: "open" }));
  const shown = picture(facts(2, { ideas: [idea(1), idea(2, { activity: 7 })] }, open));
  assert.deepEqual(
    shown.ideas.map((one) => one.id),
    [1],
  );
});

test("grouping begins with a wall to read and goes on with the board", () => {
  const ideas = [idea(1), idea(2, { cluster: 5 }), idea(3, { activity: 9 })];
  assert.equal(picture(facts(3, { ideas: [idea(1)] })).name, "wall");
  assert.equal(picture(facts(3)).name, "board");
  const board = picture(
    facts(3, {
      ideas,
      clusters: [
        { id: 6, letter: "B", title: "b" },
        { id: 5, letter: "A", title: "a" },
      ],
    }),
  );
  assert.deepEqual(
    board.groups.map((group) => [group.cluster.letter, group.ideas.length]),
    [["A", 1]],
  );
  assert.deepEqual(
    board.empty.map((cluster) => cluster.letter),
    ["B"],
  );
  assert.deepEqual(
    board.loose.map((one) => one.id),
    [1],
  );
});

test("themes that have a name and no idea yet are listed by their names, and are no cards", () => {
  const named = (...titles) => titles.map((title, at) => ({ id: at + 5, letter: "ABC"[at], title }));
  const shown = (clusters, ideas = [idea(1)]) => {
    const board = picture(facts(3, { ideas, clusters }));
    return [board.groups.map((group) => group.cluster.letter), board.empty.map((cluster) => cluster.letter)];
  };
  assert.deepEqual(shown(named("Kahvila", "", "Lapset")), [[], ["A", "C"]]);
  assert.deepEqual(shown(named("", "")), [[], []], "a letter alone says nothing");
  assert.deepEqual(shown(named("Kahvila", "Lapset"), [idea(1, { cluster: 6 })]), [["B"], ["A"]]);
});

test("a vote shows how many have voted and never what", () => {
  const shown = picture(facts(4, { ideas: [idea(1)], tallies: [{ id: 4, rows: [] }] }));
  assert.deepEqual([shown.name, shown.voted, shown.total, shown.tally], ["dots", 7, 41, undefined]);
  assert.equal(picture(facts(4, { forum: { here: 5 } })).total, 7);
});

test("who votes on paper is one of those who could vote, and hides nobody who has not", () => {
  assert.deepEqual(turnout({ here: 63 }, { voted: 62, papers: 2 }), { n: 62, total: 65 });
  assert.deepEqual(turnout({ here: 63 }, { voted: 65, papers: 2 }), { n: 65, total: 65 });
  assert.deepEqual(turnout({ here: 0 }, { voted: 1, papers: 0 }), { n: 1, total: 1 }, "somebody has left");
  const agenda = AGENDA.map((one) => (one.id === 4 ? { ...one, papers: 2 } : one));
  assert.equal(picture(facts(4, { forum: { here: 41 } }, agenda)).total, 43);
});

test("a result waits for its reveal, even when the tally is known already", () => {
  const tallies = [{ id: 4, rows: [{ target: 1, rank: 1, value: 3 }] }];
  assert.equal(picture(facts(5, { tallies })).name, "wait");
  const after = changed(4, { revealed: true, uncovered: 2 });
  const shown = picture(facts(5, { tallies, ideas: [idea(1)] }, after));
  assert.deepEqual([shown.name, shown.uncovered, shown.sums], ["results", 2, []]);
  assert.deepEqual(shown.names, { 1: { number: 1, letter: "", text: "Kattoterassi", lang: "", idea: 1 } });
  assert.equal(picture(facts(4, { tallies }, after)).name, "results");
  assert.equal(picture(facts(5, {}, after)).name, "wait");
});

test("a sorting names the theme that people chose beside an idea, and how many belong to each theme", () => {
  const clusters = [
    { id: 5, letter: "A", title: "Ruoka" },
    { id: 6, letter: "B", title: "Meri" },
  ];
  const rows = [1, 2, 3].map((target) => ({ target, rank: target, value: 90 - target }));
  const tallies = [{ id: 4, rows, themes: { 1: 6, 2: 6 }, addsUp: false }];
  const ideas = [idea(1), idea(2, { cluster: 5 }), idea(3, { cluster: 5 })];
  const shown = picture(facts(5, { tallies, ideas, clusters }, changed(4, { revealed: true, uncovered: 3 })));
  assert.deepEqual(
    [1, 2, 3].map((id) => shown.names[id].letter),
    ["B", "B", ""],
    "not where it lies, and none where two themes come first together",
  );
  assert.deepEqual(
    shown.sums.map(({ cluster, n }) => [cluster && cluster.letter, n]),
    [
      ["B", 2],
      ["A", 0],
      [null, 1],
    ],
  );
});

test("results without a vote before them are only words", () => {
  assert.equal(picture(facts(5, {}, [activity(5, "results")])).name, "welcome");
});

test("a spotlight shows an idea that everyone may see, else nothing of it", () => {
  assert.equal(picture(facts(3, { forum: { spotlight: 1 }, ideas: [idea(1)] })).name, "spotlight");
  assert.equal(picture(facts(3, { forum: { spotlight: 1 } })).name, "board");
});

test("the end counts the ideas that can be seen and those kept back until their step is shown, once", () => {
  const agenda = [
    activity(2, "ideas", { count: 30, settings: { style: "private" } }),
    activity(3, "ideas", { count: 4, settings: { style: "open" } }),
  ];
  const shown = picture(
    facts(3, { forum: { state: "ended" }, ideas: [idea(1, { activity: 3 }), idea(2, { activity: 3 })] }, agenda),
  );
  assert.deepEqual([shown.name, shown.ideas, shown.leading, shown.sizes], ["ended", 32, [], []]);
  assert.deepEqual(shown.figures, [{ key: "idea.count", n: 32 }]);
});

const row = (target, value, rank) => ({ target, value, rank, phone: value, hands: 0, voters: value });

test("the end tells what the room came to: the leading ideas of a revealed result, and the themes by size", () => {
  const more = {
    forum: { state: "ended" },
    ideas: [idea(1, { cluster: 5 }), idea(2, { cluster: 6 }), idea(3, { cluster: 6 })],
    clusters: [
      { id: 5, letter: "A", title: "a" },
      { id: 6, letter: "B", title: "b" },
      { id: 7, letter: "C", title: "tyhjä" },
    ],
    tallies: [{ id: 4, ballots: 3, notes: [], rows: [row(2, 3, 1), row(1, 1, 2)] }],
  };
  const shown = (vote) => changed(4, vote).map((one) => (one.id === 2 ? { ...one, revealed: true } : one));
  const seen = picture(facts(5, more, shown({ revealed: true, uncovered: 2 })));
  assert.deepEqual(
    seen.leading.map((one) => [one.number, one.letter, one.value]),
    [
      [2, "B", 3],
      [1, "A", 1],
    ],
  );
  assert.deepEqual(
    seen.sizes.map((one) => [one.cluster.letter, one.n]),
    [
      ["B", 2],
      ["A", 1],
      ["C", 0],
    ],
    "as many themes as are counted",
  );
  assert.deepEqual(
    seen.figures.map((one) => one.n),
    [3, 3, 3],
  );
  const partly = picture(facts(5, more, shown({ revealed: true, uncovered: 1 })));
  assert.deepEqual(
    partly.leading,
    seen.leading,
    "phones tell a revealed result whole at the end, and so does the hall",
  );
  assert.deepEqual(picture(facts(5, more, shown({ revealed: false, uncovered: 9 }))).leading, []);
});

test("the end shows a tie whole and with its rank, and says how many others got votes", () => {
  const ended = (votes, of = "ideas") => {
    const rows = votes.map((count, i) => row(i + 1, count, 1 + votes.filter((other) => other > count).length));
    const step = { revealed: true, uncovered: 99, of };
    const clusters = [{ id: 5, letter: "A", title: "a" }];
    const ideas = votes.map((_, i) => idea(i + 1, { cluster: i ? null : 5 }));
    const shown = picture(
      facts(
        5,
        { forum: { state: "ended" }, ideas, clusters, tallies: [{ id: 4, ballots: 3, notes: [], rows }] },
        changed(4, step),
      ),
    );
    return [shown.leading.map((one) => one.rank), shown.more];
  };
  assert.deepEqual(ended([8, 8, 7, 7, 7, 7, 7, 3, 1]), [
    ["1 =", "1 =", "3 =", "3 =", "3 =", "3 =", "3 ="],
    { key: "screen.more", n: 2 },
  ]);
  assert.deepEqual(ended([9, 8, 7, 0]), [["1", "2", "3"], null]);
  assert.deepEqual(
    ended([9, 8, 7, 7, 7, 7, 7, 7, 7]),
    [["1", "2"], { key: "screen.more", n: 7 }],
    "a tie that has no room is counted",
  );
  assert.deepEqual(ended(Array(10).fill(2)), [Array(8).fill("1 ="), { key: "screen.tied_more", n: 2 }]);
  assert.deepEqual(ended([4, 3, 2, 1], "clusters"), [["1", "2", "3"], { key: "screen.more.theme", n: 1 }]);
});

test("the sizes at the end hold every idea: those without a theme come last", () => {
  const ideas = [
    idea(1, { cluster: 5 }),
    idea(2),
    idea(3, { votable: false, left_out: true }),
    idea(4, { activity: 9 }),
  ];
  const agenda = [
    ...AGENDA.map((one) => (one.id === 2 ? { ...one, revealed: true } : one)),
    activity(9, "ideas", { settings: { votable: false } }),
  ];
  const end = (clusters) => picture(facts(3, { forum: { state: "ended" }, ideas, clusters }, agenda));
  const themes = [
    { id: 5, letter: "A", title: "a" },
    { id: 6, letter: "B", title: "empty" },
  ];
  assert.deepEqual(
    end(themes).sizes.map((one) => [one.cluster ? one.cluster.letter : one.apart ? "apart" : "loose", one.n]),
    [
      ["A", 1],
      ["B", 0],
      ["loose", 2],
      ["apart", 1],
    ],
  );
  assert.deepEqual(end(themes).figures.slice(0, 2), [
    { key: "idea.count", n: 4 },
    { key: "screen.theme_count", n: 2 },
  ]);
  assert.deepEqual(end([]).sizes, []);
  assert.equal(end([]).ideas, 4);
  ideas[0].source = "earlier";
  assert.equal(end([]).ideas, 3, "the hall is thanked for what it wrote, not for ideas of an earlier forum");
});

test("an idea without a theme has no sign that the hall would have to guess at", () => {
  const tallies = [{ id: 4, rows: [row(1, 3, 1)] }];
  const sign = (cluster) =>
    picture(
      facts(
        5,
        { tallies, ideas: [idea(1, { cluster })], clusters: [{ id: 5, letter: "A", title: "a" }] },
        changed(4, { revealed: true, uncovered: 2 }),
      ),
    ).names[1].letter;
  assert.deepEqual([sign(5), sign(null)], ["A", ""]);
});

test("a column without room for all keeps the row of what has no theme, and counts the themes that make way", () => {
  const list = [25, 23, 21, 0, 0]
    .map((n, i) => ({ cluster: { letter: "CFABD"[i] }, n }))
    .concat({ cluster: null, n: 384 });
  const told = (room) => {
    const { shown, left, sum } = within(list, room);
    return [shown.map((one) => (one.cluster ? one.cluster.letter : "–")).join(""), left, sum];
  };
  assert.deepEqual(
    [told(6), told(5), told(4), told(3)],
    [
      ["CFABD–", 0, 0],
      ["CFA–", 2, 0],
      ["CF–", 3, 21],
      ["C–", 4, 44],
    ],
  );
  assert.deepEqual(within(list.slice(0, 4), 3), { shown: list.slice(0, 2), left: 2, sum: 21 });
});

test("a covered place tells no rank, an open one always does, and nobody of a tie stands alone", () => {
  const ranks = (votes, uncovered) =>
    ranked(
      votes.map((count, i) => row(i, count, 1 + votes.filter((other) => other > count).length)),
      uncovered,
    ).map((one) => one.rank);
  assert.deepEqual(ranks([5, 5, 5, 2], 0), ["", "", "", ""]);
  assert.deepEqual(ranks([5, 5, 5, 2], 1), ["", "", "", "4"]);
  for (const n of [2, 3, 4]) assert.deepEqual(ranks([5, 5, 5, 2], n), ["1 =", "1 =", "1 =", "4"]);
  assert.deepEqual(ranks([9, 4, 4, 2], 2), ["", "2 =", "2 =", "4"]);
  assert.deepEqual(ranks([9, 4, 4, 2], 3), ["", "2 =", "2 =", "4"]);
  assert.deepEqual(
    [[1, 2], [1, 1, 3], Array(4).fill(1)].map((given) => firsts(given.map((rank) => ({ rank })))),
    [1, 2, 4],
  );
});

test("the themes beside covered places stand in an order that tells nothing of their votes", () => {
  const list = ["C", "AA", "A", "B"].map((letter, i) => ({ cluster: { letter }, n: 9 - i }));
  const letters = byLetter([...list, { cluster: null, n: 4 }]).map((one) => (one.cluster ? one.cluster.letter : "–"));
  assert.deepEqual(letters, ["A", "B", "C", "AA", "–"]);
});

test("a vote on ideas is summed by theme, those without one last", () => {
  const clusters = [
    { id: 5, letter: "A" },
    { id: 6, letter: "B" },
  ];
  const sum = byCluster(
    [row(1, 3, 1), row(2, 4, 1), row(3, 2, 1), row(4, 9, 1)],
    clusters,
    new Map([
      [1, 5],
      [2, 6],
      [3, 6],
      [4, null],
    ]),
  );
  assert.deepEqual(
    sum.map((one) => [one.cluster && one.cluster.letter, one.n]),
    [
      ["B", 6],
      ["A", 3],
      [null, 9],
    ],
  );
  assert.deepEqual(byCluster([row(1, 3, 1)], [], new Map()), []);
});

test("the code comes over the dark, the dark over everything else", () => {
  assert.equal(cover(forum({})), "");
  assert.equal(cover(forum({ blank: true })), "blank");
  assert.equal(cover(forum({ blank: true, big_code: true })), "code");
});

test("the agenda's marks", () => {
  assert.deepEqual(steps(facts(3)), ["done", "done", "now", "", ""]);
  assert.deepEqual(steps(facts(null)), ["", "", "", "", ""]);
});

test("a break is the step that its organiser made one, whatever its words; its end is told, and no other text's", () => {
  const until = (more) => picture(facts(9, {}, [...AGENDA, activity(9, "welcome", { ends_at: 5, ...more })])).until;
  assert.equal(until({ settings: { break: true }, prompt: { fi: "Kahvia" } }), 5);
  assert.equal(until({ settings: { break: false }, prompt: { fi: "Kahvitauko" }, name: { fi: "Tauko" } }), null);
  assert.equal(
    until({ settings: {}, prompt: { en: "Why we take no break" } }),
    null,
    "made before there was that setting",
  );
});

test("the clock", () => {
  const now = 1000000;
  assert.equal(clock(null, now), null);
  assert.equal(clock(activity(1, "ideas"), now), null);
  assert.deepEqual(clock(activity(1, "ideas", { ends_at: now + 300000 }), now), {
    left: 300,
    share: 0.5,
    tone: "",
    word: "screen.time_left",
  });
  assert.equal(clock(activity(1, "ideas", { ends_at: now + 60000 }), now).tone, "last");
  assert.deepEqual(clock(activity(1, "ideas", { ends_at: now - 5 }), now), {
    left: 0,
    share: 0,
    tone: "last",
    word: "timer.up",
  });
  const closing = activity(1, "ideas", { state: "closing", closes_at: now + 10000 });
  assert.deepEqual(clock(closing, now), { left: 10, share: 0.5, tone: "last", word: "screen.grace" });
  assert.equal(clock(activity(1, "dots", { ...closing, collects: "votes" }), now).word, "screen.grace.votes");
  const rating = { ...closing, collects: "votes", words: "rated" };
  assert.equal(clock(activity(1, "dots", rating), now).word, "screen.grace.votes.rated");
  assert.equal(stateAt(closing, now + 10000), "closed");
  assert.equal(clock(closing, now + 10000), null);
});

const cases = JSON.parse(readFileSync(new URL("../data/places_cases.json", import.meta.url), "utf8"));

test("places: about six, ties whole, nothing without votes; as many as the server says", () => {
  for (const { votes, usual, most, ...wanted } of cases) {
    const rows = votes.map((count, target) => ({
      target,
      value: count,
      rank: 1 + votes.filter((other) => other > count).length,
    }));
    const found = places(rows, usual, most);
    assert.deepEqual({ shown: found.rows.length, more: found.more, equal: found.equal }, wanted, String(votes));
  }
});

test("a tie has one sign on screens, phones, consoles and in the summary", () => {
  const ranks = JSON.parse(readFileSync(new URL("../data/rank_cases.json", import.meta.url), "utf8"));
  for (const one of ranks) assert.deepEqual(rankSigns(one.ranks.map((rank) => ({ rank }))), one.signs);
});

test("places are uncovered from the last; too many steps do no harm", () => {
  const three = [1, 2, 3].map((rank) => ({ rank }));
  const open = (step) => [0, 1, 2].map((index) => isOpen(index, three, step));
  assert.deepEqual(open(0), [false, false, false]);
  assert.deepEqual(open(1), [false, false, true]);
  assert.deepEqual(open(99), [true, true, true]);
});

test("ideas without a theme stand beside the board for as long as there are any", () => {
  assert.deepEqual(share(1, 90), { clusters: 1, loose: 2, rows: 1 });
  assert.deepEqual(share(3, 40), { clusters: 2, loose: 1, rows: 2 });
  assert.deepEqual(share(26, 1), { clusters: 2, loose: 1, rows: 2 });
  assert.deepEqual([share(0, 40, 8).clusters, share(1, 40, 7).clusters, share(0, 40, 26).clusters], [1, 1, 2], "names");
  assert.deepEqual([rowsIn(800, 2), rowsIn(500, 2), rowsIn(100, 2), rowsIn(800, 1)], [2, 1, 1, 1]);
  assert.deepEqual(
    [share(3, 0), share(12, 0)],
    [
      { clusters: 3, loose: 0, rows: 1 },
      { clusters: 3, loose: 0, rows: 2 },
    ],
  );
  assert.deepEqual(
    [share(4, 0), share(8, 0)].map((one) => [one.clusters, one.rows]),
    [
      [2, 2],
      [2, 2],
    ],
    "pages of four are a square",
  );
});

test("any number of themes: pages of about the same length, each in its turn", () => {
  const long = (count, cells) =>
    pages(
      Array.from({ length: count }, (_, i) => i),
      cells,
    ).map((page) => page.length);
  assert.deepEqual(
    [long(0, 4), long(3, 4), long(8, 6), long(12, 4), long(26, 6)],
    [[0], [3], [4, 4], [4, 4, 4], [6, 6, 6, 6, 2]],
  );
  assert.equal(pageNow({ at: 0, count: 3, since: 0, wanted: null }, 11999), 0);
  assert.equal(pageNow({ at: 2, count: 3, since: 0, wanted: null }, 12000), 0);
  assert.equal(pageNow({ at: 0, count: 1, since: 0, wanted: null }, 99000), 0);
  assert.equal(pageNow({ at: 5, count: 2, since: 0, wanted: null }, 1), 0);
});

test("a board of several pages tells which letters stand on this one", () => {
  const groups = [..."ABC"].map((letter) => ({ cluster: { letter } }));
  assert.equal(letters([groups], 0), null);
  assert.deepEqual(
    letters([groups.slice(0, 2), groups.slice(2)], 1).map((one) => one.letter + (one.here ? "*" : "")),
    ["A", "B", "C*"],
  );
});

test("the page where something moved comes next, but none goes before it could be read", () => {
  const wanted = { page: 2, at: 1000 };
  assert.equal(pageNow({ at: 0, count: 3, since: 0, wanted }, 7900), 0);
  assert.equal(pageNow({ at: 0, count: 3, since: 0, wanted }, 8000), 2);
  assert.equal(
    pageNow({ at: 0, count: 3, since: 30000, wanted }, 39000),
    0,
    "what moved long ago does not call any more",
  );
});

test("what has just moved", () => {
  const groups = (a, b) => [
    { cluster: { id: 1 }, ideas: a.map((id) => idea(id)) },
    { cluster: { id: 2 }, ideas: b.map((id) => idea(id)) },
  ];
  const before = spots(groups([1, 2], [3]));
  assert.deepEqual([moves(null, before), moves(before, before)], [[], []]);
  assert.deepEqual(moves(before, spots(groups([], [3, 2, 1]))), [
    { idea: 2, cluster: 2 },
    { idea: 1, cluster: 2 },
  ]);
  assert.deepEqual(moves(before, spots(groups([1], [3]))), []);
});

test("in a theme the last placed is read first, then what was not read for the longest time; nothing changes place while it is read", () => {
  const five = [1, 2, 3, 4, 5].map((id) => idea(id));
  const ids = (...args) => order(...args).map((one) => one.id);
  assert.deepEqual(ids(five, null, new Map(), new Map()), [5, 4, 3, 2, 1]);
  assert.deepEqual(ids(five, null, new Map([[2, 7]]), new Map()), [2, 5, 4, 3, 1]);
  assert.deepEqual(
    ids(
      five,
      null,
      new Map([[2, 7]]),
      new Map([
        [2, 8],
        [5, 9],
      ]),
    ),
    [4, 3, 1, 2, 5],
  );
  assert.deepEqual(ids(five, [4, 2, 9, 1, 5], new Map([[3, 7]]), new Map()), [3, 4, 2, 1, 5]);
});

test("a theme in the spotlight has the stage with all its ideas, and is gone when it is", () => {
  const more = {
    ideas: [idea(1, { cluster: 5 }), idea(2), idea(3, { cluster: 5 })],
    clusters: [{ id: 5, letter: "A", title: "a" }],
  };
  const shown = picture(facts(3, { ...more, forum: { cluster: 5 } }));
  assert.deepEqual([shown.name, shown.cluster.letter, shown.ideas.map((one) => one.id)], ["cluster", "A", [3, 1]]);
  assert.equal(picture(facts(3, { ...more, forum: { cluster: 9 } })).name, "board");
});

test("two languages, one when the texts are the same, any when there is no other", () => {
  assert.deepEqual(written({ sv: "b", fi: "a" }, ["fi", "sv"]), [
    { lang: "fi", text: "a" },
    { lang: "sv", text: "b" },
  ]);
  assert.deepEqual(written({ fi: "a", sv: "a" }, ["fi", "sv"]), [{ lang: "fi", text: "a" }]);
  assert.deepEqual(written({ en: "c" }, ["fi", "sv"]), [{ lang: "en", text: "c" }]);
  for (const lang of ["fi", "en"])
    assert.equal(written({ [lang]: "a – b" }, ["fi"])[0].text, "a\u00a0– b", "no dash begins a line");
  assert.deepEqual(written({ en: "c", fi: "a" }, ["sv"]), [{ lang: "fi", text: "a" }]);
  assert.deepEqual(written({ fi: "" }, ["fi"]), []);
});

test("a question that is in none of the screen's languages says in which it is, and a title does not", () => {
  const book = (lang) => ({ lang, words: { "text.in.fi": lang === "sv" ? "(på finska)" : "(in Finnish)" } });
  const said = (langs, texts) =>
    makeSpeaker(langs.map(book))
      .own(texts)
      .map((one) => one.text);
  assert.deepEqual(said(["sv", "en"], { fi: "Mitä?" }), ["Mitä? (på finska)"]);
  assert.deepEqual(said(["fi", "sv"], { fi: "Mitä?" }), ["Mitä?"], "the other half of the hall sees what it is");
  assert.deepEqual(makeSpeaker([book("sv")]).title({ fi: "Museo" }), [{ lang: "fi", text: "Museo" }]);
});

test("a step is called by its name; a text without one needs none, any other is called by its kind", () => {
  const speaker = makeSpeaker([{ lang: "fi", words: { "kind.welcome": "Teksti", "kind.ideas": "Ideat" } }]);
  const said = (step) => speaker.named(step).map((one) => one.text);
  assert.deepEqual(
    [said({ shows: "words", name: { fi: "Tauko" } }), said({ shows: "words", name: {} }), said({ kind: "ideas" })],
    [["Tauko"], [], ["Ideat"]],
  );
});

test("on a screen in two languages a step is named in both, by its kind where people named it in one only", () => {
  const speaker = makeSpeaker([
    { lang: "fi", words: { "kind.ideas": "Ideat", "kind.break": "Tauko" } },
    { lang: "sv", words: { "kind.ideas": "Idéer", "kind.break": "Paus" } },
  ]);
  const said = (step) => speaker.named(step).map((one) => one.lang + " " + one.text);
  const pause = { shows: "words", kind: "welcome", settings: { break: true } };
  assert.deepEqual(
    [
      said({ kind: "ideas", name: { fi: "Toiveet" } }),
      said({ kind: "ideas", name: { fi: "Toiveet", sv: "Önskemål" } }),
      said({ kind: "ideas", name: { en: "Wishes" } }),
      said({ kind: "ideas", name: { fi: "Idea", sv: "Idea" } }),
      said({ ...pause, name: { sv: "Kaffe" } }),
      said({ ...pause, name: {} }),
      said({ ...pause, settings: {}, name: { fi: "Aluksi" } }),
    ],
    [
      ["fi Toiveet", "sv Idéer"],
      ["fi Toiveet", "sv Önskemål"],
      ["fi Ideat", "sv Idéer"],
      ["fi Idea"],
      ["fi Tauko", "sv Kaffe"],
      [],
      ["fi Aluksi"],
    ],
  );
});

test("long words may break as Finnish does, short ones never", () => {
  const seen = (text) => soften(text).replaceAll("\u00ad", "-");
  assert.equal(seen("käsityöläisten"), "käsi-työ-läisten");
  assert.equal(seen("multimediateatteri kuin"), "multi-me-dia-teat-teri kuin");
  assert.equal(seen("utställningarna"), "utställ-nin-garna");
  assert.equal(seen("museolippu 1800-luvun"), "museolippu 1800-luvun");
  assert.equal(soften("näkövammaisille").replaceAll("\u00ad", ""), "näkövammaisille");
});

test("ticks shrink until they fit", () => {
  const best = { tick: 20, gap: 13, tall: 92, line: 18 };
  assert.deepEqual(sizeOf(41, 720, 210, best), { ...best, rows: 2 });
  const many = sizeOf(200, 720, 210, best);
  assert.ok(many.tick < 20 && many.rows * (many.tall + many.line) - many.line <= 210);
  assert.ok(sizeOf(5000, 100, 10, best).tick > 0);
});

test("that phones can't reach this machine is said only while nobody is in", () => {
  assert.ok(unreachable({ qr: "" }, 0));
  assert.ok(!unreachable({ qr: "" }, 1), "somebody came in all the same");
  assert.ok(!unreachable({ qr: "M0 0" }, 0));
  assert.ok(!unreachable({ qr: null, by_ticket: true, host: "museo.fi" }, 0), "each ticket has its own code");
  assert.ok(unreachable({ qr: null, by_ticket: true, host: "" }, 0));
});

test("themes are compared with each other, and what has none makes no theme's bar small", () => {
  const list = [
    { cluster: { letter: "A" }, n: 8 },
    { cluster: { letter: "B" }, n: 2 },
    { cluster: null, n: 300 },
  ];
  assert.deepEqual(
    list.map((one) => barOf(one, list)),
    [1, 0.25, 0],
  );
  assert.equal(barOf({ cluster: {}, n: 0 }, [{ cluster: {}, n: 0 }]), 0);
});

test("an edited idea stands where the old one stood before anything is measured", () => {
  const put = [];
  const old = { style: { cssText: "--column: 2; inset-block-start: 310px" }, replaceWith: (node) => put.push(node) };
  const node = { style: { cssText: "" } };
  takePlace(old, node);
  assert.deepEqual([put, node.style.cssText], [[node], "--column: 2; inset-block-start: 310px"]);
});

test("the last theme of a page fills its row below others", () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((count) => lastSpan(count, 2)),
    [1, 1, 2, 1],
  );
  assert.deepEqual(
    [1, 3, 4, 5, 6].map((count) => lastSpan(count, 3)),
    [1, 1, 3, 2, 1],
  );
});

test("what the hall reads is in all of the screen's languages; one alone is for screen readers and plain numbers", () => {
  const TOP = new URL("../../static/js/", import.meta.url);
  const files = readdirSync(TOP, { recursive: true }).filter((name) =>
    /^screen\/.*\.js$|^activities\/[^/]+\/screen.*\.js$/.test(name),
  );
  assert.ok(files.length > 20);
  const plain = /^"(common\.of|a11y\.qr|screen\.wifi|screen\.join)"/;
  for (const name of files) {
    const source = readFileSync(new URL(name, TOP), "utf8");
    for (const [, key] of source.matchAll(/\bone\(\s*("[^"]*"|[^")]*)/g))
      if (/speaker\.one\(/.test(source)) assert.ok(plain.test(key) || !/^"/.test(key), `${name}: ${key}`);
    assert.doesNotMatch(source, /\.slice\(0, (1|many)\)\)/, `${name} leaves a language out`);
  }
});

test("the sizes of themes are drawn on one scale: twice as many ideas are twice as long", () => {
  const wide = (count, most) => {
    const { pitch, bar } = sizeScale(count, most);
    return bar || pitch * count;
  };
  for (const most of [4, 13, 30, 52, 53, 200])
    for (const count of [1, 2, Math.floor(most / 2), most]) {
      assert.ok(Math.abs(wide(count, most) / wide(most, most) - count / most) < 1e-9, `${count} of ${most}`);
      assert.ok(wide(most, most) <= 260);
    }
});

test("only a result of three places is about the first three", () => {
  const rows = (...ranks) => ranks.map((rank) => ({ rank, value: 9 - rank }));
  assert.equal(isTopThree(rows(1, 2, 3)), true);
  assert.equal(isTopThree(rows(1, 1, 3)), true);
  assert.equal(isTopThree(rows(1, 2, 3, 4, 5, 5)), false);
  assert.equal(isTopThree(rows(1, 2)), false);
});

test("the end names every vote that was revealed, with what came first, or that nobody voted", () => {
  const vote = (id, uncovered, more) => ({
    ...{ id, position: id, collects: "votes", revealed: true, uncovered, of: "clusters", prompt: { fi: `K${id}?` } },
    ...more,
  });
  const tally = (id, ...values) => ({
    id,
    addsUp: id !== 6,
    chooses: true,
    ballots: 9,
    notes: id === 4 ? [{ key: "results.note.paper", n: 1 }] : [],
    unit: `unit ${id}`,
    rows: values.map((value, i) => ({ target: i + 1, rank: values.indexOf(value) + 1, value })),
  });
  const clusters = [1, 2].map((id) => ({ id, letter: "AB"[id - 1], title: `Teema ${id}` }));
  const found = evening({
    ideas: [],
    clusters,
    activities: [vote(1, 2), vote(2, 1), vote(3, 2), vote(4, 2), vote(5, 0), vote(6, 2, { words: "rating" })],
    tallies: [tally(1, 7, 3), tally(2, 7, 3), tally(3, 4, 4), tally(4, 5, 1), tally(5, 0, 0), tally(6, 4, 3)],
  });
  assert.deepEqual(
    found.leading.map((row) => [row.value, row.first]),
    [
      [5, true],
      [1, false],
    ],
    "the last vote of sums that anybody gave something leads, and no rating after it",
  );
  assert.deepEqual(
    found.figures.map((one) => one.paper).filter(Boolean),
    [1],
    "of those who voted it says how many did on paper: more may have voted than joined",
  );
  assert.equal(found.of.fi, "K4?", "among several it says which vote that is");
  assert.equal(evening({ ideas: [], clusters, activities: [vote(4, 2)], tallies: [tally(4, 5, 1)] }).of, null);
  assert.deepEqual(
    found.asked.map((one) => [one.prompt.fi, one.first.map((row) => row.letter)]),
    [
      ["K1?", ["A"]],
      ["K2?", ["A"]],
      ["K3?", ["A", "B"]],
      ["K5?", []],
      ["K6?", ["A"]],
    ],
    "one whose places were left covered, too: phones tell it",
  );
  assert.deepEqual(
    [...found.leading, ...found.asked.flatMap((one) => one.first)].map((row) => row.unit),
    ["unit 4", "unit 4", "unit 1", "unit 2", "unit 3", "unit 3", "unit 6"],
    "each value has the unit in which it is written",
  );
});

test("at the end all that share the first place of another vote are counted, also those a list has no room for", () => {
  const clusters = Array.from({ length: 11 }, (_, i) => ({ id: i + 1, letter: "ABCDEFGHIJK"[i], title: "" }));
  const vote = (id) => activity(id, "dots", { collects: "votes", of: "clusters", revealed: true, position: id });
  const tally = (id, values) => ({
    id,
    rows: values.map((value, i) => ({ target: i + 1, value, rank: i < 10 ? 1 : 11 })),
    addsUp: id === 2,
    notes: [],
    ballots: 5,
    unit: "votes",
  });
  const tallies = [tally(1, Array(10).fill(3).concat(1)), tally(2, [5])];
  const found = evening({ ideas: [], clusters, activities: [vote(1), vote(2)], tallies });
  assert.deepEqual(
    found.asked.map((one) => one.first.length),
    [10],
  );
});

test("an instruction is on the screen while people can follow it, whatever they give", () => {
  fakeDom();
  const speaker = makeSpeaker([{ lang: "fi", words: {} }]);
  const shown = (kind, more) => {
    const like = kind === "ideas" || kind === "dots" ? kind : "dots";
    const agenda = [activity(1, "welcome"), activity(2, like, { kind, instruction: { fi: "Mieti hetki." }, ...more })];
    return advice(speaker, pictureOf({ ...facts(2, {}, agenda), sortings: [] }, 1000, KINDS)) !== null;
  };
  for (const kind of ["ideas", "dots", "opinion", "rating", "sort"]) {
    assert.equal(shown(kind, {}), true, kind);
    assert.equal(shown(kind, { state: "closing", closes_at: 1001 }), true, kind + " in its last moments");
    for (const over of [{ state: "closed" }, { state: "closing", closes_at: 1000 }])
      assert.equal(shown(kind, over), false, kind);
  }
});

test("a result says which vote it is of and how many voted by phone, in each language of the screen", () => {
  fakeDom();
  const texts = { "results.voters.opinion": ["{n} person", "{n} people"] };
  const speaker = makeSpeaker([
    { lang: "fi", words: texts },
    { lang: "sv", words: texts },
  ]);
  const said = (prompt, ballots) =>
    askedLines(speaker, { prompt, words: "opinion" }, { ballots }).map(({ prompt, voters }) => [
      prompt && prompt.text,
      voters && voters.text,
    ]);
  const both = { fi: "Mitä mieltä?", sv: "Vad tycker du?" };
  assert.deepEqual(said(both, 61), [
    ["Mitä mieltä?", "61 people"],
    ["Vad tycker du?", "61 people"],
  ]);
  assert.deepEqual(said({ fi: "Mitä mieltä?" }, 1), [
    ["Mitä mieltä?", "1 person"],
    [null, "1 person"],
  ]);
  assert.deepEqual(said(both, 0), [
    ["Mitä mieltä?", null],
    ["Vad tycker du?", null],
  ]);
});

test("the foot of the end says what is true now: what comes next, until the results are out and what is written there", () => {
  const results = { host: "museo.fi/results/a" };
  const next = { fi: "Kerromme tammikuussa." };
  const address = { address: results.host };
  const will = { read: "ended.results.will", small: true };
  const soon = { key: "screen.ended_next" };
  assert.deepEqual(footLines({ published: false, results: null, next: {} }), [soon]);
  assert.deepEqual(footLines({ published: false, results, next: {} }), [soon, will, address]);
  assert.deepEqual(footLines({ published: true, results, next: {} }), [
    { read: "ended.results.out", small: false },
    address,
  ]);
  assert.deepEqual(footLines({ published: true, results, next }), [
    { next },
    { read: "kind.results", small: true },
    address,
  ]);
  assert.deepEqual(footLines({ published: true, results: null, next: { fi: "" } }), [
    { read: "ended.results.out", small: false },
  ]);
});
