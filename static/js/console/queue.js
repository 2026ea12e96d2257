// What needs me: ideas that wait, ideas that were flagged, and the way of reviewing. The kind choice comes first.

import { el, fresh, icon } from "../dom.js";
import { t } from "../words.js";
import { doorCheck } from "./doorcheck.js";
import { queue, seenMark } from "./facts.js";
import { marked } from "./finding.js";
import { patch, text } from "./patch.js";
import { hide, reasons } from "./reasons.js";
import { remembered } from "./remembered.js";
import { button } from "./tools.js";

const MODES = ["off", "after", "before"];

/** The queue in its place at the right. */
export function mountQueue(desk) {
  const places = Object.fromEntries(["queue-count", "queue-list", "queue"].map((id) => [id, document.getElementById(id)]));
  const seen = remembered("seen/" + desk.boot.ref);
  const ui = { asking: null };
  const modes = el("fieldset", { class: "modes" });
  const calm = el("p", { class: "calm quiet" });
  const check = doorCheck(desk);
  places["queue-list"].before(check.node);
  places.queue.append(calm, modes);
  places["queue-list"].addEventListener("wish", (event) => wish(desk, ui, event));
  return {
    draw: (view) => {
      const list = queue(view, seen);
      text(places["queue-count"], list.length ? String(list.length) : "");
      check.draw(view);
      calm.hidden = list.length > 0 || !check.node.hidden;
      text(calm, t("console.calm"));
      rows(desk, places["queue-list"], ui, seen, list);
      drawModes(desk, modes, view);
    },
  };
}

function rows(desk, place, ui, seen, list) {
  const again = place.contains(document.activeElement);
  patch(place, list, {
    keyOf: (idea) => idea.id,
    stamp: (idea) => [idea.text, idea.state, idea.flags.join("+"), ui.asking === idea.id].join("/"),
    make: () => el("article", { class: "row" }),
    update: (node, idea) => fill(desk, ui, seen, node, idea),
  });
  // The row that was decided is gone: the next one takes the focus, so that a queue is worked through without searching.
  if (again && !place.contains(document.activeElement)) (place.querySelector("button") || document.getElementById("queue-title")).focus();
}

function fill(desk, ui, seen, node, idea) {
  const held = node.contains(document.activeElement);
  node.dataset.id = idea.id;
  const asking = ui.asking === idea.id;
  fresh(node, why(idea), el("p", {}, el("span", { class: "no" }, String(idea.number)), " ", ...marked(idea.text, idea.found)), asking ? question(desk, ui, idea) : acts(desk, ui, seen, idea));
  if (held) node.querySelector("button").focus();
}

function why(idea) {
  const flag = idea.flags[0];
  if (!flag) return el("p", { class: "why quiet" }, icon("clock"), t("console.mark.waiting"));
  return el("p", { class: "why" + (flag === "nonsense" ? " quiet" : "") }, icon(flag === "nonsense" ? "ask" : "flag"), idea.flags.map((one) => t("mod.flag." + one)).join(" "));
}

function acts(desk, ui, seen, idea) {
  const waiting = idea.state === "waiting";
  const keep = () => {
    if (waiting) return desk.act("idea.show", { idea: idea.id });
    seen.add(seenMark(idea));
    desk.redraw();
  };
  return el("div", { class: "acts" }, button(t(waiting ? "mod.show" : "console.keep"), keep), button(t("mod.hide") + "…", () => ask(desk, ui, idea)));
}

function ask(desk, ui, idea) {
  ui.asking = ui.asking === idea.id ? null : idea.id;
  desk.drawNow();
  const question = document.querySelector("#queue-list .reasons");
  if (question) question.scrollIntoView({ block: "nearest" });
}

function question(desk, ui, idea) {
  const done = () => ask(desk, ui, idea);
  return reasons((reason) => hide(desk, [idea.id], reason).then(() => (ui.asking = null)), done);
}

function wish(desk, ui, event) {
  const row = event.target.closest("[data-id]");
  if (row && event.detail === "hide") ask(desk, ui, desk.view.idea(Number(row.dataset.id)));
}

/** To the first thing that needs me. */
export function toQueue() {
  const place = document.querySelector("#queue-list button") || document.querySelector(".modes input:checked");
  if (place) place.focus();
}

function drawModes(desk, node, view) {
  if (!node.firstChild) fresh(node, el("legend", {}, t("console.review")), el("div", { class: "segments" }, ...MODES.map((mode) => choice(desk, mode))), el("p", { class: "quiet" }));
  // Only what the wire says anew moves the mark; a choice on its way stays where the finger put it.
  if (node.dataset.mode === view.forum.moderation) return;
  node.dataset.mode = view.forum.moderation;
  node.querySelector("input[value=" + view.forum.moderation + "]").checked = true;
  text(node.lastChild, t("console.review." + view.forum.moderation + ".note"));
}

async function setMode(desk, input) {
  const answer = await desk.act("moderation.set", { mode: input.value });
  if (!answer.ok) document.querySelector(".modes").dataset.mode = "";
  desk.redraw();
}

function choice(desk, mode) {
  const input = el("input", { type: "radio", name: "mode", value: mode, change: () => setMode(desk, input) });
  return el("label", { title: t("mod." + mode) }, input, el("span", {}, t("console.review." + mode)));
}
