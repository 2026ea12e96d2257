// Hiding an idea: the reason is chosen in place, by key or tap, and the author sees it.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { button } from "./button.js";

const MANY = 20;
const PAUSE = 120;
const REASONS = ["personal", "insult", "off_topic", "advert", "test"];

/** The choice as an element. `chosen(reason)` or `cancelled()` is called once; digits choose, Esc leaves. */
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
  if (event.key !== "Escape" && !reason) return;
  event.preventDefault();
  event.stopPropagation();
  if (reason) chosen(reason);
  else cancelled();
}

/** Hide ideas for one reason, one after another, slower when they are many: the line has its limits. Resolves after the last answer. */
export async function hide(desk, ids, reason) {
  for (const [i, idea] of ids.entries()) {
    if (i >= MANY) await new Promise((go) => setTimeout(go, PAUSE));
    await desk.act("idea.hide", { idea, reason });
  }
}
