// The work of a text, and the time before the start: the text as the hall sees it, and what comes next.

import { el, replaceContent } from "../../dom/el.js";
import { pick } from "../../text/text.js";
import { t } from "../../text/words.js";
import { nameOf } from "../../console/parts/step_names.js";
import { drawTools } from "../../console/work/tools.js";

/** Mounts the work of a welcome, a break or an instruction, and of a forum that has not begun. */
export function mount(desk, place) {
  const tools = el("div", { class: "tools" });
  const stage = el("div", { class: "stage" });
  place.append(tools, stage);
  return { draw: (view) => draw(desk, tools, stage, view) };
}

function draw(desk, tools, stage, view) {
  if (view.step) drawTools(desk, tools, view, { noClosing: true });
  tools.hidden = !view.step;
  const stamp = JSON.stringify([view.step, view.next, view.forum.screen_languages, view.forum.state]);
  if (stage.dataset.stamp === stamp) return;
  stage.dataset.stamp = stamp;
  if (view.step) replaceContent(stage, ...asRoomSees(view), comingUp(desk, view.next));
  else replaceContent(stage, ...beforeStart(desk, view));
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

function comingUp(desk, next) {
  if (!next) return el("p", { class: "coming quiet" }, t("console.last_step"));
  return el(
    "div",
    { class: "coming" },
    el("h3", {}, t("console.next")),
    el("p", {}, el("b", {}, nameOf(next)), next.minutes ? " · " + t("console.minutes", { n: next.minutes }) : ""),
    el("p", { class: "quiet" }, desk.pick(next.prompt)),
  );
}

function beforeStart(desk, view) {
  const minutes = view.steps.reduce((sum, step) => sum + step.minutes, 0);
  return [
    el("div", { class: "first" }, el("h2", {}, desk.pick(view.forum.title)), el("p", {}, t("console.before_start"))),
    el(
      "p",
      { class: "quiet" },
      t("console.steps", {}, view.steps.length) + " · " + t("console.minutes", { n: minutes }),
    ),
    comingUp(desk, view.steps[0]),
  ];
}
