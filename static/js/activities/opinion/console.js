// The work of an opinion step.

import { t } from "../../text/words.js";
import { mountVote } from "../../console/work/vote.js";

export { vote as picture } from "../../screen/pictures.js";

/** Mounts the work of an opinion step. */
export function mount(desk, place) {
  return mountVote(desk, place, told);
}

/** What people do, in one sentence. */
export function told() {
  return t("opinion.rule");
}
