// The footer of a vote in which each target gets one answer: how many have one, and "I'm done". Phone-safe.

import { el, icon, replaceContent } from "../dom/el.js";
import { refocus } from "../dom/focus.js";
import { t } from "../text/words.js";
import { sayDone } from "./vote_parts.js";
import { isMarked } from "./vote_view.js";

/**
 * The footer: {node, show(step, rows, ready, saved)}. `count(rows)` says how many are answered; `words`: the keys of
 * what is said to who is done, `done`, and to who is done without an answer, `doneNone`.
 */
export function answersFooter(page, count, words) {
  const node = el("div", { class: "tally" });
  let sign = "";
  return {
    node: node,
    show: function (step, rows, ready, saved) {
      const said = count(rows);
      const now = [step.id, said, ready, saved].join("/");
      if (now === sign) return;
      sign = now;
      const focused = node.contains(document.activeElement);
      replaceContent(
        node,
        ready && saved ? el("p", { class: "thanks" }, icon("check"), t(words.done)) : el("p", {}, said),
        button(page, step, ready, ready ? "" : rows.some(isMarked) ? words.done : words.doneNone),
      );
      if (focused) refocus(node.querySelector("button"));
    },
  };
}

function button(page, step, ready, said) {
  return el(
    "button",
    {
      type: "button",
      class: ready ? "btn" : "btn main",
      "data-do": "ready",
      click: function () {
        sayDone(page, step, !ready, said);
      },
    },
    t(ready ? "phone.votes.again" : "vote.done.button"),
  );
}
