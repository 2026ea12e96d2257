// The work of a step in which people write, ideas or proposals: the list of them with filters for waiting and hidden
// ones, and the form for people without a phone.

import { isPrivate } from "../../vote/agenda.js";
import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { mountEntry } from "./entry.js";
import { mountRows } from "./idea_list.js";
import { isWaiting } from "../parts/waiting.js";
import { clearButton, foundWords, matches, searchField } from "../parts/search.js";
import { text } from "../parts/keyed_list.js";
import { button } from "../parts/button.js";
import { reveal } from "./reveal.js";
import { paceOfPhones } from "./pace.js";
import { drawTools } from "./tools.js";

const FILTERS = ["all", "waiting", "hidden"];

/** Mounts the work of such a step. */
export function mount(desk, place) {
  const tools = el("div", { class: "tools" });
  const filters = el("div", { class: "filters", role: "group", "aria-label": t("console.filter") });
  const entry = mountEntry(desk);
  const rows = mountRows(desk);
  const found = el("p", { class: "found", hidden: true }, el("span", {}), clearButton(desk));
  const pace = paceOfPhones(desk);
  const sieve = el("div", { class: "sieve" }, filters, found, pace.node, searchField(desk));
  place.append(tools, entry.node, sieve, rows.node);
  return {
    draw: (view) => {
      const ideas = view.ideas.filter((idea) => idea.activity === view.step.id);
      drawTools(desk, tools, view, extra(desk, view, entry));
      drawFilters(desk, filters, ideas);
      pace.draw(view);
      const sieved = ideas.filter((idea) => fits(idea, desk.ui.filter));
      const listed = sieved.filter((idea) => matches(desk.ui.find, idea.number, idea.text));
      found.hidden = !desk.ui.find.trim();
      text(found.firstChild, foundWords(desk.ui.find, listed.length, sieved.length));
      rows.draw(view, listed.reverse());
    },
  };
}

function extra(desk, view, entry) {
  const { step } = view;
  const hidden = isPrivate(step);
  const buttons = [
    button(t("console.helper.short"), () => entry.open(), {
      id: "enter-idea",
      key: "i",
      icon: "edit",
      title: t("console.helper"),
    }),
  ];
  const { paused } = view.forum;
  buttons.push(
    button(t(paused ? "console.pause.off" : "console.pause.on"), () => desk.act("ideas.pause", { on: !paused }), {
      id: "pause-ideas",
      icon: paused ? "play" : "pause",
      on: paused,
    }),
  );
  if (hidden)
    buttons.push(button(t("console.show_ideas"), () => reveal(desk, step), { id: "reveal", key: "r", icon: "eye" }));
  return { buttons, stamp: [hidden, paused].join(), note: paused ? t("console.paused.note") : "" };
}

/** Whether a filter shows an idea. */
export function fits(idea, filter) {
  return filter === "all" || (filter === "waiting" ? isWaiting(idea) : idea.state === filter);
}

function drawFilters(desk, node, ideas) {
  // All that is listed has no number: what was hidden would make it another than that of the step's ideas.
  const counts = FILTERS.map((name) => (name === "all" ? "" : ideas.filter((idea) => fits(idea, name)).length));
  const stamp = counts.join("/") + desk.ui.filter;
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const at = [...node.children].indexOf(document.activeElement);
  replaceContent(node, ...FILTERS.map((name, i) => filter(desk, name, counts[i])));
  if (at >= 0) node.children[at].focus();
}

function filter(desk, name, n) {
  const press = () => {
    desk.ui.filter = name;
    desk.redraw();
  };
  const attrs = { class: "chip", type: "button", "aria-pressed": String(desk.ui.filter === name), click: press };
  return el("button", attrs, t("console.filter." + name) + " ", el("span", { class: "num" }, String(n)));
}
