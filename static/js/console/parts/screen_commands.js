// Commands for the big screen: freeze, blank, the large code, one idea or one theme enlarged.

/** The three switches: the command, the field of the forum that it changes, the key, the icons of on and off. */
export const SWITCHES = [
  { name: "freeze", verb: "screen.freeze", is: "frozen", key: "f", icon: "pause", off: "play" },
  { name: "blank", verb: "screen.blank", is: "blank", key: "b", icon: "blank" },
  { name: "code", verb: "screen.code", is: "big_code", key: "c" },
];

/** Turns freeze, blank or code on or off. */
export function flip(desk, name) {
  const one = SWITCHES.find((each) => each.name === name);
  if (desk.view) desk.act(one.verb, { on: !desk.view.forum[one.is] });
}

/** Enlarges one theme, or shows all again (null). */
export function showTheme(desk, cluster) {
  return desk.act("screen.cluster", { cluster });
}

/** Enlarges one idea, or shows all again. */
export function spotlight(desk, idea) {
  return desk.act("screen.spotlight", { idea });
}
