// "About 6, 10 or 15 piles": a proposal for all ideas without a theme, in the panel of suggestions. A facilitator takes
// it whole, in part or not; what is taken becomes themes by one command, so one undo takes it back. Nothing is ticked
// at first: names made of words that ideas share are drafts, which somebody reads before the hall does. One press ticks
// all of them, and an idea that does not belong is left out of its pile. Ideas that offer a theme of the board are
// in no pile, and are counted.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
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

async function propose(board, about) {
  const wait = el("p", { class: "quiet", role: "status" }, t("console.suggest.by.busy"));
  openPop(board, el("header", { class: "suggest-head" }, wait, close(board)));
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
  count();
  openPop(
    board,
    el("header", { class: "suggest-head" }, el("b", {}, t("console.piles.note")), close(board)),
    el(
      "div",
      { class: "acts piles-tick" },
      button(t("console.piles.all"), () => tick(true)),
      button(t("console.piles.none"), () => tick(false)),
    ),
    list,
    uncertain(board, found.uncertain),
    found.likely.length > 0 && el("p", { class: "quiet" }, t("console.piles.likely", {}, found.likely.length)),
    el("div", { class: "acts piles-take" }, take),
  );
}

function pileRow(board, pile, at) {
  const label = t("console.piles.name", { n: at + 1 });
  const box = el("input", { type: "checkbox", "aria-label": t("console.piles.choose", { n: at + 1 }) });
  const name = el("input", { type: "text", dir: "auto", value: pile.name, "aria-label": label });
  const rows = ideasIn(board, pile.ideas).map(ideaRow);
  const kept = () => rows.filter((row) => row.box.checked).map((row) => row.id);
  const count = el("summary", {}, counted(rows.length));
  const details = el("details", { change: () => text(count, counted(kept().length)) }, count);
  details.append(...rows.map((row) => row.node));
  return {
    // The label makes the box as large as a finger.
    node: el("li", {}, el("div", { class: "pile" }, el("label", {}, box), name), details),
    // A pile of which every idea was left out makes no theme.
    chosen: () => box.checked && kept().length > 0,
    choose: (on) => (box.checked = on),
    field: name,
    cluster: () => ({ title: name.value, ideas: kept() }),
  };
}

// An idea of a pile, with a box that leaves it out: it stays without a theme.
function ideaRow(idea) {
  const box = el("input", { type: "checkbox" });
  box.checked = true;
  return { id: idea.id, box, node: el("label", { class: "pile-idea" }, box, numbered(idea.number, idea)) };
}

function ideasIn(board, ids) {
  return ids.map((id) => board.view.idea(id)).filter(Boolean);
}

function counted(ideas) {
  return t("idea.count", {}, ideas);
}

function uncertain(board, ids) {
  if (!ids.length) return null;
  const ideas = ideasIn(board, ids).map((idea) => numbered(idea.number, idea));
  return el(
    "section",
    { class: "uncertain" },
    el("b", {}, t("console.piles.uncertain")),
    el("details", {}, el("summary", {}, counted(ideas.length)), ...ideas),
  );
}

async function takeAll(board, piles) {
  const chosen = piles.filter((pile) => pile.chosen());
  const clusters = chosen.map((pile) => pile.cluster());
  const answer = await board.desk.act("clusters.add", { clusters });
  if (answer.code === "theme_long") longest(chosen.map((pile) => pile.field)).select();
  if (!answer.ok) return;
  closePop(board);
  const placed = clusters.reduce((sum, one) => sum + one.ideas.length, 0);
  board.desk.say(t("console.piles.made", { ideas: counted(placed) }, clusters.length));
}
