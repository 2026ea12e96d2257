// The work of words for everyone: the text as the hall sees it, and what comes next.

import { el, replaceContent } from "../../dom/el.js";
import { pick } from "../../text/languages.js";
import { comingUp } from "./before.js";
import { drawTools } from "./tools.js";

/** Mounts the work of a step that is a text. */
export function mountWords(desk, place) {
  const tools = el("div", { class: "tools" });
  const stage = el("div", { class: "stage" });
  place.append(tools, stage);
  return { draw: (view) => draw(desk, tools, stage, view) };
}

function draw(desk, tools, stage, view) {
  drawTools(desk, tools, view, { noClosing: true });
  const stamp = JSON.stringify([view.step, view.next, view.forum.screen_languages, view.forum.state]);
  if (stage.dataset.stamp === stamp) return;
  stage.dataset.stamp = stamp;
  replaceContent(stage, ...asRoomSees(view), comingUp(desk, view.next));
}

/**
 * The languages in which the hall sees a step: the screen's languages; if it is written in none of them, Finnish, else
 * any.
 */
export function langsOfRoom(step, forum) {
  const langs = forum.screen_languages.filter((lang) => step.prompt[lang]);
  return langs.length ? langs : [pick(step.prompt, "fi").lang].filter((lang) => step.prompt[lang]);
}

function asRoomSees(view) {
  const { step, forum } = view;
  return langsOfRoom(step, forum).map((lang, i) =>
    el(
      "div",
      { class: i ? "also" : "first", lang, dir: "auto" },
      el("h2", {}, step.prompt[lang]),
      step.instruction[lang] && el("p", {}, step.instruction[lang]),
    ),
  );
}
