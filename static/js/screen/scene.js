// Decides which picture the hall sees. Pure functions from facts to a plain object; the scenes draw it.
//
// facts: {forum, activities, ideas, clusters, tallies}. Every picture has `name` and `key`: another key is another
// picture, an equal key is the present one with new content.

import { grouped, isPrivate, stateAt, voteBefore } from "../vote/agenda.js";
import { evening, names, sums } from "./outcome.js";

/** What covers the whole screen: "code", "blank" or "". The code has precedence, because somebody asked for it. */
export function cover(forum) {
  if (forum.big_code) return "code";
  return forum.blank ? "blank" : "";
}

/** The picture on the stage at `clock` (epoch ms). */
export function picture(facts, clock) {
  const forum = facts.forum;
  if (forum.state === "ended") return { name: "ended", key: "ended", ...evening(facts) };
  const spot = facts.ideas.find((idea) => idea.id === forum.spotlight);
  if (spot) return { name: "spotlight", key: "spotlight-" + spot.id, idea: spot };
  const now = current(facts);
  const large = facts.clusters.find((cluster) => cluster.id === forum.cluster);
  if (large) return { name: "cluster", key: "cluster-" + large.id, ...groupOf(facts, large) };
  if (!now || (now.shows === "words" && isFirst(facts, now))) return { name: "lobby", key: "lobby", activity: now };
  return Object.assign({ activity: now }, KINDS[now.kind](facts, now, clock));
}

/**
 * What a picture says of ideas that nobody sees yet, as {key, n, sign}: the keys of the words and the names of the icons.
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

/** The steps for the line of the agenda: "done", "now" or "" for what is to come. */
export function steps(facts) {
  const now = current(facts);
  const ordered = inOrder(facts.activities);
  const at = now ? ordered.indexOf(now) : -1;
  return ordered.map((activity, i) => (i === at ? "now" : i < at ? "done" : ""));
}

const KINDS = { welcome, ideas, clusters, dots: vote, results };

function welcome(facts, now) {
  return { name: "welcome", key: "welcome-" + now.id, until: now.settings.break ? now.ends_at : null };
}

function ideas(facts, now, clock) {
  const paused = Boolean(facts.forum.paused) && ["open", "closing"].includes(stateAt(now, clock));
  if (isPrivate(now)) return { name: "private", key: "private-" + now.id, count: now.count + now.waiting, paused };
  const shown = facts.ideas.filter((idea) => idea.activity === now.id);
  return { name: "wall", key: "wall-" + now.id, ideas: newestFirst(shown), waiting: now.waiting, paused };
}

function clusters(facts, now) {
  const up = grouped(facts.activities);
  const loose = newestFirst(facts.ideas.filter((idea) => idea.cluster === null && up.has(idea.activity)));
  if (!facts.clusters.length && loose.length) return { name: "wall", key: "loose-" + now.id, ideas: loose };
  const lettered = [...facts.clusters].sort((a, b) => (a.letter < b.letter ? -1 : 1));
  const groups = lettered.map((cluster) => groupOf(facts, cluster));
  return { name: "board", key: "board-" + now.id, groups, loose };
}

function groupOf(facts, cluster) {
  return { cluster, ideas: newestFirst(facts.ideas.filter((idea) => idea.cluster === cluster.id)) };
}

function vote(facts, now, clock) {
  if (now.revealed) return result(facts, now);
  const total = Math.max(facts.forum.here, now.voted);
  const closed = stateAt(now, clock) === "closed";
  return { name: now.kind, key: now.kind + "-" + now.id, voted: now.voted, total, closed };
}

function results(facts, now) {
  const vote = voteBefore(facts.activities, now);
  if (!vote) return welcome(facts, now);
  return vote.revealed ? result(facts, vote) : { name: "wait", key: "wait-" + now.id };
}

function result(facts, vote) {
  const tally = facts.tallies.find((one) => one.id === vote.id);
  if (!tally) return { name: "wait", key: "wait-" + vote.id };
  const known = { names: names(facts, vote, tally), sums: sums(facts, vote, tally) };
  return { name: "results", key: "results-" + vote.id, vote, tally, uncovered: vote.uncovered, ...known };
}

function isFirst(facts, activity) {
  return inOrder(facts.activities)[0] === activity;
}

function inOrder(activities) {
  return [...activities].sort((a, b) => a.position - b.position);
}

function newestFirst(list) {
  return [...list].sort((a, b) => b.number - a.number);
}
