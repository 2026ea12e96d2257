// The speaker: every text of the screen in one or two languages, the first strong, the second lighter beside or below
// it. All that the hall reads passes through here, so that each text has the right lang attribute.

import { el } from "../dom/el.js";
import { day, time } from "../text/format.js";
import { htmlLang, isOther, pick } from "../text/languages.js";
import { read, textIn } from "../text/words.js";

/** Fetches the catalogues of a card's languages, in their order. */
export function catalogues(languages) {
  return Promise.all(languages.map((one) => read(one.words)));
}

/**
 * Makes the speaker that scenes use: {all, one, named, own, title, clock, moment} over the given catalogues, the strong
 * language first. `own` is what people wrote, such as a question; `title` a name, which may be in any language; `clock`
 * tells a time of this day, `moment` one of any day.
 */
export function makeSpeaker(books) {
  return {
    lang: () => books[0].lang,
    all: (key, facts, n) => books.map((book) => line(book.lang, textIn(book, key, facts, n))),
    one: (key, facts, n) => textIn(books[0], key, facts, n),
    named: (step) => named(books, step),
    own: (texts) => asked(books, texts),
    title: (texts) => written(texts, langsOf(books)),
    clock: (key, ms) =>
      books.map((book) => line(book.lang, textIn(book, key, { time: time(book.lang, new Date(ms)) }))),
    moment: (key, ms) => books.map((book) => line(book.lang, textIn(book, key, momentIn(book.lang, new Date(ms))))),
  };
}

function momentIn(lang, at) {
  return { date: day(lang, at), time: time(lang, at) };
}

// What a step is called, in each language: the name that people gave it, where it has none in that language the name of
// its kind, so that no reader of the second language is left out. A text needs no name of its kind; a break has one.
function named(books, step) {
  const name = step.name || {};
  const own = written(name, langsOf(books));
  const isBreak = Boolean(step.settings && step.settings.break);
  const isText = step.shows === "words" && !(isBreak && own.length);
  if (isText || (own.length && books.length === 1)) return own;
  return unlike(
    books.map((book) => line(book.lang, name[book.lang] || textIn(book, "kind." + (isBreak ? "break" : step.kind)))),
  );
}

function langsOf(books) {
  return books.map((book) => book.lang);
}

// A text that people wrote, with its language where that is none of the screen's.
function asked(books, texts) {
  const lines = written(texts, langsOf(books));
  const isKnown = (one) => books.some((book) => !isOther(one, book.lang));
  return lines.map((one) =>
    isKnown(one) ? one : { ...one, text: one.text + " " + textIn(books[0], "text.in." + one.lang) },
  );
}

/**
 * A text that people wrote in several languages, as lines: in the screen's languages; if it is in none of them,
 * Finnish, else any.
 */
export function written(texts, langs) {
  const known = langs.filter((lang) => texts[lang]).map((lang) => line(lang, texts[lang]));
  const lines = known.length
    ? known
    : [pick(texts, langs[0])].filter((one) => one.text).map((one) => line(one.lang, one.text));
  return unlike(lines);
}

function unlike(lines) {
  return lines.filter((one, i) => i === 0 || one.text !== lines[0].text);
}

/** Elements for lines: the first plain, the second with the class `also`. */
export function spans(lines, tag = "span") {
  return lines.map((one, i) => el(tag, { lang: one.lang, class: i ? "also" : null }, one.text));
}

/** The lines on one line of small text: first · second. */
export function inline(lines) {
  return lines.flatMap((one, i) => [i ? " · " : null, el("span", { lang: one.lang }, one.text)]);
}

// A dash begins no line.
function line(lang, text) {
  return { lang: htmlLang(lang), text: text.replace(/ – /g, "\u00a0– ") };
}
