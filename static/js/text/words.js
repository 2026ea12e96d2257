// The catalogue of the page's texts, {lang, plural, words: {key: text or its forms by number}}, and the rules that fill
// a text in, by the rules of say() in workshop/i18n/catalogues.py. A missing text must not stop a page: its key is
// shown instead. Phone-safe.

import { number } from "./format.js";

const ONE_OTHER = "101";
const PERIOD = 100;

let current = { lang: "fi", plural: ONE_OTHER, words: {} };

/** Fetches a catalogue (`/words/<page>.<lang>.<hash>.json`) and makes it the page's catalogue. Resolves to it. */
export function load(url) {
  return read(url).then(setWords);
}

/** Fetches a catalogue without making it the page's catalogue: the big screen's second language, for textIn(). */
export function read(url) {
  return fetch(url).then(function (answer) {
    if (!answer.ok) throw new Error("no words at " + url);
    return answer.json();
  });
}

/** Makes a catalogue the page's catalogue. Returns it. */
export function setWords(catalogue) {
  current = catalogue;
  return current;
}

/** The language of the page's catalogue: fi, sv, en or fi-simple. */
export function language() {
  return current.lang;
}

/**
 * The text of a key in the page's language. `n` chooses the plural form (or `.zero`) and fills {n}; `facts` fill the
 * other places.
 */
export function t(key, facts, n) {
  return textIn(current, key, facts, n);
}

/** The text of a key in a given catalogue. */
export function textIn(catalogue, key, facts, n) {
  const text = form(catalogue, key, n);
  if (text === undefined) return key;
  const known = n === undefined || n === null ? facts || {} : { ...facts, n: n };
  return fill(catalogue.lang, text, known);
}

function form(catalogue, key, n) {
  const words = catalogue.words;
  const zero = words[key + ".zero"];
  if (n === 0 && typeof zero === "string") return zero;
  const text = words[key];
  if (!Array.isArray(text)) return text;
  return n === undefined || n === null ? undefined : text[formOf(catalogue.plural || ONE_OTHER, n)];
}

/** The form of a counted text for the number `n`. Twin of `form_of` in workshop/i18n/catalogues.py, which says more. */
export function formOf(rule, n) {
  const size = Math.abs(n);
  const at = size < 2 * PERIOD ? size : PERIOD + (size % PERIOD);
  return Number(rule[Math.min(at, rule.length - 1)]);
}

function fill(lang, text, facts) {
  return text.replace(/\{([a-z_]+)\}/g, function (whole, name) {
    const fact = facts[name];
    if (fact === undefined || fact === null) return whole;
    return Number.isInteger(fact) ? number(lang, fact) : String(fact);
  });
}
