// Formats numbers, dates and times for each language, by the rules of workshop/i18n/catalogues.py. Phone-safe.

export const MINUTE_MS = 60000;

const NBSP = "\u00a0";
let clock = /* @__PURE__ */ new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Minutes and seconds, 4:30 in every language. Rounds up to whole seconds; below zero is 0:00. */
export function countdown(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return Math.floor(whole / 60) + ":" + twoDigits(whole % 60);
}

/** 1 250,5 with a non-breaking space, and one decimal at most, or always so many `decimals`; in English 1,250.5. */
export function number(lang, n, decimals) {
  const scale = Math.pow(10, decimals || 1);
  const rounded = Math.round(Math.abs(n) * scale) / scale;
  const parts = (decimals ? rounded.toFixed(decimals) : String(rounded)).split(".");
  const digits = parts[0].replace(/\B(?=(\d{3})+$)/g, lang === "en" ? "," : NBSP);
  const all = parts[1] ? digits + (lang === "en" ? "." : ",") + parts[1] : digits;
  return n < 0 ? "\u2212" + all : all;
}

/**
 * A number with the sign of its unit, where it has one: a share as 62 %, in English 62%. Shares are estimates from some
 * tens of answers, so they have no decimals, but as many as their unit says ("share.2") where places would look equal
 * without them.
 */
export function valued(lang, n, unit) {
  if (!/^share/.test(unit)) return number(lang, n);
  const decimals = Number(unit.split(".")[1] || 0);
  return number(lang, decimals ? n : Math.round(n), decimals) + (lang === "en" ? "%" : NBSP + "%");
}

/** Sets the time zone for clock times and dates, such as Europe/Helsinki: the forum's, not the reader's. */
export function useZone(name) {
  clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: name });
}

/** The date of a Date: 25.4.2027; in English 25 April 2027. */
export function day(lang, date) {
  const zone = clock.resolvedOptions().timeZone;
  const month = lang === "en" ? "long" : "numeric";
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "fi-FI", {
    day: "numeric",
    month: month,
    year: "numeric",
    timeZone: zone,
  }).format(date);
}

/** The clock time of a Date: 15.00; in English 15:00. */
export function time(lang, date) {
  const parts = clock.format(date).split(":");
  return Number(parts[0]) + (lang === "en" ? ":" : ".") + parts[1];
}

function twoDigits(n) {
  return n < 10 ? "0" + n : String(n);
}
