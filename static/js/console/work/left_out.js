// The ideas that were left out of a vote, below its targets: each can be taken back in, and one more can be left out by
// its number.

import { el } from "../../dom/el.js";
import { wordsOf } from "../../vote/agenda.js";
import { t } from "../../text/words.js";
import { canBeLeftOut } from "../parts/facts.js";
import { patch, text } from "../parts/keyed_list.js";
import { button } from "../parts/button.js";
import { words } from "../parts/written.js";

/** The list: {node, draw(view)}; shown only for votes on ideas. */
export function leftOut(desk) {
  const number = el("input", {
    type: "text",
    inputmode: "numeric",
    id: "leave-out-number",
    autocomplete: "off",
  });
  const form = el(
    "form",
    {},
    el("label", { for: "leave-out-number" }, t("console.leave_out.number")),
    number,
    button(t("console.left_out.add"), () => undefined, {}),
  );
  form.lastChild.type = "submit";
  form.addEventListener("submit", (event) => leave(desk, number, event));
  const list = el("ul", {});
  const title = el("h2", {});
  const node = el("section", { class: "leftout" }, title, list, form);
  return { node, draw: (view) => draw(desk, { node, title, list }, view) };
}

function draw(desk, { node, title, list }, view) {
  const out = view.ideas.filter((idea) => idea.left_out && canBeLeftOut(view, idea));
  node.hidden = view.step.of === "clusters" || view.step.revealed;
  text(title, t("console.left_out.title" + wordsOf(view.step)) + (out.length ? " " + out.length : ""));
  patch(list, out, {
    keyOf: (idea) => idea.id,
    make: () => el("li", {}),
    update: (row, idea) =>
      row.replaceChildren(el("span", { class: "no" }, String(idea.number)), el("p", {}, words(idea)), back(desk, idea)),
  });
}

function back(desk, idea) {
  const take = () => desk.act("idea.leave_out", { idea: idea.id, out: false });
  return button(t("console.left_out.back"), take, { label: t("console.left_out.back_idea", { number: idea.number }) });
}

function leave(desk, number, event) {
  event.preventDefault();
  const wanted = number.value.trim();
  const idea = desk.view.ideas.find((one) => String(one.number) === wanted);
  if (!idea || !canBeLeftOut(desk.view, idea))
    return desk.say(t("console.leave_out.none" + wordsOf(desk.view.step), { number: wanted }), "hint");
  number.value = "";
  desk.act("idea.leave_out", { idea: idea.id, out: true });
}
