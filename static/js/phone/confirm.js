// The question after the end: are the results what we said, or is something missing? Once for each person, and
// changeable. Phone-safe.

import { el, icon, replaceContent } from "../dom/el.js";
import { LIMITS } from "../wire/contract.js";
import { t } from "../text/words.js";
import { meOf } from "./view.js";

const VERB = "results.confirm";

/** {node, update}. */
export function confirm(page) {
  const me = meOf(page);
  const view = { page: page, shown: undefined };
  view.text = el("textarea", { id: "missing", rows: 2, maxlength: LIMITS.text, dir: "auto" });
  view.text.value = me.missing || "";
  view.yes = button(view, true);
  view.no = button(view, false);
  view.said = el("p", { class: "said", role: "status" });
  view.node = el(
    "section",
    { class: "confirm" },
    el("h2", {}, t("confirm.ask")),
    view.yes,
    el("label", { for: "missing" }, t("confirm.what")),
    view.text,
    view.no,
    el("p", { class: "quiet" }, t("confirm.who")),
    view.said,
  );
  update(view);
  return {
    node: view.node,
    update: function () {
      update(view);
    },
  };
}

function button(view, complete) {
  return el("button", {
    class: "btn wide",
    type: "button",
    click: function () {
      const missing = complete ? "" : view.text.value;
      view.page.outbox.add({ verb: VERB, slot: "confirm", body: { complete: complete, missing: missing } });
      view.page.draw();
    },
  });
}

// What this person says, sent or not: true, false, or null before they have answered.
function answerOf(page) {
  return page.outbox
    .arrived()
    .concat(page.outbox.items())
    .reduce(function (now, item) {
      return item.verb === VERB && item.state !== "refused" ? item.body.complete : now;
    }, meOf(page).complete);
}

function update(view) {
  const answer = answerOf(view.page);
  if (answer === view.shown) return;
  view.shown = answer;
  paint(view.yes, "confirm.complete", answer === true);
  paint(view.no, "confirm.missing", answer === false);
  view.said.textContent = answer === true || answer === false ? t("confirm.thanks") : "";
}

function paint(node, key, chosen) {
  node.setAttribute("aria-pressed", String(chosen));
  replaceContent(node, chosen && icon("check"), el("span", {}, t(key)));
}
