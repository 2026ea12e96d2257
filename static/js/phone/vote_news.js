// What changed in an open vote behind a voter's back: targets with an own mark that left it, and targets that came. A
// note that stands until the next change of the ballot, and once in the status line. Phone-safe.

import { wordsOf } from "../vote/agenda.js";
import { el, replaceContent } from "../dom/el.js";
import { t } from "../text/words.js";
import { ballotOf } from "./view.js";
import { ofThemes } from "./vote_parts.js";

/**
 * The state that `tellNews` keeps with the view of a vote: {page, notes, …}; `notes` is the element of the notes.
 */
export function news(page) {
  return { page: page, labels: {}, fresh: [], told: "", notes: el("div", { class: "work", hidden: true }) };
}

/**
 * Says what has left the vote and what has come. The server counts the voters of what left as not done. `gone(label,
 * mark)` is the sentence for a target that left; `label` is empty if its number is not known here.
 */
export function tellNews(view, step, rows, gone) {
  recall(view, step);
  noticeFresh(view, step, rows);
  remember(view, step, rows);
  const back = marksBack(view, step, rows, gone);
  const words = back.concat(newTargets(view, step));
  if (words.join() === view.told) return;
  view.told = words.join();
  if (words.length) view.page.notice("kept", back.length ? "undo" : "plus", words.join(" "));
  view.notes.hidden = words.length === 0;
  replaceContent(
    view.notes,
    ...words.map(function (sentence) {
      return el("p", { class: "note" }, sentence);
    }),
  );
}

// After a reload: what this phone had shown of the vote before.
function recall(view, step) {
  if ("marks" in view) return;
  view.marks = marksSign(view, step);
  const kept = view.page.shown.read(step.id);
  if (!kept) return;
  view.labels = kept.labels;
  view.fresh = kept.fresh;
}

function remember(view, step, rows) {
  rows.forEach(function (row) {
    view.labels[row.id] = row.label;
  });
  const sign = Object.keys(view.labels).length + "/" + view.fresh.join();
  if (sign === view.kept) return;
  view.kept = sign;
  view.page.shown.write(step.id, view);
}

function marksSign(view, step) {
  return JSON.stringify(ballotOf(view.page, step).marks);
}

// Keeps the labels of targets that came after the first ones, until the voter changes the ballot. What left and came
// back is not new.
function noticeFresh(view, step, rows) {
  const marks = marksSign(view, step);
  if (marks !== view.marks) view.fresh = [];
  view.marks = marks;
  const first = step.deals > 0 || Object.keys(view.labels).length === 0;
  rows.forEach(function (row) {
    if (!first && !view.labels[row.id]) view.fresh.push(row.label);
  });
}

function newTargets(view, step) {
  if (!view.fresh.length) return [];
  return [t("phone.votes.new" + ofThemes(step) + wordsOf(step), { numbers: view.fresh.join(", ") }, view.fresh.length)];
}

// One sentence for each target that has an own mark and is not among the rows. What left before this page was opened has a
// number only if it is still seen.
function marksBack(view, step, rows, gone) {
  const marks = ballotOf(view.page, step).marks;
  const clusters = step.of === "clusters";
  const here = rows.map(function (row) {
    return row.id;
  });
  return Object.keys(marks)
    .filter(function (id) {
      return here.indexOf(Number(id)) < 0;
    })
    .map(function (id) {
      const idea = clusters ? null : view.page.live.store.get("idea", Number(id));
      return gone(view.labels[id] || (idea && idea.number) || "", marks[id]);
    });
}
