// Rating on the big screen: how to rate, and how many have. Nothing of what they rate.

import { openVote } from "../../screen/counted.js";

export { vote as picture } from "../../screen/pictures.js";

export const scenes = { rating: (stage, tools) => openVote(stage, tools, rules) };

function rules(speaker, { settings, of, marks }) {
  const [low, high] = ["low", "high"].map((end) => speaker.all(`rating.${end}.${settings.scale}`));
  const end = (mark, words) => `${mark}\u00a0=\u00a0${words}`; // a line never ends before its "="
  const ends = low.map((one, i) => ({
    ...one,
    text: `${end(marks.least, one.text)}, ${end(marks.most, high[i].text)}`,
  }));
  const each = speaker.all(of === "clusters" ? "screen.rating.theme" : "screen.rating");
  return [each, ends, speaker.all("screen.rating.skip")];
}
