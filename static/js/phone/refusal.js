// The sentence for a refusal: what happened, whether the text is safe, what to do. Phone-safe.

import { t } from "../text/words.js";

/** The sentence of a refusal code with its facts; the fact `n` chooses the plural form. */
export function refusalText(code, facts) {
  const known = facts || {};
  return t("refusal." + code, known, known.n);
}
