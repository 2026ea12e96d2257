// The footer of a sorting step: how many of the hand are sorted, more ideas, and "I'm done". Asks for the first hand.
// Phone-safe.

import { el, icon, replaceContent } from "../../dom/el.js";
import { refocus } from "../../dom/focus.js";
import { t } from "../../text/words.js";
import { sayDone } from "../../phone/vote_parts.js";
import { isMarked } from "../../phone/vote_view.js";

/** The footer: {node, show(step, rows, ready, saved)}; `count(rows)` says how many are sorted. */
export function sortFooter(page, count) {
  const node = el("div", { class: "tally save" });
  let sign = "";
  let asked = "";
  return {
    node: node,
    show: function (step, rows, ready, saved) {
      const ideas = String(page.live.store.version("idea"));
      if (!rows.length && asked !== ideas) deal(page, step); // again only when there are other ideas than then
      if (!rows.length) asked = ideas;
      const all = rows.length > 0 && rows.every(isMarked);
      const more = all && left(page, rows) > 0;
      const now = [step.id, count(rows), ready, saved, more].join("/");
      if (now === sign) return;
      sign = now;
      const focused = node.contains(document.activeElement);
      replaceContent(
        node,
        ready && saved ? el("p", { class: "thanks" }, icon("check"), t("sort.done")) : el("p", {}, count(rows)),
        doneButton(page, step, all && !more, ready),
        more ? moreButton(page, step) : null,
      );
      if (focused) refocus(node.querySelector(".main") || node.querySelector("button"));
    },
  };
}

// How many ideas of others this phone has not been dealt.
function left(page, rows) {
  const others = page.live.store.all("idea").filter((idea) => idea.votable && !page.live.store.get("mine", idea.id));
  return others.length - rows.length;
}

function deal(page, step) {
  page.outbox.add({ verb: "ballot.deal", slot: "deal-" + step.id, body: { activity: step.id } });
}

function moreButton(page, step) {
  return el(
    "button",
    {
      type: "button",
      class: "btn main",
      "data-do": "more",
      click: function () {
        deal(page, step);
      },
    },
    t("sort.more"),
  );
}

function doneButton(page, step, main, ready) {
  return el(
    "button",
    {
      type: "button",
      class: main && !ready ? "btn main" : "btn",
      "data-do": "ready",
      click: function () {
        sayDone(page, step, !ready, ready ? "" : "sort.done");
      },
    },
    t(ready ? "phone.votes.again" : "vote.done.button"),
  );
}
