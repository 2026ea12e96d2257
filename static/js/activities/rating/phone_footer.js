// The footer of a rating step: how many are rated, and "I'm done". Phone-safe.

import { el, icon, replaceContent } from "../../dom/el.js";
import { refocus } from "../../dom/focus.js";
import { t } from "../../text/words.js";
import { sayDone } from "../../phone/vote_parts.js";
import { isMarked } from "../../phone/vote_view.js";

/** The footer: {node, show(step, rows, ready, saved)}; `count(rows)` says how many are rated. */
export function ratingFooter(page, count) {
  const node = el("div", { class: "tally" });
  let sign = "";
  return {
    node: node,
    show: function (step, rows, ready, saved) {
      const words = count(rows);
      const now = [step.id, words, ready, saved].join("/");
      if (now === sign) return;
      sign = now;
      const focused = node.contains(document.activeElement);
      replaceContent(
        node,
        ready && saved ? el("p", { class: "thanks" }, icon("check"), t("rating.done")) : el("p", {}, words),
        button(page, step, rows.some(isMarked), ready),
      );
      if (focused) refocus(node.querySelector("button"));
    },
  };
}

function button(page, step, rated, ready) {
  return el(
    "button",
    {
      type: "button",
      class: ready ? "btn" : "btn main",
      "data-do": "ready",
      click: function () {
        sayDone(page, step, !ready, ready ? "" : rated ? "rating.done" : "rating.done.none");
      },
    },
    t(ready ? "phone.votes.again" : "vote.done.button"),
  );
}
