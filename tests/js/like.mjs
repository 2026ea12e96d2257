// What an activity's shape says of its kind, for tests that make shapes by hand: read from a golden file, as the server
// wrote it.

import { readFileSync } from "node:fs";

const golden = JSON.parse(readFileSync(new URL("../golden/activity.add.everyone.json", import.meta.url), "utf8"));
const KINDS = Object.fromEntries(Object.values(golden.after.activity).map((one) => [one.kind, one]));

/** The fields of a kind: {kind, collects, shows, of, keeps_back, marks, hands, into}; `of` and `keeps_back` by the settings. */
export function like(kind, settings = {}) {
  const { collects, shows, marks, hands, into } = KINDS[kind];
  const of = collects === "votes" ? settings.of || "ideas" : "";
  return { kind, collects, shows, of, keeps_back: settings.style === "private", marks, hands, into };
}
