// What the facilitator does with the big screen: hold, darken, the large code, one idea or one theme large.

/** Its three switches: the command, the field of the forum that it changes, the key. */
export const SWITCHES = [
  { name: "freeze", verb: "screen.freeze", is: "frozen", key: "f", icon: "pause" },
  { name: "blank", verb: "screen.blank", is: "blank", key: "b", icon: "blank" },
  { name: "code", verb: "screen.code", is: "big_code", key: "c" },
];

/** Turns one of freeze, blank, code on or off. */
export function flip(desk, name) {
  const one = SWITCHES.find((each) => each.name === name);
  if (desk.view) desk.act(one.verb, { on: !desk.view.forum[one.is] });
}

/** One theme large to the hall, or all again (null). */
export function showTheme(desk, cluster) {
  return desk.act("screen.cluster", { cluster });
}

/** Lifts an idea out, or goes back to all. */
export function spotlight(desk, idea) {
  return desk.act("screen.spotlight", { idea });
}
