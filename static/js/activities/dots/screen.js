// Dots on the big screen: how to vote, and how many have.

import { openVote } from "../../screen/counted.js";

export { vote as picture } from "../../screen/pictures.js";

export const scenes = { dots: (stage, tools) => openVote(stage, tools, rules) };

// As on phones (phone/vote_view.js): the step's own instruction says whether votes may be changed; without one a rule
// does.
export function rules(speaker, { settings, of, instruction }) {
  const cap = of === "clusters" ? "screen.cap_theme" : "screen.cap";
  const list = [speaker.all("screen.dots", {}, settings.dots)];
  if (settings.cap < settings.dots) list.push(speaker.all(cap, {}, settings.cap));
  return speaker.own(instruction).length ? list : [...list, speaker.all("screen.change")];
}
