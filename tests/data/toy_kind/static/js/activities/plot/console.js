// The toy kind on the console.

import { t } from "../../text/words.js";
import { mountVote } from "../../console/work/vote.js";

export { vote as picture } from "../../screen/pictures.js";

/** Mounts the work. */
export function mount(desk, place) {
  return mountVote(desk, place, told);
}

/** What people may give. */
export function told(step) {
  return t("plot.rule", { n: step.marks.most });
}
