// Why an own idea was hidden, in words: one of every forum's reasons, or one of the forum's own. Phone-safe.

import { pick } from "../text/languages.js";
import { t } from "../text/words.js";

/** The reason in words, to follow a colon; empty when there is none. */
export function reasonOf(page, idea) {
  if (!idea.reason) return "";
  const own = pick(idea.why || {}, page.boot.lang).text;
  if (own) return own;
  const words = t("mod.reason." + idea.reason);
  return words.charAt(0).toLowerCase() + words.slice(1);
}
