// The form for entering an idea for a person without a phone, from paper or by word of mouth, with the number of the
// table. It stays open for the next one.

import { LIMITS } from "../../wire/contract.js";
import { el } from "../../dom/el.js";
import { grouped } from "../../text/receipt.js";
import { measure } from "../../text/text.js";
import { t } from "../../text/words.js";
import { ideasStep } from "../parts/facts.js";
import { button } from "../parts/button.js";

/** The form: {node, open()}. Source and table stay from one idea to the next. */
export function mountEntry(desk) {
  const form = {
    text: el("textarea", {
      id: "entry-text",
      dir: "auto",
      rows: "2",
      required: true,
      "aria-describedby": "entry-left",
    }),
    table: el("input", { id: "entry-table", type: "number", min: "1", max: "999", inputmode: "numeric" }),
    receipt: el("p", { class: "quiet", role: "status" }),
    left: el("span", { id: "entry-left", class: "quiet num" }),
    busy: false,
  };
  form.node = el(
    "form",
    { class: "entry", hidden: true, "aria-label": t("console.helper") },
    ...fields(form),
    form.receipt,
    ...formFooter(form),
  );
  form.node.addEventListener("submit", (event) => send(desk, form, event));
  form.node.addEventListener("keydown", (event) => keys(form, event));
  form.text.addEventListener("input", () => count(form));
  count(form);
  return { node: form.node, open: () => open(form) };
}

function fields(form) {
  return [el("label", { for: "entry-text" }, t("console.helper")), form.text];
}

function formFooter(form) {
  const sources = el(
    "fieldset",
    {},
    el("legend", { class: "hidden" }, t("console.entry.source")),
    source("paper", true),
    source("helper"),
  );
  const table = el("label", { class: "table" }, t("console.entry.table") + " ", form.table);
  const save = el("button", { class: "btn main", type: "submit" }, t("common.save"));
  return [
    el(
      "div",
      { class: "foot" },
      sources,
      table,
      form.left,
      button(t("common.close"), () => close(form), { bare: true }),
      save,
    ),
  ];
}

function source(name, checked) {
  return el(
    "label",
    { class: "pick" },
    el("input", { type: "radio", name: "source", value: name, checked: checked && true }),
    t("console.entry." + name),
  );
}

function open(form) {
  form.node.hidden = false;
  form.text.focus();
}

function close(form) {
  form.node.hidden = true;
  const opener = document.getElementById("enter-idea");
  if (opener) opener.focus();
}

function keys(form, event) {
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    close(form);
  }
  if (event.key === "Enter" && event.target === form.text && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.node.requestSubmit();
  }
}

function count(form) {
  const left = LIMITS.text - measure(form.text.value);
  form.left.textContent = left < 60 ? String(left) : "";
}

async function send(desk, form, event) {
  event.preventDefault();
  if (form.busy || !measure(form.text.value)) return form.text.focus();
  form.busy = true;
  const words = form.text.value;
  const chosen = form.node.querySelector("input[name=source]:checked").value;
  const answer = await desk.act("idea.enter", {
    activity: ideasStep(desk.view).id,
    text: words,
    source: chosen,
    table: Number(form.table.value) || null,
  });
  form.busy = false;
  if (!answer.ok) return form.text.focus();
  if (form.text.value === words) form.text.value = "";
  count(form);
  desk.say(t("console.entered", { n: answer.made.number }));
  form.receipt.textContent = t("console.entered.receipt", {
    n: answer.made.number,
    code: grouped(answer.made.receipt),
  });
  form.text.focus();
}
