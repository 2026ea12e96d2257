// Words for everyone on the phone: a welcome, a break, an instruction. Phone-safe.

import { el } from "../../dom/el.js";
import { time } from "../../text/format.js";
import { t } from "../../text/words.js";
import { breakEnds } from "../../vote/agenda.js";
import { prompt } from "../../phone/prompt.js";
import { idleKey } from "../../phone/view.js";

/** The view of a text: {nodes, footer, update}. */
export function view(page, step) {
  const note = el("p", { class: "note" });
  return {
    nodes: prompt(page, step).concat([note]),
    footer: null,
    update: function () {
      const words = told(page, page.live.store.get("activity", step.id) || step);
      if (note.textContent !== words) note.textContent = words;
    },
  };
}

/**
 * What comes next: of a break when it ends, as the big screen says. The twin of
 * templates/activities/welcome/phone.html.
 */
export function told(page, step) {
  const end = breakEnds(step);
  if (end !== null) return t("phone.break", { time: time(page.boot.lang, new Date(end)) });
  return t(idleKey(page, step.position === 1 ? "phone.welcome" : "join.wait"));
}
