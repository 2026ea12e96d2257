// The badges of an idea: its theme, its source, and the states that only facilitators see.

import { el, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { isWaiting } from "./waiting.js";

/**
 * The badges as elements; none for a shown idea from a phone. `cluster` adds the theme's letter, `into` is the number
 * of the idea that this one is merged into, `reason` says why it is hidden. `idea.late`: it came after the deadline.
 */
export function marks(idea, cluster, into = 0, reason = "") {
  return [
    idea.state === "merged" && mark("merge", t("console.mark.merged", { number: into })),
    idea.merged.length > 0 && holds(idea.merged.length),
    idea.state === "private" && mark("lock", t("console.mark.private")),
    isWaiting(idea) && mark("clock", t("console.mark.waiting"), "attention"),
    idea.state === "hidden" && mark("hide", t("console.mark.hidden", { reason }), "problem"),
    idea.unmasked && mark("hide", t("console.mark.masked")),
    idea.author_held && mark("clock", t("console.author.waits"), "attention"),
    idea.original && mark("edit", t("idea.reworded")),
    idea.left_out && mark("minus", t("console.mark.left_out")),
    idea.late && mark("clock", t("idea.late")),
    idea.beforehand && mark("clock", t("console.mark.beforehand")),
    idea.source === "paper" && mark("paper", withTable(t("console.mark.paper"), idea)),
    idea.source === "import" && mark("paper", withTable(t("console.mark.import"), idea)),
    idea.source === "earlier" && mark("back", t("console.mark.earlier", { number: idea.came_from })),
    idea.source === "helper" && mark("people", withTable(t("console.mark.helper"), idea)),
    cluster &&
      el(
        "span",
        { class: "mark" },
        el("b", { class: "no" }, cluster.letter),
        el("span", { dir: "auto" }, cluster.title),
      ),
  ].filter(Boolean);
}

function holds(n) {
  const sign = el("span", {}, "+" + n);
  sign.setAttribute("aria-hidden", "true");
  return el(
    "span",
    { class: "mark" },
    icon("merge"),
    sign,
    el("span", { class: "hidden" }, t("console.mark.holds", {}, n)),
  );
}

function withTable(words, idea) {
  return idea.table ? words + ", " + t("console.mark.table", { n: idea.table }) : words;
}

function mark(name, words, tone) {
  return el("span", { class: "mark " + (tone || "") }, icon(name), words);
}
