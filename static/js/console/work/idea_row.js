// One row of the list of ideas: number, text, badges, time and buttons, and what its buttons and shortcuts do.

import { IDEA_STATES } from "../../wire/contract.js";
import { el, replaceContent, icon } from "../../dom/el.js";
import { time } from "../../text/format.js";
import { t } from "../../text/words.js";
import { isLate } from "../../vote/agenda.js";
import { canBeLeftOut } from "../parts/facts.js";
import { isWaiting } from "../parts/waiting.js";
import { marks } from "../parts/idea_badges.js";
import { hideOne, reasons } from "../parts/reasons.js";
import { shortReason } from "../parts/reason_words.js";
import { button } from "../parts/button.js";
import { passWords, showIdeas } from "../parts/show_ideas.js";
import { details, words } from "../parts/written.js";

/**
 * Draws the row (a <li>) and keeps the focus in it. `ui.asking` is the id of the idea whose reasons for hiding are
 * open.
 */
export function fill(desk, ui, row, idea, view) {
  const held = row.contains(document.activeElement);
  row.dataset.id = idea.id;
  row.className = "is-" + idea.state + (view.forum.spotlight === idea.id ? " lit" : "");
  replaceContent(
    row,
    el("span", { class: "no" }, String(idea.number)),
    said(desk, idea, view),
    el("div", { class: "acts" }, ...acts(desk, ui, idea, view)),
    posted(desk, idea),
    ui.asking === idea.id && question(desk, ui, idea),
  );
  reach(row, row.tabIndex === 0);
  if (!held) return;
  const first = row.querySelector(".reasons button");
  (first || row).focus();
}

// The idea's words and badges, and where a part is covered, the words as they were written.
function said(desk, idea, view) {
  const badges = marks(
    Object.assign({}, idea, {
      state: idea.state === "private" ? "" : idea.state,
      late: view.steps.some((step) => step.id === idea.activity && isLate(step, idea.at)),
    }),
    idea.cluster && idea.state !== "merged" ? view.cluster(idea.cluster) : null,
    idea.merged_into ? view.idea(idea.merged_into).number : 0,
    idea.state === "hidden" ? shortReason(desk, idea.reason) : "",
  );
  const unmasked = () =>
    el(
      "details",
      { class: "original" },
      el("summary", {}, t("console.original")),
      el("p", {}, words({ text: idea.unmasked, lang: idea.lang })),
    );
  return el(
    "div",
    {},
    el("p", {}, words(idea)),
    ...details(idea),
    el("p", { class: "marks" }, ...badges),
    idea.unmasked && unmasked(),
  );
}

// When it was posted, with a lock while others do not see it.
function posted(desk, idea) {
  const secret = idea.state === "private" && [icon("lock"), el("span", { class: "hidden" }, t("console.mark.private"))];
  return el(
    "span",
    { class: "at", title: secret && t("console.mark.private") },
    ...(secret || []),
    el("time", {}, time(desk.boot.lang, new Date(idea.at))),
  );
}

/** Adds a row and its buttons to the Tab order, or removes them from it. */
export function reach(row, on) {
  row.tabIndex = on ? 0 : -1;
  row.querySelectorAll("button").forEach((one) => (one.tabIndex = on ? 0 : -1));
}

/** Runs a shortcut on the focused row; `event.detail` is "hide", "leave_out" or "spot". */
export function wish(desk, ui, event) {
  const row = event.target.closest("li");
  const idea = row && desk.view.idea(Number(row.dataset.id));
  if (!idea) return;
  if (event.detail === "hide" && idea.state !== "hidden") askWhy(desk, ui, idea);
  if (event.detail === "leave_out" && canBeLeftOut(desk.view, idea)) leaveOut(desk, idea);
  if (event.detail === "spot" && IDEA_STATES[idea.state].everyone)
    spot(desk, desk.view.forum.spotlight === idea.id ? null : idea.id);
}

function acts(desk, ui, idea, view) {
  const show = () => showIdeas(desk, [idea.id]);
  if (idea.state === "hidden")
    return [
      button(t("mod.unhide"), show, named("console.unhide_idea", idea, { icon: "eye" })),
      release(desk, idea),
    ].filter(Boolean);
  const pass = passWords(view, idea);
  return [
    idea.state === "merged" && unmergeButton(desk, idea),
    isWaiting(idea) && button(t(pass.yes), show, named(pass.yes_idea, idea, { icon: "eye" })),
    IDEA_STATES[idea.state].everyone && spotButton(desk, idea, view.forum.spotlight === idea.id),
    canBeLeftOut(view, idea) && leaveOutButton(desk, idea),
    idea.maskable &&
      button(t("mod.mask"), () => showIdeas(desk, [idea.id], true), named("console.mask_idea", idea, {})),
    idea.unmasked && button(t("console.unmask"), show, named("console.unmask_idea", idea, {})),
    button(t("mod.hide"), () => askWhy(desk, ui, idea), named("console.hide_idea", idea, { icon: "hide" })),
    release(desk, idea),
  ].filter(Boolean);
}

function unmergeButton(desk, idea) {
  const run = () => desk.act("idea.unmerge", { ideas: [idea.id] });
  return button(t("console.unmerge"), run, named("console.unmerge_idea", idea, {}));
}

function spotButton(desk, idea, lit) {
  return button(
    t(lit ? "console.spotlight.stop" : "console.spotlight"),
    () => spot(desk, lit ? null : idea.id),
    named(lit ? "console.unspot_idea" : "console.spot_idea", idea, { icon: "spot", on: lit }),
  );
}

function leaveOutButton(desk, idea) {
  const out = idea.left_out;
  return button(
    t(out ? "console.take_in" : "console.leave_out"),
    () => leaveOut(desk, idea),
    named(out ? "console.take_in_idea" : "console.leave_out_idea", idea, {}),
  );
}

// Ends that later ideas of this author wait.
function release(desk, idea) {
  const run = () => desk.act("author.hold", { idea: idea.id, on: false });
  return idea.author_held && button(t("console.author.release"), run, named("console.author.release_idea", idea, {}));
}

// The accessible name of a button says which idea it is about.
function named(key, idea, facts) {
  return Object.assign(facts, { label: t(key, { number: idea.number }) });
}

function leaveOut(desk, idea) {
  return desk.act("idea.leave_out", { idea: idea.id, out: !idea.left_out });
}

function spot(desk, idea) {
  desk.act("screen.spotlight", { idea });
}

function askWhy(desk, ui, idea) {
  ui.asking = ui.asking === idea.id ? null : idea.id;
  desk.drawNow();
}

function question(desk, ui, idea) {
  const done = () => {
    ui.asking = null;
    desk.redraw();
  };
  return reasons(desk, (reason, all) => hideOne(desk, idea.id, reason, all).then(done), done, { idea });
}
