// Ideas on the big screen: a wall; while they are private, how many there are, none of them readable.

import { counted, sentence } from "../../screen/counted.js";

export { picture } from "./picture.js";

export const scenes = { private: privateIdeas };

function privateIdeas(stage, tools) {
  return counted(stage, tools, (picture) => ({
    rules: [tools.speaker.all("screen.private")],
    tall: picture.count ? sentence(tools.speaker.all("idea.count", {}, picture.count), picture.count) : [],
    marks: [{ n: picture.count }],
    foot: null,
  }));
}
