// After a text that organisers wrote, where it is in another language than the reader's because theirs is missing:
// which one it is in, "(in Finnish)". Titles and names go without. Twin of templates/parts/other_language.html.
// Phone-safe.

import { el } from "../dom/el.js";
import { htmlLang, isOther } from "../text/languages.js";
import { language, t } from "../text/words.js";

/** What follows a text that `pick` found for the reader: an element, or false for one in their language. */
export function otherLanguage(found) {
  const lang = language();
  return isOther(found, lang) && el("span", { class: "quiet", lang: htmlLang(lang) }, " " + t("text.in." + found.lang));
}
