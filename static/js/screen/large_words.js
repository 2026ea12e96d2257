// Scenes of a few large words: welcome and breaks, one enlarged idea, waiting for a result, and that the time to take
// part is over.

import { el, replaceContent } from "../dom/el.js";
import { soften } from "../text/hyphens.js";
import { holds, lines, shrink } from "./fit_text.js";
import { numberOf } from "./idea_labels.js";
import { where, whichResult } from "./stage_head.js";
import { cut, kept, numbered, words } from "./wrapped_text.js";
import { fitFoot, footOf, resultsPage } from "./results_foot.js";
import { redrawn } from "./redraw.js";
import { spans } from "./speaker.js";

const COVER = [132, 116, 100, 88, 76, 68, 60, 52, 46, 42, 36];
const IDEA = [132, 110, 92, 78, 68, 60, 52, 46, 42, 36, 32, 28];

/** The scene of a text: the question large, the instruction under a rule, and for a break when it ends. */
export function welcome(stage, tools) {
  return scene(stage, (picture) => {
    const activity = picture.activity;
    const until = picture.until ? tools.speaker.clock("screen.continue", picture.until) : [];
    const foot = [...below(until, "until"), ...below(tools.speaker.own(activity.instruction), "told")];
    return [
      where(tools, tools.speaker.named(activity)),
      ...cover(tools.speaker.own(activity.prompt)),
      foot.length > 0 && el("div", { class: "foot" }, ...foot),
    ];
  });
}

/**
 * A vote is closed and its result is not shown yet: nothing of the result may be visible, and the question of the
 * results step comes with it. Of several results it says which one comes: what was asked.
 */
export function wait(stage, tools) {
  return scene(stage, ({ activity, vote, which, words: own }) => [
    where(tools, tools.speaker.named(activity), whichResult(tools.speaker, which)),
    ...cover(tools.speaker.all("screen.result_next" + own)),
    which && el("div", { class: "foot" }, ...below(tools.speaker.own(vote.prompt), "told")),
  ]);
}

/** In a self-paced forum nobody is asked anything any more: its name, that it is over, and where the results are. */
export function over(stage, tools) {
  const { speaker } = tools;
  const made = scene(stage, ({ title, ...page }) => [
    ...cover(speaker.title(title)),
    el("div", { class: "dates" }, el("p", {}, ...spans(speaker.all("times.over")))),
    footOf(speaker, page),
  ]);
  return { ...made, draw: ({ title }) => made.draw({ title, ...resultsPage(tools.card()) }) };
}

/** One idea, as large as it fits. */
export function spotlight(stage, tools) {
  return scene(stage, (picture) => {
    const { id, text, lang } = picture.idea;
    const shown = el(
      "article",
      { class: "one", "data-idea": id, dir: "auto" },
      numberOf("p", picture.idea),
      words("h1", { class: "words", dir: null }, { text: kept(text), lang }),
    );
    return [where(tools, tools.names()), shown];
  });
}

function scene(stage, build) {
  return redrawn((picture) => {
    replaceContent(stage, ...build(picture));
    fit(stage);
  });
}

function cover(texts) {
  const [first, ...more] = spans(texts);
  const heading = el("h1", { class: "cover", lang: first.lang, dir: "auto" }, numbered(soften(first.textContent)));
  return [heading, ...more.map((node) => el("p", { class: "also", lang: node.lang, dir: "auto" }, node.textContent))];
}

function below(texts, kind) {
  return texts.map((one, i) => el("p", { class: i ? kind + " also" : kind, lang: one.lang, dir: "auto" }, one.text));
}

function fit(stage) {
  for (const foot of stage.querySelectorAll(".foot")) fitFoot(foot);
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
