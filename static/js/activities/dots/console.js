// The work of a dots step.

import { t } from "../../text/words.js";
import { mountVote } from "../../console/work/vote.js";

export { vote as picture } from "../../screen/pictures.js";

/** Mounts the work of a dots step. */
export function mount(desk, place) {
  return mountVote(desk, place, told);
}

/** What people may give, in one sentence. */
export function told(step) {
  return t("dots.rule." + step.of, { cap: step.settings.cap }, step.settings.dots);
}
