// A refusal in words: what happened, whether the text is safe, what to do. Phone-safe.

import { t } from "../text/words.js";

/** The sentence of a refusal code with its facts; `n` among them chooses the plural. */
export function refusalText(code, facts) {
  const known = facts || {};
  return t("refusal." + code, known, known.n);
}
