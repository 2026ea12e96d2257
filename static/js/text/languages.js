// Texts that people write in several languages: which one a reader gets (`picked` in workshop/i18n/catalogues.py), what
// a step is called in it, and the lang attribute of each. Phone-safe.

const LONG = 28;

/**
 * What a step is called, {text, lang}: the name that the organiser gave it, else, for a text, its first words, else
 * `kind`, the name of its kind. The twin of `step_name` in workshop/i18n/catalogues.py.
 */
export function stepName(step, lang, kind) {
  const given = pick(step.name || {}, lang);
  if (given.text) return given;
  const own = pick((step.shows === "words" && step.prompt) || {}, lang);
  return own.text ? { text: firstWords(own.text), lang: own.lang } : { text: kind, lang: htmlLang(lang) };
}

/**
 * The first whole words of a text; "…" marks that there are more. The twin of `first_words` in
 * workshop/i18n/catalogues.py.
 */
export function firstWords(text, long = LONG) {
  const words = text.trim().split(/\s+/);
  let said = words.shift();
  while (words.length && said.length + 1 + words[0].length <= long) said += " " + words.shift();
  return words.length ? said.replace(/[,.;:–-]+$/, "") + "…" : said;
}

const LATIN = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/g;
const OTHER_SCRIPTS = /[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]/g;

/**
 * The lang attribute of what a person wrote in `lang` ("" when unknown): "" for a script that none of our languages
 * uses, so that it is not read aloud as the page's language, and null, for no attribute, where nothing is known. Twin
 * of `is_in_another_script` in workshop/domain/text_language.py.
 */
export function langOf(text, lang) {
  if (lang) return lang;
  return (text.match(OTHER_SCRIPTS) || []).length > (text.match(LATIN) || []).length ? "" : null;
}

/** The lang attribute for a language of the interface. Twin of `html_lang` in workshop/i18n/catalogues.py. */
export function htmlLang(lang) {
  return lang === "fi-simple" ? "fi" : lang;
}

/** {text, lang} of a text written in several languages: the reader's language, else Finnish, else any. */
export function pick(texts, lang) {
  const found = [lang, htmlLang(lang), "fi"].concat(Object.keys(texts)).find((one) => texts[one]);
  if (!found) return { text: "", lang: "fi" };
  return { text: texts[found], lang: htmlLang(found) };
}

/** Whether a text that `pick` found for a reader of `lang` is in another language, because theirs is missing. */
export function isOther(found, lang) {
  return found.text !== "" && found.lang !== htmlLang(lang);
}
