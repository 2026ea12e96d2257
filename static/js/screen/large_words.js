// Pictures made of a few large words: welcome and breaks, one idea in the spotlight, waiting for a result.

import { el, fresh } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { holds, lines, shrink } from "./fit_text.js";
import { where } from "./stage_head.js";
import { cut, kept, words } from "./wrapped_text.js";
import { redrawn } from "./redraw.js";
import { spans } from "./speaker.js";

const COVER = [132, 116, 100, 88, 76, 68, 60, 52, 46, 42, 36];
const IDEA = [132, 110, 92, 78, 68, 60, 52, 46, 42, 36, 32, 28];

/** Words for everyone: the question large, the instruction under a rule, and at a break when it ends. */
export function welcome(stage, tools) {
  return scene(stage, (picture) => {
    const activity = picture.activity;
    const until = picture.until ? tools.say.clock("screen.continue", picture.until) : [];
    const foot = [...below(until, "until"), ...below(tools.say.own(activity.instruction), "told")];
    return [
      where(tools, tools.say.named(activity)),
      ...cover(tools.say.own(activity.prompt)),
      foot.length > 0 && el("div", { class: "foot" }, ...foot),
    ];
  });
}

/** A vote is over and its result is not shown yet: nothing of it may be seen, and the question about it is asked only when it is. */
export function wait(stage, tools) {
  return scene(stage, (picture) => [
    where(tools, tools.say.named(picture.activity)),
    ...cover(tools.say.all("screen.result_next")),
  ]);
}

/** One idea as large as it can be. */
export function spotlight(stage, tools) {
  return scene(stage, (picture) => {
    const { id, number, text, lang } = picture.idea;
    const shown = el(
      "article",
      { class: "one", "data-idea": id },
      el("p", { class: "no" }, number),
      words("h1", { class: "words" }, { text: kept(text), lang }),
    );
    return [where(tools, tools.names()), shown];
  });
}

function scene(stage, build) {
  return redrawn((picture) => {
    fresh(stage, ...build(picture));
    fit(stage);
  });
}

function cover(texts) {
  const [first, ...more] = spans(texts);
  const heading = el("h1", { class: "cover", lang: first.lang, dir: "auto" }, soften(first.textContent));
  return [heading, ...more.map((node) => el("p", { class: "also", lang: node.lang, dir: "auto" }, node.textContent))];
}

function below(texts, kind) {
  return texts.map((one, i) => el("p", { class: i ? kind + " also" : kind, lang: one.lang, dir: "auto" }, one.text));
}

function fit(stage) {
  const heading = stage.querySelector("h1.cover");
  if (heading) shrink(heading, COVER, () => lines(heading) <= 4 && holds(stage) && wide(heading));
  const told = stage.querySelector(".one .words");
  if (!told) return;
  const fits = () => holds(stage) && wide(told);
  shrink(told, IDEA, fits);
  cut(told, fits);
}

function wide(node) {
  return node.scrollWidth <= node.clientWidth + 1;
}
