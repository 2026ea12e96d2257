// What needs a decision: ideas that wait for review, flagged ideas, and above them how ideas are reviewed, which must be
// at hand when slurs pour in.

import { IDEA_STATES } from "../../wire/contract.js";
import { el, replaceContent, icon } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { openDrawer } from "../parts/drawer.js";
import { reachabilityCheck } from "./reachable.js";
import { queue, seenMark, tooMany } from "../parts/facts.js";
import { marked } from "../parts/search_mark.js";
import { patch, text } from "../parts/keyed_list.js";
import { hide, reasons } from "../parts/reasons.js";
import { remembered } from "../parts/browser_memory.js";
import { asksReview } from "../parts/facts.js";
import { letThrough } from "./let_through.js";
import { together, watchRows } from "./read_rows.js";
import { mountReview } from "./review.js";
import { announce } from "../parts/announcer.js";
import { button } from "../parts/button.js";
import { isKeptBack, passWords, showIdeas } from "../parts/show_ideas.js";
import { words } from "../parts/written.js";

/** Mounts the queue. */
export function mountQueue(desk) {
  const places = Object.fromEntries(
    ["queue-count", "queue-list", "queue"].map((id) => [id, document.getElementById(id)]),
  );
  const seen = remembered("seen/" + desk.boot.ref);
  const ui = { asking: null, count: 0, list: [] };
  const rowsRead = watchRows((row) => desk.view.idea(Number(row.dataset.id)));
  ui.watch = rowsRead.watch;
  const several = letThrough(desk);
  const title = document.title;
  const review = mountReview(desk);
  const advice = el("p", { class: "advice" });
  const calm = el("p", { class: "calm quiet" });
  const check = reachabilityCheck(desk);
  places.queue.firstElementChild.after(review.node);
  places["queue-list"].before(check.node);
  places.queue.append(calm, advice);
  places.queue.parentNode.after(several.node);
  places["queue-list"].addEventListener("wish", (event) => wish(desk, ui, event));
  return {
    draw: (view) => {
      const list = (ui.list = queue(view, seen));
      text(places["queue-count"], list.length ? String(list.length) : "");
      check.draw(view);
      announceQueue(ui, list.length, title);
      calm.hidden = list.length > 0 || !check.node.hidden || asksReview(view);
      text(calm, t("console.calm"));
      rows(desk, places["queue-list"], ui, seen, list);
      const many = tooMany(view);
      advice.hidden = !many;
      text(advice, many ? t("console.many_targets", {}, many) : "");
      review.draw(view);
      drawRead(places["queue-list"], ui.list, rowsRead.times);
      several.draw(list, rowsRead.times);
    },
    tick: () => {
      drawRead(places["queue-list"], ui.list, rowsRead.times);
      several.draw(ui.list, rowsRead.times);
    },
  };
}

// Marks the rows that the button below would let through.
function drawRead(place, list, times) {
  const read = new Set(together(list, times, Date.now()).map((idea) => String(idea.id)));
  for (const row of place.children) row.classList.toggle("read", read.has(row.dataset.id));
}

// Announces that a queue has begun, and shows its length in the title of the page, for a facilitator who looks
// elsewhere.
function announceQueue(ui, count, title) {
  if (ui.count === count) return;
  if (!ui.count) announce(t("console.queue.fills", {}, count));
  ui.count = count;
  document.title = (count ? "(" + count + ") " : "") + title;
}

function rows(desk, place, ui, seen, list) {
  const again = place.contains(document.activeElement);
  patch(place, list, {
    keyOf: (idea) => idea.id,
    stamp: (idea) =>
      [idea.text, idea.state, isKeptBack(desk.view, idea), idea.flags.join("+"), ui.asking === idea.id].join("/"),
    make: () => watched(ui, el("article", { class: "row" })),
    update: (node, idea) => fill(desk, ui, seen, node, idea),
  });
  // The row that was decided is gone; the next one gets the focus, so that a queue can be worked through by keyboard.
  if (again && !place.contains(document.activeElement))
    (safeButton(place) || document.getElementById("queue-title")).focus();
}

function watched(ui, row) {
  ui.watch(row);
  return row;
}

function fill(desk, ui, seen, node, idea) {
  const held = node.contains(document.activeElement);
  node.dataset.id = idea.id;
  node.classList.toggle("flagged", idea.flags.length > 0);
  const asking = ui.asking === idea.id;
  replaceContent(
    node,
    why(idea),
    el("p", {}, el("span", { class: "no" }, String(idea.number)), " ", words(idea, marked(idea.text, idea.found))),
    asking ? question(desk, ui, idea) : acts(desk, ui, seen, idea),
  );
  if (held) (node.querySelector(".reasons button") || safeButton(node)).focus();
}

// The focus goes to a button that shows nothing: one Enter too many must not show a flagged idea to the hall.
function safeButton(place) {
  const row = place.matches(".row") ? place : place.querySelector(".row");
  return row && row.querySelector(row.classList.contains("flagged") ? "[data-hide]" : "button");
}

function why(idea) {
  const flag = idea.flags[0];
  if (!flag) return null;
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
    if (waiting) return showIdeas(desk, [idea.id]);
    seen.add(seenMark(idea));
    desk.redraw();
  };
  const no = idea.number;
  const words = yesWords(desk.view, idea);
  const hideIt = button(t("mod.hide") + "…", () => ask(desk, ui, idea), {
    label: t("console.hide_idea", { number: no }) + "…",
  });
  hideIt.dataset.hide = no;
  return el("div", { class: "acts" }, button(t(words.yes), keep, { label: t(words.yes_idea, { number: no }) }), hideIt);
}

// The words on the button that lets an idea pass: an idea that was kept back from all is not kept visible, it stays among the others.
function yesWords(view, idea) {
  if (idea.state === "waiting") return passWords(view, idea);
  return IDEA_STATES[idea.state].everyone
    ? { yes: "console.keep", yes_idea: "console.keep_idea" }
    : { yes: "console.keep_in", yes_idea: "console.keep_in_idea" };
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

/** Focuses the first thing that needs a decision. */
export function toQueue() {
  openDrawer(true);
  // Focuses "Hide…" and not "Show", so that one Enter does not show a flagged idea to the hall.
  const place =
    document.querySelector(".modes.asks input") ||
    document.querySelector("#queue-list [data-hide]") ||
    document.querySelector("#queue-list button") ||
    document.querySelector(".modes input:checked, .modes input");
  if (place) place.focus();
}
