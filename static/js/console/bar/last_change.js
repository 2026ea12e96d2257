// The last change and who made it, in the bottom line. It is found by comparing two views of the store, because frames
// carry state and not commands; who made it by whose newest command changed (Forum.undo and redo).

import { time } from "../../text/format.js";
import { t } from "../../text/words.js";
import { places, uncovered } from "../../vote/places.js";
import { voteHere } from "../parts/facts.js";
import { called } from "../parts/step_names.js";
import { text } from "../parts/keyed_list.js";
import { announce } from "../parts/announcer.js";
import { VERBS } from "./change_commands.js";
import { ofIdeas } from "./idea_news.js";

const CLOCKS_DIFFER_MS = 1000;
const SWITCHES = ["emergency", "frozen", "blank", "paused", "slow", "big_code", "moderation", "spotlight", "cluster"];
// Commands whose answer the status line announces.
const SAID = [
  "undo",
  "redo",
  "idea.place",
  "ideas.place",
  "idea.merge",
  "ideas.hide",
  "activity.time",
  "clusters.rename",
];

/** Mounts the line. */
export function mountLastChange(desk) {
  const node = document.getElementById("news");
  return {
    draw: (view, before) => {
      const deed = before ? news(before, view) : null;
      if (!deed) return;
      const words = t("news." + deed.key, deed.facts, deed.n);
      const clock = time(desk.boot.lang, new Date(view.now));
      const verb = VERBS[deed.key.split(".")[0].replace("_many", "")];
      const actors = newActors(before.forum, view.forum);
      const mine = verb && mayBe(desk.boot.me, actors) ? desk.sent.take(verb) : "";
      const { key, name } = mine ? { key: "news.mine", name: "" } : author(desk.boot.me, view.forum, actors);
      text(node, t(verb ? key : "news.nobody", { time: clock, what: words, name }));
      // A change that this page made is announced once; others are only shown.
      if (mine && !SAID.includes(mine)) announce(words);
    },
  };
}

/** Who has a new newest command, the newest first. */
export function newActors(before, forum) {
  const newest = (state, actor) =>
    Math.max(...["undo", "redo"].map((which) => ((state[which] || {})[actor] || { n: 0 }).n));
  return Object.keys({ ...forum.undo, ...forum.redo })
    .filter((actor) => newest(forum, actor) > newest(before, actor))
    .sort((a, b) => newest(forum, b) - newest(forum, a));
}

/** Whether a command of this facilitator can have caused the change. */
export function mayBe(me, actors) {
  return !actors.length || actors.includes(me);
}

/**
 * {key, name} of the sentence about a change that this page did not make; nobody is named who did nothing. The same
 * facilitator may have done it, in another window.
 */
export function author(me, forum, actors) {
  if (!actors.length) return { key: "news.nobody", name: "" };
  if (actors[0] === me) return { key: "news.own_elsewhere", name: "" };
  const { by } = forum.undo[actors[0]] || forum.redo[actors[0]];
  return by ? { key: "news.by", name: by } : { key: "news.theirs", name: "" };
}

/** What a facilitator changed between two views, as {key, facts, n}, or null. Participants' changes are left out. */
export function news(before, view) {
  return (
    ofSteps(before, view) ||
    ofThemes(before, view) ||
    ofIdeas(before, view) ||
    ofSwitches(before.forum, view.forum) ||
    ofResult(before, view)
  );
}

function ofSteps(before, view) {
  if (before.forum.state !== view.forum.state && view.forum.state === "ended") return { key: "ended" };
  if (before.forum.state === "ended" && view.forum.state === "live") return { key: "resumed" };
  if (before.forum.now !== view.forum.now && view.step)
    return { key: came(before, view), facts: { name: called(view, view.step) } };
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const changed = view.steps.find((step) => old.has(step.id) && differs(old.get(step.id), step));
  if (!changed) return null;
  const was = old.get(changed.id);
  const name = { name: called(view, changed) };
  if (was.revealed !== changed.revealed) return { key: changed.revealed ? "revealed" : "unrevealed", facts: name };
  if (ranOut(was, changed, view.now)) return { key: "ran_out", facts: name };
  if (was.state !== changed.state)
    return { key: { open: "opened", closing: "closing" }[changed.state] || "closed", facts: name };
  if (was.uncovered !== changed.uncovered) return ofPlace(view, was, changed);
  return { key: "time" };
}

// A step begins when one goes on to it; a step that one comes back to has begun before. Where phones choose, only what
// the hall looks at has changed.
function came(before, view) {
  if (view.forum.self_paced) return "pointed";
  return view.at > before.at && view.state(view.step) !== "closed" ? "step" : "returned";
}

// The place that came last into sight, or went out of it; of a tie also how many share it.
function ofPlace(view, was, step) {
  const tally = view.tally(step.id);
  const rows = tally ? places(tally.rows).rows : [];
  const row = rows[rows.length - uncovered(rows, Math.max(was.uncovered, step.uncovered))];
  const n = row ? row.rank : "";
  const of = rows.filter((one) => one.rank === n).length;
  const key = step.uncovered > was.uncovered ? "place" : "covered";
  return { key: of > 1 ? key + ".tied" : key, facts: { n, of } };
}

// The grace ended on time; the two clocks may differ a little.
function ranOut(was, step, now) {
  return (
    was.state === "closing" &&
    step.state === "closed" &&
    was.closes_at !== null &&
    now >= was.closes_at - CLOCKS_DIFFER_MS
  );
}

function differs(was, step) {
  return (
    was.state !== step.state ||
    was.revealed !== step.revealed ||
    was.ends_at !== step.ends_at ||
    was.uncovered !== step.uncovered
  );
}

function ofThemes(before, view) {
  const old = new Map(before.clusters.map((one) => [one.id, one]));
  const fresh = view.clusters.find((one) => !old.has(one.id));
  if (fresh) return { key: "theme", facts: { theme: fresh.letter } };
  const [named, ...further] = view.clusters.filter((one) => old.get(one.id).title !== one.title);
  if (further.length) return { key: "named_many", n: further.length + 1 };
  if (named) return { key: "named", facts: { theme: (named.letter + " " + named.title).trim() } };
  const gone = before.clusters.find((one) => !view.clusters.some((now) => now.id === one.id));
  if (gone) return goneTo(before, view, gone);
  const marked = view.clusters.find((one) => old.get(one.id).colour !== one.colour);
  if (marked) return { key: "coloured", facts: { theme: marked.letter } };
  return view.clusters.some((one, i) => one.id !== before.clusters[i].id) ? { key: "arranged" } : null;
}

// A theme that is gone was merged into another one, where all its ideas are now, or it was removed.
function goneTo(before, view, gone) {
  const places = before.ideas.filter((idea) => idea.cluster === gone.id).map((idea) => view.idea(idea.id));
  const into = places.length && places[0] && places[0].cluster;
  if (!into || places.some((idea) => !idea || idea.cluster !== into))
    return { key: "removed", facts: { theme: gone.letter } };
  return { key: "joined", facts: { theme: gone.letter, into: view.cluster(into).letter } };
}

// The hall turned to another result of a results step.
function ofResult(before, view) {
  const vote = before.forum.vote !== view.forum.vote && view.step ? voteHere(view) : null;
  return vote ? { key: "turned", facts: { name: called(view, vote) } } : null;
}

function ofSwitches(before, forum) {
  const name = SWITCHES.find((one) => before[one] !== forum[one]);
  if (!name) return null;
  const key = name + (forum[name] && forum[name] !== "off" ? ".on" : ".off");
  return key === "slow.on" ? { key, facts: { n: forum.slow } } : { key };
}
