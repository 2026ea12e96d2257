// The work of a sorting step: what a vote has, and below it the themes that people propose and what the hall makes of
// each idea, to take or to leave.

import { t } from "../../text/words.js";
import { mountVote } from "../../console/work/vote.js";
import { agreed } from "./console_agreed.js";
import { proposed } from "./console_proposed.js";

export { waiting } from "./console_proposed.js";
export { picture } from "./screen.js";

/** Mounts the work of a sorting step. */
export function mount(desk, place) {
  const vote = mountVote(desk, place, told);
  const list = agreed(desk);
  const themes = proposed(desk);
  place.append(themes.node, list.node);
  return {
    draw: (view) => {
      vote.draw(view);
      themes.draw(view);
      list.draw(view);
    },
  };
}

/** What people do, in one sentence. */
export function told(step) {
  return t("sort.rule", {}, step.settings.hand);
}
