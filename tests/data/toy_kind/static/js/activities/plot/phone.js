// The toy kind on the phone: two fields for each target. Phone-safe.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { cast } from "../../phone/ballot.js";
import { prompt } from "../../phone/prompt.js";
import { ranking } from "../../phone/ranking.js";
import { ballotOf, isOpen, resultOf, targetsOf } from "../../phone/view.js";

/** The view of one step: {nodes, footer, update}. */
export function view(page, step) {
  const result = resultOf(page, step);
  const nodes = result
    ? ranking(page, result)
    : isOpen(page, step)
      ? targetsOf(page, step).map(function (target) {
          return card(page, step, target);
        })
      : [el("p", { class: "note" }, t("vote.hidden"))];
  return { nodes: prompt(page, step).concat(nodes), footer: null, update: function () {} };
}

function card(page, step, target) {
  const mark = ballotOf(page, step).marks[target.id] || ["", ""];
  const fields = [0, 1].map(function (axis) {
    return el("input", {
      type: "number",
      min: step.marks.least,
      max: step.marks.most,
      value: mark[axis],
      "aria-label": t(axis ? "measure.effort" : "measure.benefit") + " " + target.label,
      change: save,
    });
  });
  function save() {
    if (!fields[0].value || !fields[1].value) return;
    const marks = Object.assign({}, ballotOf(page, step).marks);
    marks[target.id] = [Number(fields[0].value), Number(fields[1].value)];
    cast(page, step, marks);
  }
  return el("article", { class: "idea plot" }, el("p", {}, target.text), ...fields);
}
