// Texts as people write them: measured as the server measures them (workshop/domain/text.py), and chosen by language
// (`picked` in workshop/words.py). Phone-safe.

const KEPT = "\\n\\u200c\\u200d\\u00ad";
const UNSEEN = new RegExp("(?![" + KEPT + "])[\\p{Cc}\\p{Cf}\\p{Co}]", "gu");

/** The text as it will be stored: NFC, one kind of line break, no control characters, no spaces around. */
export function tidy(raw) {
  return raw
    .replace(/\r\n?/g, "\n")
    .replace(/[\t\u00a0]/g, " ")
    .replace(UNSEEN, "")
    .normalize("NFC")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** How many characters people would count: code points of the tidied text. */
export function measure(raw) {
  return Array.from(tidy(raw)).length;
}

/** {text, lang}: what a step is called: the name an organiser gave it, else `kind`, the name of its kind. As `step_name` in workshop/words.py. */
export function stepName(step, lang, kind) {
  const given = pick(step.name || {}, lang);
  return given.text ? given : { text: kind, lang: lang === "fi-simple" ? "fi" : lang };
}

/** {text, lang} of a text that people wrote in several languages: the reader's, else Finnish, else any. */
export function pick(texts, lang) {
  const wanted = lang === "fi-simple" ? "fi" : lang;
  const found = [lang, wanted, "fi"].concat(Object.keys(texts)).filter(function (one) {
    return texts[one];
  })[0];
  if (!found) return { text: "", lang: "fi" };
  return { text: texts[found], lang: found === "fi-simple" ? "fi" : found };
}
