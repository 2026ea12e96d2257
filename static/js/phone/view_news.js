// What a change of the view says once in the status line, which screen readers announce: that another step is on, or
// that the result is there. Phone-safe.

import { t } from "../text/words.js";
import { labelOf, resultOf, stepsOf } from "./view.js";

/**
 * Returns the function that compares the view with the one before: news(mode, step) → {icon, words, heard} or null. The
 * first view of a page is no news. The end stands in the heading: it is only heard.
 */
export function viewNews(page) {
  let before = null;
  return function (mode, step) {
    const now = { mode: mode, step: step ? step.id : 0, results: resultsIn(page, mode, step) };
    const news = before ? between(page, before, now, step) : null;
    before = now;
    return news;
  };
}

function between(page, before, now, step) {
  if (now.mode === "ended")
    return before.mode === "ended" ? null : { icon: "check", words: t("phone.over"), heard: true };
  if (step && now.step !== before.step)
    return { icon: "next", words: t("phone.now", { title: labelOf(page, step).text }) };
  return now.results > before.results ? { icon: "check", words: t("phone.now.result") } : null;
}

// How many results the view tells: of a vote its own, of a results step those that have come out so far.
function resultsIn(page, mode, step) {
  if (!step || mode === "ended") return 0;
  const steps = step.shows === "result" ? stepsOf(page) : [step];
  return steps.filter((one) => resultOf(page, one)).length;
}
