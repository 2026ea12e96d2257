// What a change of the view says once in the status line, which screen readers announce: that another step is on, or that
// the result is there. Phone-safe.

import { isVote } from "../vote/agenda.js";
import { t } from "../text/words.js";
import { labelOf, resultOf } from "./view.js";

/**
 * Returns the function that compares the view with the one before: news(mode, step) → {icon, words} or null. The first
 * view of a page is no news, and the end is told by the line that stays (status_line.js: saved).
 */
export function viewNews(page) {
  let before = null;
  return function (mode, step) {
    const now = { mode: mode, step: step ? step.id : 0, result: showsResult(page, mode, step) };
    const news = before && mode !== "ended" ? between(page, before, now, step) : null;
    before = now;
    return news;
  };
}

function between(page, before, now, step) {
  if (step && now.step !== before.step)
    return { icon: "next", words: t("phone.now", { title: labelOf(page, step).text }) };
  return now.result && !before.result ? { icon: "check", words: t("phone.now.result") } : null;
}

function showsResult(page, mode, step) {
  return Boolean(step && mode !== "ended" && (isVote(step) || step.shows === "result") && resultOf(page, step));
}
