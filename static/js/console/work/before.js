// The work before the start: the forum, its length, and what comes first.

import { el, replaceContent } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { nameOf } from "../parts/step_names.js";

/** Mounts the time before the start. */
export function mount(desk, place) {
  const stage = el("div", { class: "stage" });
  place.append(stage);
  return { draw: (view) => draw(desk, stage, view) };
}

function draw(desk, stage, view) {
  const stamp = JSON.stringify([view.steps, view.forum.title, view.forum.self_paced]);
  if (stage.dataset.stamp === stamp) return;
  stage.dataset.stamp = stamp;
  replaceContent(stage, ...beforeStart(desk, view));
}

function beforeStart(desk, view) {
  const minutes = view.steps.reduce((sum, step) => sum + step.minutes, 0);
  const { title, self_paced } = view.forum;
  const words = t(self_paced ? "console.self.before_start" : "console.before_start");
  return [
    el("div", { class: "first" }, el("h2", {}, soften(desk.pick(title))), el("p", {}, words)),
    el(
      "p",
      { class: "quiet" },
      t("console.steps", {}, view.steps.length) + " · " + t("console.minutes", { n: minutes }),
    ),
    self_paced ? null : comingUp(desk, view.steps[0]),
  ];
}

/** The step that comes next, or that there is none. */
export function comingUp(desk, next) {
  if (!next) return el("p", { class: "coming quiet" }, t("console.last_step"));
  return el(
    "div",
    { class: "coming" },
    el("h3", {}, t("console.next")),
    el("p", {}, el("b", {}, nameOf(next)), next.minutes ? " · " + t("console.minutes", { n: next.minutes }) : ""),
    el("p", { class: "quiet" }, desk.question(next.prompt)),
  );
}
