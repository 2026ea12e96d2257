// A sentence with a day and a time, as "Opens 1.12.2026 at 12.00". Phone-safe.

import { day, time } from "./format.js";
import { language, t } from "./words.js";

/** The text `key` about a moment (epoch ms). */
export function about(key, moment) {
  const date = new Date(moment);
  return t(key, { day: day(language(), date), time: time(language(), date) });
}
