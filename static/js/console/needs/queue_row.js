// One idea of the queue: why it is there, its words, and its buttons or the choice of a reason.

import { IDEA_STATES } from "../../wire/contract.js";
import { el, replaceContent, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { isWaiting } from "../parts/waiting.js";
import { reasons } from "../parts/reasons.js";
import { marked } from "../parts/search_mark.js";
import { passWords } from "../parts/show_ideas.js";
import { numbered } from "../parts/written.js";
import { needsOwnDecision, warns } from "./read_rows.js";

/**
 * Draws a row and keeps the focus in it. `acts`: show(idea), mask(idea), ask(idea) opens and closes the reasons,
 * hide(idea, reason, all). `asking`: whether the reasons are open.
 */
export function fillRow(desk, node, idea, asking, acts) {
  const held = node.contains(document.activeElement);
  node.dataset.id = idea.id;
  node.classList.toggle("flagged", warns(idea));
  node.classList.toggle("own", needsOwnDecision(idea));
  replaceContent(
    node,
    why(idea),
    numbered(idea.number, idea, marked(idea.text, idea.found)),
    asking
      ? reasons(
          desk,
          (reason, all) => acts.hide(idea, reason, all),
          () => acts.ask(idea),
          { idea },
        )
      : buttons(desk.view, idea, acts),
  );
  if (held) (node.querySelector(".reasons button") || safeButton(node)).focus();
}

/** The button that has the focus first: one that shows nothing, for one Enter too many must not show it to the hall. */
export function safeButton(place) {
  const row = place.matches(".row") ? place : place.querySelector(".row");
  return row && row.querySelector(row.classList.contains("flagged") ? "[data-hide]" : "button");
}

function why(idea) {
  const said = idea.flags.map((one) => t("mod.flag." + one));
  if (idea.author_held) said.push(t("console.author.waits"));
  if (!said.length) return null;
  const hint = idea.flags[0] === "nonsense";
  return el("p", { class: "why" + (hint ? " quiet" : "") }, icon(hint ? "ask" : "flag"), said.join(" "));
}

function buttons(view, idea, acts) {
  const no = idea.number;
  const said = yesWords(view, idea);
  const yes = button(t(said.yes), () => acts.show(idea), { label: t(said.yes_idea, { number: no }), key: "a" });
  const mask =
    idea.maskable &&
    button(t("mod.mask"), () => acts.mask(idea), { label: t("console.mask_idea", { number: no }), key: "m" });
  const label = t("console.hide_idea", { number: no }) + "…";
  const hide = button(t("mod.hide") + "…", () => acts.ask(idea), { label, key: "h" });
  hide.dataset.hide = no;
  const whole = !mask && idea.found.length > 0 && el("p", { class: "quiet" }, t("console.mask.too_little"));
  return el("div", { class: "acts" }, yes, mask, hide, whole);
}

// The words on the button that lets an idea pass: an idea that was kept back from all is not kept visible, it stays
// among the others.
function yesWords(view, idea) {
  if (isWaiting(idea)) return passWords(view, idea);
  return IDEA_STATES[idea.state].everyone
    ? { yes: "console.keep", yes_idea: "console.keep_idea" }
    : { yes: "console.keep_in", yes_idea: "console.keep_in_idea" };
}
