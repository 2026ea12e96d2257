// The work of a rating step.

import { t } from "../../text/words.js";
import { mountVote } from "../../console/work/vote.js";

export { vote as picture } from "../../screen/pictures.js";

/** Mounts the work of a rating step. */
export function mount(desk, place) {
  return mountVote(desk, place, told);
}

/** What people may give, in one sentence. */
export function told(step) {
  return t("rating.rule." + step.of);
}
