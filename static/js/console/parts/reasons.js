// The choice of a reason for hiding ideas, in place; their authors see it.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "./button.js";

const MANY = 20;
const PAUSE = 120;
const REASONS = ["personal", "insult", "off_topic", "advert", "test"];

/** The choice as an element. Calls `chosen(reason)` or `cancelled()` once; digits choose, Esc cancels. */
export function reasons(chosen, cancelled) {
  const rows = REASONS.map((reason, i) =>
    button(t("mod.reason." + reason), () => chosen(reason), { key: String(i + 1) }),
  );
  const box = el(
    "div",
    { class: "reasons", role: "group", "aria-label": t("mod.hide.why") },
    el("p", {}, t("mod.hide.why")),
    ...rows,
    button(t("common.cancel"), cancelled, { bare: true }),
  );
  box.addEventListener("keydown", (event) => byKey(event, chosen, cancelled));
  return box;
}

function byKey(event, chosen, cancelled) {
  const reason = REASONS[Number(event.key) - 1];
  if (event.key !== "Escape" && !reason) return keepFromShortcuts(event);
  event.preventDefault();
  event.stopPropagation();
  if (reason) chosen(reason);
  else cancelled();
}

// A slip of the finger in answering must not act on the hall.
function keepFromShortcuts(event) {
  if (event.key.length === 1 && !(event.ctrlKey || event.metaKey || event.altKey)) event.stopPropagation();
}

/**
 * Hides ideas for one reason, one command after another, spaced out when they are many to stay within the rate limit.
 * Resolves after the last answer.
 */
export async function hide(desk, ids, reason) {
  for (const [i, idea] of ids.entries()) {
    if (i >= MANY) await new Promise((go) => setTimeout(go, PAUSE));
    await desk.act("idea.hide", { idea, reason });
  }
}
