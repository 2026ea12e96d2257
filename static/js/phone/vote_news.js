// What changed in an open vote behind a voter's back: ideas with an own mark that were merged, targets with one that
// left it, and targets that came. A note that stands until the next change of the ballot, and once in the status line.
// Phone-safe.

import { wordsOf } from "../vote/agenda.js";
import { el, replaceContent } from "../dom/el.js";
import { t } from "../text/words.js";
import { ballotOf } from "./view.js";
import { ofThemes } from "./vote_parts.js";

/**
 * The state that `tellNews` keeps with the view of a vote: {page, notes, …}; `notes` is the element of the notes.
 */
export function news(page) {
  return { page: page, labels: {}, fresh: [], past: [], told: "", notes: el("div", { class: "work", hidden: true }) };
}

/**
 * Says what was merged, what has left the vote and what has come. The server counts the voters of what left as not
 * done. `gone(label, mark)` is the sentence for a target that left; `label` is empty if its number is not known here.
 * `lost`: sentences about marks that count for nothing now, though their targets are there.
 */
export function tellNews(view, step, rows, gone, lost) {
  recall(view, step);
  noticeFresh(view, step, rows);
  remember(view, step, rows);
  const moved = movedMarks(view, step, rows);
  const back = marksBack(view, step, rows, gone).concat(lost || []);
  const words = moved.concat(back, newTargets(view, step));
  if (words.join() === view.told) return;
  view.told = words.join();
  if (words.length) view.page.notice("kept", back.length ? "undo" : moved.length ? "check" : "plus", words.join(" "));
  view.notes.hidden = words.length === 0;
  replaceContent(view.notes, ...words.map((sentence) => el("p", { class: "note" }, sentence)));
}

// After a reload: what this phone had shown of the vote before.
function recall(view, step) {
  if ("n" in view) return;
  view.n = ballotOf(view.page, step).n;
  const kept = view.page.shown.read(step.id);
  if (!kept) return;
  view.labels = kept.labels;
  view.fresh = kept.fresh;
  view.past = kept.past || [];
}

function remember(view, step, rows) {
  rows.forEach(function (row) {
    view.labels[row.id] = row.label;
  });
  const sign = Object.keys(view.labels).length + "/" + view.fresh.join() + "/" + view.past.join();
  if (sign === view.kept) return;
  view.kept = sign;
  view.page.shown.write(step.id, view);
}

// Keeps the labels of targets that came after the first ones, until the voter changes the ballot; what was merged by
// then is known too. What left and came back is not new.
function noticeFresh(view, step, rows) {
  const n = ballotOf(view.page, step).n;
  if (n !== view.n) {
    view.fresh = [];
    view.past = Object.keys(mergedOf(view, step));
  }
  view.n = n;
  const first = step.deals > 0 || Object.keys(view.labels).length === 0;
  rows.forEach(function (row) {
    if (!first && !view.labels[row.id]) view.fresh.push(row.label);
  });
}

function newTargets(view, step) {
  if (!view.fresh.length) return [];
  const numbers = view.fresh.slice().sort((a, b) => String(a).length - String(b).length || (a < b ? -1 : 1));
  return [t("phone.votes.new" + ofThemes(step) + wordsOf(step), { numbers: numbers.join(", ") }, numbers.length)];
}

// Of ideas with an own mark that are merged: number → the id of the idea that they are merged into.
function mergedOf(view, step) {
  return storedOf(view, step).merged || {};
}

function storedOf(view, step) {
  return view.page.live.store.get("ballot", step.id) || {};
}

function movedMarks(view, step, rows) {
  const merged = mergedOf(view, step);
  return rows.reduce(function (found, row) {
    const numbers = Object.keys(merged).filter((number) => merged[number] === row.id && view.past.indexOf(number) < 0);
    const said = numbers.map((number) => t("phone.votes.moved" + wordsOf(step), { number: number, into: row.label }));
    // Of several marks that count as one something does not count.
    const lost = said.length && storedOf(view, step).uncounted[row.id];
    if (lost) said.push(wordsOf(step) ? t("phone.votes.differ") : t("phone.votes.joined", {}, lost));
    return found.concat(said);
  }, []);
}

// One sentence for each target that has an own mark and is not among the rows, nor merged into one of them: then its
// mark is on its way there. What left before this page was opened has a number only if it is still seen.
function marksBack(view, step, rows, gone) {
  const marks = ballotOf(view.page, step).marks;
  const clusters = step.of === "clusters";
  const here = rows.map((row) => row.id);
  return Object.keys(marks)
    .filter((id) => here.indexOf(Number(id)) < 0 && !isInside(rows, view.labels[id]))
    .map(function (id) {
      const idea = clusters ? null : view.page.live.store.get("idea", Number(id));
      return gone(view.labels[id] || (idea && idea.number) || "", marks[id]);
    });
}

function isInside(rows, label) {
  return rows.some((row) => row.merged && row.merged.map(String).indexOf(String(label)) >= 0);
}
