// The toy kind on the big screen.

import { openVote } from "../../screen/counted.js";

export { vote as picture } from "../../screen/pictures.js";

export const scenes = {
  plot: (stage, tools) => openVote(stage, tools, (speaker, step) => [speaker.all("plot.rule", { n: step.marks.most })]),
};
