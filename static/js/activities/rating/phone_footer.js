// The footer of a rating step: how many are rated, and "I'm done". Phone-safe.

import { el, icon, replaceContent } from "../../dom/el.js";
import { refocus } from "../../dom/focus.js";
import { t } from "../../text/words.js";
import { sayDone } from "../../phone/vote_parts.js";

/** The footer: {node, show(step, rated, total, ready)}. */
export function ratingFooter(page) {
  const node = el("div", { class: "tally" });
  let sign = "";
  return {
    node: node,
    show: function (step, rated, total, ready) {
      const now = [step.id, rated, total, ready].join("/");
      if (now === sign) return;
      sign = now;
      const focused = node.contains(document.activeElement);
      const count = t("rating.count", { n: rated, total: total });
      replaceContent(
        node,
        ready ? el("p", { class: "thanks" }, icon("check"), t("rating.done")) : el("p", {}, count),
        button(page, step, rated, ready),
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
        sayDone(page, step, !ready);
        if (!ready) page.notice("", "check", t(rated ? "rating.done" : "rating.done.none"));
      },
    },
    t(ready ? "phone.votes.again" : "vote.done.button"),
  );
}
