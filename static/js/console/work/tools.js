// The row above the work, for every kind: what is happening in the step, and what can be done with all of it.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { stateWords } from "../agenda/state_words.js";
import { toggleStep } from "../bar/main_action.js";
import { button } from "../parts/button.js";

/**
 * Draws the row into `node` when anything in it changed: the state on the left, the kind's own buttons, close or
 * reopen.
 */
export function drawTools(desk, node, view, extra) {
  const stamp = JSON.stringify([
    view.step.id,
    view.state(view.step),
    view.forum.state,
    view.forum.moderation,
    stateWords(view, view.step),
    view.step.ends_at,
    extra.stamp,
  ]);
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement) ? document.activeElement.id : "";
  replaceContent(
    node,
    el("p", {}, el("b", {}, stateWords(view, view.step)), extra.note && el("span", {}, extra.note)),
    ...(extra.buttons || []),
    closing(desk, view, extra),
  );
  const again = held && document.getElementById(held);
  if (again) again.focus();
  else if (held) document.getElementById("work").focus();
}

function closing(desk, view, extra) {
  if (view.forum.state === "ended" || extra.noClosing) return null;
  return button(toggleWords(view), () => toggleStep(desk), { id: "toggle-step", key: "x" });
}

/** The words on the button that closes the step, or opens it. */
export function toggleWords(view) {
  const state = view.state(view.step);
  if (state === "open" || state === "closing") return t("console.close");
  return t(state === "waiting" ? "console.self.open" : "console.reopen");
}
