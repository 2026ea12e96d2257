// What needs a decision: ideas that wait for review, flagged ideas, and above them how ideas are reviewed, which must
// be at hand when slurs pour in. Made for one person and five ideas a second: by key, without waiting for the server.

import { el } from "../../dom/el.js";
import { leaveFocusToKeys } from "../../dom/press.js";
import { t } from "../../text/words.js";
import { openDrawer } from "../parts/drawer.js";
import { watchHand } from "./hand_or_keys.js";
import { reachabilityCheck } from "./reachable.js";
import { asksReview, tooMany } from "../parts/facts.js";
import { isWaiting, queue } from "../parts/waiting.js";
import { patch, text } from "../parts/keyed_list.js";
import { remembered } from "../parts/browser_memory.js";
import { hideRead } from "./hide_read.js";
import { letThrough } from "./let_through.js";
import { goOn, skips, walk } from "./next_row.js";
import { actsOn, ask, decideByKey } from "./decisions.js";
import { keyLine, nameReason, watchQueueKeys } from "./queue_keys.js";
import { fillRow } from "./queue_row.js";
import { together, warnedAndRead, warns } from "./read_rows.js";
import { waitReminder } from "./reminder.js";
import { mountReview } from "./review.js";
import { stepNeeds } from "./step_needs.js";
import { announce } from "../parts/announcer.js";
import { isKeptBack } from "../parts/show_ideas.js";
import { reasonWords } from "../parts/reason_words.js";
import { watchRows } from "../parts/reading_times.js";

// Rows that are drawn at a time: nobody reads further down, and a flood must not slow the page.
const DRAWN = 40;

/** Mounts the queue. */
export function mountQueue(desk) {
  const place = (id) => document.getElementById(id);
  const ui = { asking: null, count: "", others: 0, list: [], decided: new Set(), title: document.title };
  Object.assign(ui, { node: place("queue"), place: place("queue-list") });
  Object.assign(ui, { number: place("queue-count"), remarks: place("queue-remarks"), drawer: place("drawer-count") });
  ui.seen = desk.seen = remembered("seen/" + desk.boot.ref);
  const ideaOf = (row) => desk.view.idea(Number(row.dataset.id));
  const watch = (isIn) => watchRows(ideaOf, () => ui.list.filter(isIn).map((idea) => idea.id));
  ui.rows = watch(() => true);
  ui.warned = watch(warns);
  ui.reminder = waitReminder();
  ui.skips = skips();
  ui.several = letThrough(desk);
  ui.review = mountReview(desk);
  ui.check = reachabilityCheck(desk);
  ui.step = stepNeeds(desk);
  ui.acts = actsOn(desk, ui);
  ui.hiding = hideRead(desk, ui.acts.hideMany);
  mountAround(ui);
  const keys = { ...decideByKey(desk, ui), ArrowDown: () => walk(ui, 1), ArrowUp: () => walk(ui, -1) };
  // The buttons below the queue belong to it, although they stand outside of what scrolls.
  [ui.node, ui.togethers].forEach((node) => watchQueueKeys(node, keys));
  watchHand(ui.node);
  leaveFocusToKeys(ui.place);
  ui.place.addEventListener("wish", (event) => wish(desk, ui, event));
  return { draw: (view) => draw(desk, ui, view), tick: () => tick(desk, ui) };
}

function mountAround(ui) {
  ui.advice = el("p", { class: "advice" });
  ui.calm = el("p", { class: "calm quiet" });
  ui.more = el("p", { class: "quiet", hidden: true });
  ui.line = keyLine();
  ui.late = el("p", { class: "late", hidden: true });
  ui.node.firstElementChild.after(ui.late, ui.review.node);
  // The advice stands above the ideas, because below them it would be out of sight.
  ui.place.before(ui.check.node, ui.step.node, ui.advice, ui.line);
  ui.node.append(ui.more, ui.calm);
  ui.togethers = el("div", { class: "togethers" }, ui.several.node, ui.hiding.node);
  ui.node.parentNode.after(ui.togethers);
}

function draw(desk, ui, view) {
  const found = queue(view, ui.seen);
  const ids = new Set(found.map((idea) => idea.id));
  ui.decided.forEach((id) => ids.has(id) || ui.decided.delete(id));
  const list = (ui.list = found.filter((idea) => !ui.decided.has(idea.id)));
  const others = ui.step.draw(view);
  drawCount(ui, list, others);
  ui.check.draw(view);
  ui.calm.hidden = list.length > 0 || others.n > 0 || !ui.check.node.hidden || asksReview(view);
  text(ui.calm, t("console.calm"));
  ui.line.hidden = !list.length;
  nameReason(ui.line, "d", desk.ui.reason ? reasonWords(desk, desk.ui.reason) : "");
  drawRows(desk, ui, list.slice(0, DRAWN));
  ui.more.hidden = list.length <= DRAWN;
  if (!ui.more.hidden) text(ui.more, t("console.queue.more", {}, list.length - DRAWN));
  const many = tooMany(view);
  ui.advice.hidden = !many;
  text(ui.advice, many ? t("console.many_targets", {}, many) : "");
  ui.review.draw(view);
  tick(desk, ui);
}

function tick(desk, ui) {
  const [{ times }, now] = [ui.rows, Date.now()];
  const read = together(ui.list, times, now).concat(warnedAndRead(ui.list, ui.warned.times, now));
  const ids = new Set(read.map((idea) => String(idea.id)));
  for (const row of ui.place.children) row.classList.toggle("read", ids.has(row.dataset.id));
  ui.several.draw(ui.list, times);
  ui.hiding.draw(ui.list, ui.warned.times);
  nameReason(ui.line, "D", ui.hiding.reasons());
  if (desk.view) remind(desk, ui, ui.reminder.look(ui.list, desk.live.now()));
}

// The mark stands while an idea waits for too long; who looks elsewhere hears of it now and then.
function remind(desk, ui, { late, minutes, say }) {
  const words = late ? t("console.queue.reminder", { minutes }, late) : "";
  ui.late.hidden = !late;
  text(ui.late, words);
  if (say) desk.say(words, "hint");
}

// How many ideas and `others` wait, and beside them how many ideas that are shown have a remark; short in the drawer's
// line and in the title of the page, for a facilitator who looks elsewhere. Announces that ideas or others have begun
// to wait.
function drawCount(ui, list, others) {
  const { waiting, remarks } = countsOf(list);
  const count = shortly(waiting, remarks);
  if (ui.count === count && ui.others === others.n) return;
  const said = remarks ? t("console.queue.remarks", {}, remarks) : "";
  const begun = [!ui.count && (waiting ? t("console.queue.fills", {}, waiting) : said), !ui.others && others.words];
  if (begun.some(Boolean)) announce(begun.filter(Boolean).join(" · "));
  Object.assign(ui, { count, others: others.n });
  const n = waiting + others.n;
  text(ui.number, n ? String(n) : "");
  text(ui.remarks, said && n ? "+ " + said : said);
  text(ui.drawer, shortly(n, remarks));
  document.title = (n || remarks ? "(" + shortly(n, remarks) + ") " : "") + ui.title;
}

function shortly(n, remarks) {
  return [n || "", remarks ? "+ " + remarks : ""].join(" ").trim();
}

/** How many ideas of a queue wait for review, and how many others have a remark only. */
export function countsOf(list) {
  const waiting = list.filter(isWaiting).length;
  return { waiting, remarks: list.length - waiting };
}

function drawRows(desk, ui, list) {
  const rows = [...ui.place.children];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const wasOwn = at >= 0 && rows[at].classList.contains("own");
  patch(ui.place, list, {
    keyOf: (idea) => idea.id,
    stamp: (idea) =>
      [
        idea.text,
        idea.state,
        isKeptBack(desk.view, idea),
        idea.flags.join("+"),
        idea.author_held,
        ui.asking === idea.id,
      ].join("/"),
    make: () => watched(ui, el("article", { class: "row", tabindex: "-1" })),
    update: (node, idea) => fillRow(desk, node, idea, ui.asking === idea.id, ui.acts),
  });
  if (at >= 0 && !ui.place.contains(document.activeElement)) goOn(ui, list, ui.toTop ? 0 : at, wasOwn);
  ui.toTop = false;
}

function watched(ui, row) {
  ui.rows.watch(row);
  ui.warned.watch(row);
  return row;
}

function wish(desk, ui, event) {
  const row = event.target.closest("[data-id]");
  if (row && event.detail === "hide") ask(desk, ui, desk.view.idea(Number(row.dataset.id)));
}

/**
 * Focuses the first thing that needs a decision, or the heading, where the keys are about the first that will come.
 * Ideas go before the question of how ideas are reviewed: it stands there until it is answered.
 */
export function toQueue() {
  openDrawer(true);
  const place =
    firstOfRow(document.querySelector("#queue-list .row")) ||
    document.querySelector(".modes.asks input") ||
    document.querySelector(".step-needs:not([hidden]) button") ||
    document.getElementById("queue-title");
  if (place) place.focus();
}

// "Hide…" and not "Show", so that one Enter does not show a flagged idea to the hall.
function firstOfRow(row) {
  return (
    row && (row.querySelector(".reasons button") || row.querySelector("[data-hide]") || row.querySelector("button"))
  );
}
