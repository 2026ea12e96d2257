// The toy kind on the phone: two fields for each target. Phone-safe.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { isMarked, voteView } from "../../phone/vote_view.js";

const PLOT = {
  yours: "phone.votes.yours",
  none: "phone.votes.none",
  rule: function (step) {
    return t("plot.rule", {}, step.marks.most);
  },
  told: function (step, rows) {
    return rows.filter(isMarked).map(given).join(" ");
  },
  gone: function (step, label) {
    return label;
  },
  marked: function (row, mark) {
    return { mark: mark };
  },
  groups: function (page, rows) {
    return [{ key: "all", head: null, sign: "", rows: rows }];
  },
  footer: function () {
    return { node: null, show: function () {} };
  },
  card: card,
  same: function (row) {
    return JSON.stringify([row.label, row.text]);
  },
  refresh: function () {},
  givenCard: function (row) {
    return el("article", { class: "idea" }, el("p", {}, row.text), el("p", { class: "yours" }, given(row)));
  },
};

/** The view of one step: {nodes, footer, update}. */
export function view(page, step) {
  return voteView(page, step, PLOT);
}

function given(row) {
  return t("vote.given.plot", { x: row.mark[0], y: row.mark[1] });
}

function card(step, change) {
  return function (row) {
    const fields = [0, 1].map(function (axis) {
      return el("input", {
        type: "number",
        min: step.marks.least,
        max: step.marks.most,
        value: row.mark ? row.mark[axis] : "",
        "aria-label": t(axis ? "measure.effort" : "measure.benefit") + " " + row.label,
        change: save,
      });
    });
    function save() {
      if (!fields[0].value || !fields[1].value) return;
      change(row.id, [Number(fields[0].value), Number(fields[1].value)]);
    }
    return el("article", { class: "idea plot" }, el("p", {}, row.text), ...fields);
  };
}
