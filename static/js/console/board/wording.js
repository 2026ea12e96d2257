// Merging on the board, and the panel with the words of one idea: written anew in one clear sentence, as its author wrote
// them, and the ideas that are merged into it, each of which can be taken out or lead the others.

import { el } from "../../dom/el.js";
import { langOf } from "../../text/text.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { heldIn, isSettled } from "../parts/facts.js";
import { closePop, openPop } from "./popup.js";

/** Merges ideas into the first of them. */
export async function merge(board, [into, ...ideas]) {
  const { desk, view } = board;
  desk.ui.chosen.clear();
  board.focus = { card: into };
  const { number } = view.idea(into);
  const answer = await desk.act("idea.merge", { into, ideas });
  if (answer.ok) desk.say(t("a11y.card.merged", { number }));
  desk.redraw();
}

/** Opens the panel with the words of one idea; those in a result that was shown stay, and it says so. */
export function openWording(board, id) {
  if (isSettled(board.view, id)) return board.desk.say(t("refusal.words_settled"), "hint");
  const idea = board.view.idea(id);
  openPop(board, field(board, idea), ...authors(board, idea), ...held(board, idea));
  board.pop.querySelector("textarea").select();
}

function field(board, idea) {
  const label = t("console.wording.field", { number: idea.number });
  const text = el("textarea", { id: "wording", rows: "3", dir: "auto", lang: langOf(idea.text, idea.lang) }, idea.text);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    write(board, idea, text.value);
  });
  return el(
    "div",
    { class: "wording" },
    el("label", { for: "wording" }, label),
    text,
    button(t("console.wording.save"), () => write(board, idea, text.value), { main: true }),
    button(t("common.cancel"), () => closePop(board), { bare: true }),
  );
}

async function write(board, idea, text) {
  const answer =
    text.trim() === idea.text ? { ok: true } : await board.desk.act("idea.reword", { idea: idea.id, text });
  if (answer.ok) closePop(board);
}

function authors(board, idea) {
  if (!idea.original) return [];
  const back = () => write(board, idea, idea.original);
  return [
    el(
      "p",
      { class: "authors" },
      el("span", { class: "quiet" }, t("idea.original") + ":"),
      " ",
      el("span", { dir: "auto" }, idea.original),
      button(t("console.wording.restore"), back, { bare: true }),
    ),
  ];
}

function held(board, idea) {
  const inside = heldIn(board.view, idea);
  if (!inside.length) return [];
  const rows = inside.map((one) => row(board, idea, one));
  return [el("p", {}, t("console.wording.merged", {}, inside.length)), el("ul", { class: "held" }, ...rows)];
}

function row(board, lead, idea) {
  const { number } = idea;
  const does = async (verb, body) => {
    const answer = await board.desk.act(verb, body);
    if (answer.ok) closePop(board);
  };
  return el(
    "li",
    {},
    el("b", { class: "no" }, String(number)),
    el("span", { dir: "auto", lang: langOf(idea.text, idea.lang) }, idea.text),
    button(t("console.unmerge"), () => does("idea.unmerge", { ideas: [idea.id] }), {
      label: t("console.unmerge_idea", { number }),
    }),
    button(t("console.lead"), () => does("idea.merge", { into: idea.id, ideas: [lead.id] }), {
      label: t("console.lead_idea", { number }),
      bare: true,
    }),
  );
}
