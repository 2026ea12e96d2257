// The words of a mark in a vote in which people answer in words. Phone-safe.

import { t } from "../text/words.js";

/** What a mark says: the name of the answer, such as "Agree"; of a vote without such names the number itself. */
export function answerOf(step, mark) {
  const name = step.answers[mark - step.marks.least];
  return name ? t("answer." + name) : String(mark);
}
