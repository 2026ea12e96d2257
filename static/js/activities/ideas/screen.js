// Ideas on the big screen: a wall; while they are private, how many there are, none of them readable.

import { el, icon } from "../../dom/el.js";
import { counted, sentence } from "../../screen/counted.js";
import { spans } from "../../screen/speaker.js";

export { picture } from "./picture.js";

export const scenes = { private: privateIdeas };

function privateIdeas(stage, tools) {
  return counted(stage, tools, (picture) => ({
    rules: [tools.speaker.all(picture.closed ? "screen.private_over" : "screen.private")],
    tall: picture.count ? sentence(tools.speaker.all("idea.count", {}, picture.count), picture.count) : [],
    marks: [{ n: picture.count }],
    foot: picture.paused
      ? el("div", { class: "help" }, icon("pause"), el("p", {}, ...spans(tools.speaker.all("screen.paused"))))
      : null,
  }));
}
