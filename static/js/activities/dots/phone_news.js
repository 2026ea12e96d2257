// What changed in an open vote behind a voter's back: targets with own dots that left it, and targets that came. A note
// that stands until the next dot, and once in the status line. Phone-safe.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { ballotOf } from "../../phone/view.js";

/** Says what has left the vote and what has come. The server counts the voters of what left as not done. */
export function tellNews(view, step, rows) {
  noticeFresh(view, step, rows);
  rows.forEach(function (row) {
    view.labels[row.id] = row.label;
  });
  const back = dotsBack(view, step, rows);
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

// Keeps the labels of targets that came after the first ones, until the voter changes the ballot. What left and came
// back is not new.
function noticeFresh(view, step, rows) {
  const marks = JSON.stringify(ballotOf(view.page, step).marks);
  if (marks !== view.marks) view.fresh = [];
  view.marks = marks;
  const first = Object.keys(view.labels).length === 0;
  rows.forEach(function (row) {
    if (!first && !view.labels[row.id]) view.fresh.push(row.label);
  });
}

function newTargets(view, step) {
  if (!view.fresh.length) return [];
  const key = "phone.votes.new" + (step.of === "clusters" ? ".theme" : "");
  return [t(key, { numbers: view.fresh.join(", ") }, view.fresh.length)];
}

// One sentence for each target that has own dots and is not among the rows. What left before this page was opened has a
// number only if it is still seen.
function dotsBack(view, step, rows) {
  const marks = ballotOf(view.page, step).marks;
  const clusters = step.of === "clusters";
  const here = rows.map(function (row) {
    return row.id;
  });
  return Object.keys(marks)
    .filter(function (id) {
      return marks[id] > 0 && here.indexOf(Number(id)) < 0;
    })
    .map(function (id) {
      const idea = clusters ? null : view.page.live.store.get("idea", Number(id));
      const label = view.labels[id] || (idea && idea.number);
      return label
        ? t("phone.votes.back" + (clusters ? ".theme" : ""), { number: label }, marks[id])
        : t("phone.votes.back.unseen", {}, marks[id]);
    });
}
