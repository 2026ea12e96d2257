// The reasons for hiding an idea: those of every forum, and the forum's own, which its organiser wrote in the office.

import { t } from "../../text/words.js";

const REASONS = ["personal", "insult", "off_topic", "advert", "test"];

/** The names of the reasons that may be chosen, in order. */
export function offered(forum) {
  return REASONS.concat(forum.reasons.filter((one) => one.offered).map((one) => one.name));
}

/** The reason that belongs to what the content filter found in an idea; "" where a person has to choose one. */
export function reasonOfFlags(desk, flags) {
  const found = flags.map((flag) => desk.boot.reason_of_flag[flag]);
  return REASONS.find((name) => found.includes(name)) || "";
}

/** How many ideas are hidden for each reason, in words: `names` has the reason of each; "" is one still to choose. */
export function reasonCounts(names) {
  const kinds = REASONS.concat("").filter((name) => names.includes(name));
  const count = (name) => names.filter((one) => one === name).length;
  return kinds.map((name) => t("console.hide_for." + (name || "other"), {}, count(name))).join(", ");
}

/** What the author reads. */
export function reasonWords(desk, name) {
  return own(desk, name) || t("mod.reason." + name);
}

/** The reason in a word or two, beside an idea. */
export function shortReason(desk, name) {
  return own(desk, name) || t("console.reason." + (name || "test"));
}

function own(desk, name) {
  const found = desk.view.forum.reasons.find((one) => one.name === name);
  return found ? desk.pick(found.words) : "";
}
