// Counted hands: one number for each target, saved when it is entered. Shows what was entered, never the sum of votes.

import { el } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { targets } from "../parts/facts.js";
import { matches } from "../parts/search.js";
import { announce } from "../parts/announcer.js";
import { patch, text } from "../parts/keyed_list.js";
import { langOf } from "../../text/text.js";

const MOST = 5000;

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
  const empty = el("p", { class: "empty" }, t("console.empty.targets"));
  const head = el(
    "div",
    { class: "head" },
    el("div", {}, el("h2", {}, t("console.hands")), el("p", { class: "quiet" }, t("console.hands.note"))),
    find,
  );
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
  const counts = view.hands(view.step.id);
  const shown = all.filter((one) => matches(parts.find.value, one.sign, one.title));
  parts.find.hidden = all.length < 9;
  parts.empty.hidden = all.length > 0;
  patch(parts.list, shown, {
    keyOf: (one) => one.id,
    stamp: (one) => one.title + "/" + (counts[one.id] || 0),
    make: (one) => row(desk, one),
    update: (node, one) => fill(node, one, counts[one.id] || 0),
  });
}

function row(desk, one) {
  const input = el("input", {
    type: "number",
    min: "0",
    max: String(MOST),
    inputmode: "numeric",
    id: "hands-" + one.id,
    "aria-label": t("console.hands.for", { sign: one.sign }),
  });
  input.addEventListener("change", () => save(desk, one.id, input));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => keys(event, input));
  return el(
    "li",
    {},
    el("span", { class: "no" }, one.sign),
    el("label", { for: "hands-" + one.id, dir: "auto", lang: langOf(one.title, one.lang) }),
    input,
  );
}

function fill(node, one, count) {
  const [, label, input] = node.children;
  text(label, soften(one.title) || t("console.nameless"));
  node.classList.toggle("has", count > 0);
  if (document.activeElement !== input || input.value === "") input.value = count ? String(count) : "";
}

// Enter saves and moves to the next field, because counts are read out one after another.
function keys(event, input) {
  if (event.key !== "Enter" && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const row = input.closest("li");
  const next = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
  if (next) next.querySelector("input").focus();
  else input.blur();
}

async function save(desk, target, input) {
  const count = Math.floor(Number(input.value || 0));
  const activity = desk.view.step.id;
  const before = desk.view.hands(activity)[target] || 0;
  if (count === before) return;
  const answer =
    Number.isFinite(count) && count >= 0
      ? await desk.act("hands.set", { activity, target, count: Math.min(count, 10000) })
      : { ok: false };
  if (!answer.ok) return void (input.value = before ? String(before) : "");
  const one = targets(desk.view, desk.view.step).find((each) => each.id === target);
  if (one) announce(t("console.hands.saved", { sign: one.sign }, count));
}
