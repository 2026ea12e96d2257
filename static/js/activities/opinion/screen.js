// Opinions on the big screen: how to answer, and how many have. Nothing of what they answer.

import { openVote } from "../../screen/counted.js";

export { vote as picture } from "../../screen/pictures.js";

export const scenes = { opinion: (stage, tools) => openVote(stage, tools, rules) };

function rules(speaker) {
  return [speaker.all("screen.opinion"), speaker.all("screen.opinion.pass")];
}
