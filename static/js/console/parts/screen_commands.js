// Commands for the big screen: freeze, blank, the large code, one idea or one theme enlarged; and the emergency stop.

import { t } from "../../text/words.js";

/** The switches: the command, the field of the forum that it changes, the key, the icons of on and off. */
export const SWITCHES = [
  { name: "freeze", verb: "screen.freeze", is: "frozen", key: "f", icon: "pause", off: "play" },
  { name: "blank", verb: "screen.blank", is: "blank", key: "b", icon: "blank" },
  { name: "code", verb: "screen.code", is: "big_code", key: "c" },
  { name: "emergency", verb: "forum.emergency", is: "emergency", key: "e", icon: "flag" },
];

/** Turns a switch on or off. In an emergency the screen stays dark until that is ended. */
export function flip(desk, name) {
  const one = SWITCHES.find((each) => each.name === name);
  if (!desk.view) return;
  if (name === "blank" && desk.view.forum.emergency) return desk.say(t("console.emergency.first"), "hint");
  desk.act(one.verb, { on: !desk.view.forum[one.is] });
}

/** Enlarges one theme, or shows all again (null). */
export function showTheme(desk, cluster) {
  return desk.act("screen.cluster", { cluster });
}

/** In a results step: shows the result of this vote. */
export function showVote(desk, vote) {
  return desk.act("screen.vote", { vote: vote.id });
}

/** Enlarges one idea, or shows all again. */
export function spotlight(desk, idea) {
  return desk.act("screen.spotlight", { idea });
}
