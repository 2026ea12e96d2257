// "About 6, 10 or 15 piles": a proposal for all ideas without a theme, in the panel of suggestions. A facilitator takes
// it whole, in part or not; what is taken becomes themes by one command, so one undo takes it back. Nothing is ticked
// at first: names made of words that ideas share are drafts, which somebody reads before the hall does. One press ticks
// all of them, and an idea that does not belong is left out of its pile. Ideas that offer a theme of the board are
// in no pile, and are counted. Those that a colleague places, merges or hides meanwhile leave the panel.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { IDEA_STATES } from "../../wire/contract.js";
import { announce } from "../parts/announcer.js";
import { button } from "../parts/button.js";
import { longest } from "../parts/longest.js";
import { text } from "../parts/keyed_list.js";
import { numbered } from "../parts/written.js";
import { closePop, openPop } from "./popup.js";

const NUMBERS = [6, 10, 15];

/** The buttons that ask for a proposal; null where there are too few ideas without a theme. */
export function pileButtons(board) {
  const loose = board.columns.filter((column) => column.id === null).flatMap((column) => column.ideas).length;
  const offered = NUMBERS.filter((n) => loose >= 2 * n);
  if (!offered.length) return null;
  const ask = (n) => button(String(n), () => propose(board, n), { label: t("console.piles.about", {}, n) });
  return el("div", { class: "acts piles-ask" }, el("span", {}, t("console.piles.ask")), ...offered.map(ask));
}

/** Draws the open proposal anew, without the ideas that are in a theme, merged or hidden by now. */
export function drawPiles(board) {
  const { proposal } = board;
  if (proposal && board.pop.contains(proposal.list)) proposal.draw();
}

async function propose(board, about) {
  const wait = el("p", { class: "quiet", role: "status", tabindex: "-1" }, t("console.suggest.by.busy"));
  openPop(board, t("console.piles.title"), el("header", { class: "suggest-head" }, wait, close(board)));
  const found = await ask(board.desk.boot.ref, about).catch(() => null);
  if (!wait.isConnected) return; // closed meanwhile
  if (found) openPiles(board, found);
  else wait.textContent = t("refusal.server");
}

async function ask(ref, about) {
  const response = await fetch("/console/" + ref + "/piles?about=" + about, { credentials: "same-origin" });
  return response.ok ? response.json() : null;
}

function close(board) {
  return button(t("common.close"), () => closePop(board), { bare: true });
}

function openPiles(board, found) {
  const piles = found.piles.map((pile, at) => pileRow(board, pile, at));
  const take = button("", () => takeAll(board, piles), { main: true });
  const words = take.firstChild;
  // A press on the button leaves the name that was edited, which is a change too: what is under the pointer must stay,
  // or the press would not become a click.
  const count = () => {
    const n = piles.filter((pile) => pile.chosen()).length;
    text(words, t("console.piles.take", {}, n));
    take.disabled = !n;
  };
  const list = el("ul", { class: "piles", change: count }, ...piles.map((pile) => pile.node));
  const tick = (on) => (piles.forEach((pile) => pile.choose(on)), count());
  const unsure = foldedIdeas(board, found.uncertain, readOnly);
  board.proposal = { list, draw: () => ([...piles, unsure].forEach((one) => one.draw()), count()) };
  board.proposal.draw();
  openPop(
    board,
    t("console.piles.title"),
    el("header", { class: "suggest-head" }, el("b", { tabindex: "-1" }, t("console.piles.note")), close(board)),
    el(
      "div",
      { class: "acts piles-tick" },
      button(t("console.piles.all"), () => tick(true)),
      button(t("console.piles.none"), () => tick(false)),
    ),
    list,
    uncertain(unsure),
    found.likely.length > 0 && el("p", { class: "quiet" }, t("console.piles.likely", {}, found.likely.length)),
    el("div", { class: "acts piles-take" }, take),
  );
  // The group that holds the focus is the same as while it was made, so its name is not said again.
  announce(t("console.piles.arrived", {}, piles.length));
}

function pileRow(board, pile, at) {
  const label = t("console.piles.name", { n: at + 1 });
  const box = el("input", { type: "checkbox", "aria-label": t("console.piles.choose", { n: at + 1 }) });
  const name = el("input", { type: "text", dir: "auto", value: pile.name, "aria-label": label });
  const ideas = foldedIdeas(board, pile.ideas, ticked);
  return {
    // The label makes the box as large as a finger.
    node: el("li", {}, el("div", { class: "pile" }, el("label", {}, box), name), ideas.node),
    draw: ideas.draw,
    // A pile of which every idea was left out makes no theme.
    chosen: () => box.checked && ideas.kept().length > 0,
    choose: (on) => (box.checked = on),
    field: name,
    wished: () => (box.checked ? ideas.wished() : 0),
    cluster: () => ({ title: name.value, ideas: ideas.kept() }),
  };
}

// Ideas below a line that counts them, {node, rows, draw, kept, wished}: `wished()` is how many of them somebody left
// ticked, `kept()` the ids of those that can still be taken. The others are out of sight, until an undo brings them
// back.
function foldedIdeas(board, ids, rowOf) {
  const rows = ids
    .map((id) => board.view.idea(id))
    .filter(Boolean)
    .map(rowOf);
  const isHere = (row) => isLoose(board.view.idea(row.id));
  const wished = () => rows.filter((row) => row.isTicked());
  const kept = () =>
    wished()
      .filter(isHere)
      .map((row) => row.id);
  const count = el("summary", {});
  const draw = () => {
    const away = rows.filter((row) => !isHere(row));
    if (away.some((row) => row.node.contains(document.activeElement))) count.focus();
    rows.forEach((row) => (row.node.hidden = away.includes(row)));
    const words = [counted(kept().length), away.length && t("console.piles.elsewhere", { n: away.length })];
    text(count, words.filter(Boolean).join(" · "));
  };
  const node = el("details", { change: draw }, count, ...rows.map((row) => row.node));
  return { node, rows, draw, kept, wished: () => wished().length };
}

function isLoose(idea) {
  return Boolean(idea) && idea.cluster === null && IDEA_STATES[idea.state].counts;
}

// An idea of a pile, with a box that leaves it out: it stays without a theme.
function ticked(idea) {
  const box = el("input", { type: "checkbox" });
  box.checked = true;
  const node = el("label", { class: "pile-idea" }, box, numbered(idea.number, idea));
  return { id: idea.id, isTicked: () => box.checked, node };
}

function readOnly(idea) {
  return { id: idea.id, isTicked: () => true, node: numbered(idea.number, idea) };
}

function counted(ideas) {
  return t("idea.count", {}, ideas);
}

function uncertain(ideas) {
  if (!ideas.rows.length) return null;
  return el("section", { class: "uncertain" }, el("b", {}, t("console.piles.uncertain")), ideas.node);
}

async function takeAll(board, piles) {
  const chosen = piles.filter((pile) => pile.chosen());
  const clusters = chosen.map((pile) => pile.cluster());
  const answer = await board.desk.act("clusters.add", { clusters });
  if (answer.code === "theme_long") longest(chosen.map((pile) => pile.field)).select();
  if (!answer.ok) return;
  closePop(board);
  board.desk.say(madeOf(piles, answer.made));
}

// What the server made, not what was asked of it: a colleague's hand may have been quicker than the press.
function madeOf(piles, made) {
  const away = piles.reduce((sum, pile) => sum + pile.wished(), 0) - made.placed;
  const said = [
    t("console.piles.made", { ideas: counted(made.placed) }, made.clusters.length),
    away > 0 && t("console.piles.away", {}, away),
  ];
  return said.filter(Boolean).join(" ");
}
