// What needs me: ideas that wait, ideas that were flagged, and the way of reviewing. The kind choice comes first.

import { el, fresh, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { openDrawer } from "../parts/drawer.js";
import { doorCheck } from "./reachable.js";
import { queue, seenMark, tooMany } from "../parts/facts.js";
import { marked } from "../parts/search_mark.js";
import { patch, text } from "../parts/keyed_list.js";
import { hide, reasons } from "../parts/reasons.js";
import { remembered } from "../parts/browser_memory.js";
import { asksReview } from "../parts/facts.js";
import { mountReview } from "./review.js";
import { speak } from "../parts/announcer.js";
import { button } from "../parts/button.js";
import { words } from "../parts/written.js";

/** The queue in its place at the right. */
export function mountQueue(desk) {
  const places = Object.fromEntries(
    ["queue-count", "queue-list", "queue"].map((id) => [id, document.getElementById(id)]),
  );
  const seen = remembered("seen/" + desk.boot.ref);
  const ui = { asking: null, count: 0 };
  const title = document.title;
  const review = mountReview(desk);
  const advice = el("p", { class: "advice" });
  const calm = el("p", { class: "calm quiet" });
  const check = doorCheck(desk);
  places["queue-list"].before(check.node);
  places.queue.append(calm, advice, review.node);
  places["queue-list"].addEventListener("wish", (event) => wish(desk, ui, event));
  return {
    draw: (view) => {
      const list = queue(view, seen);
      text(places["queue-count"], list.length ? String(list.length) : "");
      check.draw(view);
      told(ui, list.length, title);
      calm.hidden = list.length > 0 || !check.node.hidden || asksReview(view);
      text(calm, t("console.calm"));
      rows(desk, places["queue-list"], ui, seen, list);
      const many = tooMany(view);
      advice.hidden = !many;
      text(advice, many ? t("console.many_targets", {}, many) : "");
      review.draw(view);
      placed(places.queue, review.node, asksReview(view));
    },
  };
}

// Before anything else while it asks for an answer; then last, as a setting. The finger stays where it was.
function placed(queue, node, first) {
  const title = queue.firstElementChild;
  if ((title.nextElementSibling === node) === first) return;
  const held = node.contains(document.activeElement) && document.activeElement;
  if (first) title.after(node);
  else queue.append(node);
  if (held) held.focus();
}

// Whoever looks elsewhere is told when a queue fills, and finds its length in the page's title.
function told(ui, count, title) {
  if (ui.count === count) return;
  if (!ui.count) speak(t("console.queue.fills", {}, count));
  ui.count = count;
  document.title = (count ? "(" + count + ") " : "") + title;
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
  if (again && !place.contains(document.activeElement))
    (safeButton(place) || document.getElementById("queue-title")).focus();
}

function fill(desk, ui, seen, node, idea) {
  const held = node.contains(document.activeElement);
  node.dataset.id = idea.id;
  node.classList.toggle("flagged", idea.flags.length > 0);
  const asking = ui.asking === idea.id;
  fresh(
    node,
    why(idea),
    el("p", {}, el("span", { class: "no" }, String(idea.number)), " ", words(idea, marked(idea.text, idea.found))),
    asking ? question(desk, ui, idea) : acts(desk, ui, seen, idea),
  );
  if (held) (node.querySelector(".reasons button") || safeButton(node)).focus();
}

// Enter pressed once too often must not show the hall what was flagged.
function safeButton(place) {
  const row = place.matches(".row") ? place : place.querySelector(".row");
  return row && row.querySelector(row.classList.contains("flagged") ? "[data-hide]" : "button");
}

function why(idea) {
  const flag = idea.flags[0];
  if (!flag) return el("p", { class: "why quiet" }, icon("clock"), t("console.mark.waiting"));
  return el(
    "p",
    { class: "why" + (flag === "nonsense" ? " quiet" : "") },
    icon(flag === "nonsense" ? "ask" : "flag"),
    idea.flags.map((one) => t("mod.flag." + one)).join(" "),
  );
}

function acts(desk, ui, seen, idea) {
  const waiting = idea.state === "waiting";
  const keep = () => {
    if (waiting) return desk.act("idea.show", { idea: idea.id });
    seen.add(seenMark(idea));
    desk.redraw();
  };
  const no = idea.number;
  const hideIt = button(t("mod.hide") + "…", () => ask(desk, ui, idea), {
    label: t("console.hide_idea", { number: no }) + "…",
  });
  hideIt.dataset.hide = no;
  return el(
    "div",
    { class: "acts" },
    button(t(waiting ? "mod.show" : "console.keep"), keep, {
      label: t(waiting ? "console.show_idea" : "console.keep_idea", { number: no }),
    }),
    hideIt,
  );
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
  openDrawer(true);
  // On "Hide…", not on "Show": what was flagged is not shown to the hall by one Enter.
  const place =
    document.querySelector(".modes.asks input") ||
    document.querySelector("#queue-list [data-hide]") ||
    document.querySelector("#queue-list button") ||
    document.querySelector(".modes input:checked, .modes input");
  if (place) place.focus();
}
