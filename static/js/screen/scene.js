// Decides which picture the hall sees. Pure functions from facts to a plain object; the scenes draw it.
//
// facts: {forum, activities, ideas, clusters, sortings, tallies}. Every picture has `name` and `key`: another key is
// another picture, an equal key is the present one with new content.

import { stateAt } from "../vote/agenda.js";
import { openTimes } from "../vote/open_times.js";
import { evening } from "./outcome.js";
import { groupOf, words } from "./pictures.js";

/** What covers the whole screen: "code", "blank" or "". The code has precedence, because somebody asked for it. */
export function cover(forum) {
  if (forum.big_code) return "code";
  return forum.blank ? "blank" : "";
}

/** The picture on the stage at `clock` (epoch ms); `kinds` has the picture of each kind of activity. */
export function picture(facts, clock, kinds) {
  const forum = facts.forum;
  if (forum.state === "ended") return { name: "ended", key: "ended", ...evening(facts) };
  const spot = facts.ideas.find((idea) => idea.id === forum.spotlight);
  if (spot) return { name: "spotlight", key: "spotlight-" + spot.id, idea: spot };
  const now = current(facts);
  const large = facts.clusters.find((cluster) => cluster.id === forum.cluster);
  if (large) return { name: "cluster", key: "cluster-" + large.id, ...groupOf(facts, large) };
  if (!now || (now.shows === "words" && isFirst(facts, now))) return lobby(facts, now, clock);
  const drawn = kinds[now.kind] ? kinds[now.kind].picture : words;
  return { activity: now, closed: isOver(now, clock), alone: forum.self_paced, ...drawn(facts, now, clock) };
}

// In a self-paced forum the lobby says when people can take part, and invites nobody once that is over. `alone`:
// nobody stands beside the screen to help.
function lobby(facts, activity, clock) {
  const times = openTimes(facts.forum, facts.activities, clock);
  if (times.over) return { name: "over", key: "over" };
  return { name: "lobby", key: "lobby", activity, times, alone: facts.forum.self_paced };
}

/**
 * What a picture says of ideas that nobody sees yet, as {key, n, sign}: the keys of the words and the names of the
 * icons.
 */
export function receivedLines(picture) {
  const list = [];
  if (picture.waiting) list.push({ key: "screen.waiting", n: picture.waiting, sign: "clock" });
  if (picture.paused) list.push({ key: "screen.paused", n: undefined, sign: "pause" });
  return list;
}

/** The current activity, or null before the start. */
export function current(facts) {
  return facts.activities.find((activity) => activity.id === facts.forum.now) || null;
}

/**
 * The steps for the line of the agenda: "done", "now" or "" for what is to come. In a self-paced forum those are done
 * that are closed, wherever the hall looks.
 */
export function steps(facts) {
  const now = current(facts);
  const ordered = inOrder(facts.activities);
  const at = now ? ordered.indexOf(now) : -1;
  const isDone = (activity, i) => (facts.forum.self_paced ? activity.state === "closed" : i < at);
  return ordered.map((activity, i) => (i === at ? "now" : isDone(activity, i) ? "done" : ""));
}

// Whether people could give something in a step and can no longer.
function isOver(step, clock) {
  return Boolean(step.collects) && stateAt(step, clock) === "closed";
}

function isFirst(facts, activity) {
  return inOrder(facts.activities)[0] === activity;
}

function inOrder(activities) {
  return [...activities].sort((a, b) => a.position - b.position);
}
