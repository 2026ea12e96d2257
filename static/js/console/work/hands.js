// Counted hands: for each target a number for each mark that hands can say, saved when it is entered. Shows what was
// entered, never the sum of votes.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { wordsOf } from "../../vote/agenda.js";
import { answerOf } from "../../vote/answers.js";
import { MOST_HANDS } from "../../wire/contract.js";
import { t } from "../../text/words.js";
import { targets } from "../parts/facts.js";
import { matches } from "../parts/search.js";
import { announce } from "../parts/announcer.js";
import { patch, text } from "../parts/keyed_list.js";
import { askWhetherRight, isDoubtful, removeQuestion } from "./hands_check.js";
import { langOf } from "../../text/languages.js";

/** The list of counts: {node, draw(view)}. */
export function mountHands(desk) {
  const find = el("input", {
    type: "search",
    id: "find-target",
    "aria-label": t("console.hands.find"),
    placeholder: t("console.find.short"),
    autocomplete: "off",
  });
  const list = el("ul", { class: "hands" });
  const empty = el("p", { class: "empty" });
  const head = el("div", { class: "head" }, el("div", {}, el("h2", {}), el("p", { class: "quiet" })), find);
  const node = el("section", { class: "handwork scroll" }, head, list, empty);
  find.addEventListener("input", () => desk.redraw());
  find.addEventListener(
    "keydown",
    (event) => event.key === "Enter" && list.querySelector("input") && list.querySelector("input").select(),
  );
  return { node, draw: (view) => draw(desk, { find, list, empty, head }, view) };
}

function draw(desk, parts, view) {
  const all = targets(view, view.step);
  const values = view.step.hands;
  const counts = view.hands(view.step.id);
  const shown = all.filter((one) => matches(parts.find.value, one.sign, one.title));
  text(parts.head.querySelector("p"), notes(view.step, all).join(" "));
  text(parts.head.querySelector("h2"), t("console.hands.title" + wordsOf(view.step)));
  text(parts.empty, t("console.empty.targets" + wordsOf(view.step)));
  parts.list.classList.toggle("each", values.length > 1);
  parts.find.hidden = all.length < 9;
  parts.empty.hidden = all.length > 0;
  patch(parts.list, shown, {
    keyOf: (one) => view.step.id + "/" + one.id,
    stamp: (one) => one.title + "/" + JSON.stringify(counts[one.id] || {}),
    make: (one) => row(desk, one, view.step),
    update: (node, one) => fill(node, one, counts[one.id] || {}),
  });
}

/** What to know before counts of `step` are entered, on these targets: a sentence each. */
export function notes(step, all) {
  const each = step.answers.length ? "console.hands.note_answer" : "console.hands.note_each";
  const said = [t(step.hands.length > 1 ? each : "console.hands.note")];
  if (all.some((one) => one.merged)) said.push(t("console.hands.merged"));
  if (step.papers) said.push(t("console.hands.papers", {}, step.papers));
  return said;
}

function row(desk, one, step) {
  const each = step.hands.length > 1;
  const names = step.hands.map((value) => answerOf(step, value));
  const key = "console.hands.for" + (step.answers.length ? "_answer" : each ? "_each" : "");
  const fields = step.hands.map((value, i) => field(desk, one, value, t(key, { sign: one.sign, value: names[i] })));
  return el(
    "li",
    {},
    el("span", { class: "no" }, one.sign),
    el("label", { for: fields[0].id, dir: "auto", lang: langOf(one.title, one.lang) }),
    ...fields.map((input, i) => (each ? el("span", { class: "count" }, names[i], input) : input)),
  );
}

function field(desk, one, value, label) {
  const input = el("input", {
    type: "number",
    min: "0",
    max: String(MOST_HANDS),
    inputmode: "numeric",
    id: "hands-" + one.id + "-" + value,
    "data-value": value,
    "aria-label": label,
  });
  input.addEventListener("change", () => save(desk, one.id, value, input));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => keys(event, input));
  return input;
}

function fill(node, one, counts) {
  text(node.children[1], soften(one.title) || t("console.nameless"));
  node.querySelectorAll("input").forEach((input) => {
    const count = counts[input.dataset.value] || 0;
    input.classList.toggle("has", count > 0);
    if (document.activeElement !== input || input.value === "") input.value = count ? String(count) : "";
  });
}

// Enter saves and moves to the next field, because counts are read out one after another.
function keys(event, input) {
  if (event.key !== "Enter" && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const next = event.key === "Enter" ? after(input) : below(input, event.key === "ArrowDown");
  if (next) next.focus();
  else input.blur();
}

function after(input) {
  const fields = [...input.closest("ul").querySelectorAll("input")];
  return fields[fields.indexOf(input) + 1];
}

function below(input, down) {
  const row = input.closest("li");
  const next = down ? row.nextElementSibling : row.previousElementSibling;
  return next && next.querySelector(`[data-value="${input.dataset.value}"]`);
}

function save(desk, target, value, input) {
  const count = Math.floor(Number(input.value || 0));
  const activity = desk.view.step.id;
  const here = desk.view.forum.here;
  removeQuestion(input);
  if (count === entered(desk, activity, target, value)) return undefined;
  const send = () => enter(desk, { activity, target, value, count }, input);
  return isDoubtful(activity, count, here) ? askWhetherRight(input, { step: activity, count, here }, send) : send();
}

function entered(desk, activity, target, value) {
  return (desk.view.hands(activity)[target] || {})[value] || 0;
}

async function enter(desk, { activity, target, value, count }, input) {
  const answer =
    Number.isSafeInteger(count) && count >= 0
      ? await desk.act("hands.set", { activity, target, value, count })
      : { ok: false };
  if (!answer.ok) return void (input.value = entered(desk, activity, target, value) || "");
  const one = targets(desk.view, desk.view.step).find((each) => each.id === target);
  if (one) announce(t("console.hands.saved", { sign: one.sign }, count));
}
