// How numbers and times are written in each language; the same rules as workshop/words.py. Phone-safe.

const NBSP = "\u00a0";

/** 4:30 in every language. A begun second counts whole; below zero is 0:00. */
export function countdown(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return Math.floor(whole / 60) + ":" + twoDigits(whole % 60);
}

/** A whole number: 1 250 with a non-breaking space; in English 1,250. */
export function number(lang, n) {
  const digits = String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, lang === "en" ? "," : NBSP);
  return n < 0 ? "\u2212" + digits : digits;
}

/** The clock time of a Date in the reader's own time zone: 15.00; in English 15:00. */
export function time(lang, date) {
  return date.getHours() + (lang === "en" ? ":" : ".") + twoDigits(date.getMinutes());
}

function twoDigits(n) {
  return n < 10 ? "0" + n : String(n);
}
