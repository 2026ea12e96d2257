// Merging on the board, and the panel with the words of one idea: written anew in one clear sentence, as its author
// wrote them, its language, and the ideas that are merged into it, each of which can be taken out or lead the others.

import { el, replaceContent } from "../../dom/el.js";
import { langOf } from "../../text/languages.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { heldIn, isSettled } from "../parts/facts.js";
import { words } from "../parts/written.js";
import { drawLanguage, languageChoice } from "./idea_language.js";
import { closePop, openPop } from "./popup.js";
import { chooseNone } from "./selection.js";
import { wordingDrafts } from "./wording_drafts.js";

/** Merges ideas into the first of them. */
export async function merge(board, [into, ...ideas]) {
  const { desk } = board;
  chooseNone(board);
  board.focus = { card: into };
  const said = mergedWords(board, [into, ...ideas]);
  const answer = await desk.act("idea.merge", { into, ideas });
  if (answer.ok) desk.say(said);
  desk.redraw();
}

/** What is said of ideas that were merged into the first of them. */
export function mergedWords(board, [into, ...ideas]) {
  return t("a11y.card.merged", { number: board.view.idea(into).number }, ideas.length);
}

/**
 * Opens the panel with the words of one idea. Those in a result that was shown stay, and it says so; what is merged
 * into it can be taken out all the same.
 */
export function openWording(board, id) {
  const idea = board.view.idea(id);
  const settled = isSettled(board.view, id);
  if (settled && !idea.merged.length) return board.desk.say(t("refusal.words_settled"), "hint");
  const draft = (!settled && draftsOf(board).get(id)) || { text: idea.text, seen: idea.text };
  const text = field(board, id, idea, draft.text);
  board.wording = { id, text, seen: draft.seen, from: draft.seen };
  const now = el("p", { class: "was", hidden: true });
  const more = settled ? [] : [...authors(board, idea), languageChoice(board, idea)];
  const first = settled ? settledRow(board, id, text, now) : row(board, id, text, now);
  openPop(
    board,
    t("console.wording.field", { number: idea.number }),
    first,
    ...more,
    el("div", { class: "merged-in" }),
  );
  drawWording(board);
  if (!settled) text.select();
}

/** Draws the open panel anew: words that a colleague has saved meanwhile, and the ideas that are merged in. */
export function drawWording(board) {
  const { wording } = board;
  if (!wording || !board.pop.contains(wording.text)) return;
  const idea = board.view.idea(wording.id);
  if (!idea) return;
  const now = board.pop.querySelector(".was");
  now.hidden = idea.text === wording.from;
  if (!now.hidden) replaceContent(now, t("console.wording.now") + " ", words(idea));
  const language = board.pop.querySelector(".idea-language");
  if (language) drawLanguage(language, idea);
  drawHeld(board, idea);
}

function draftsOf(board) {
  const { ui, boot } = board.desk;
  ui.wordings = ui.wordings || wordingDrafts(boot.ref);
  return ui.wordings;
}

function field(board, id, idea, draft) {
  const lang = langOf(idea.text, idea.lang);
  const text = el("textarea", { id: "wording", rows: "3", dir: "auto", lang });
  text.value = draft;
  text.addEventListener("input", () => draftsOf(board).keep(id, text.value, board.wording.seen));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    write(board, id, text.value);
  });
  return text;
}

function row(board, id, text, now) {
  return labelled(
    board,
    id,
    text,
    now,
    button(t("console.wording.save"), () => write(board, id, text.value), { main: true }),
    button(t("common.cancel"), () => done(board, id), { bare: true }),
  );
}

function settledRow(board, id, text, now) {
  text.readOnly = true;
  return labelled(
    board,
    id,
    text,
    now,
    el("p", { class: "quiet" }, t("refusal.words_settled") + " " + t("console.unmerge.recounts")),
    button(t("common.close"), () => done(board, id), { bare: true }),
  );
}

// The field with its label, and below it what can be done.
function labelled(board, id, text, now, ...below) {
  const label = t("console.wording.field", { number: board.view.idea(id).number });
  return el("div", { class: "wording" }, el("label", { for: "wording" }, label), text, now, ...below);
}

// Refused words stay in the field. Where a colleague was quicker, saving once more replaces their words knowingly.
async function write(board, id, text) {
  const { wording, desk } = board;
  if (text.trim() === board.view.idea(id).text) return done(board, id);
  const answer = await desk.act("idea.reword", { idea: id, text, seen: wording.seen });
  if (answer.ok) return done(board, id);
  const latest = desk.live.store.get("idea", id);
  if (answer.code === "changed" && latest) wording.seen = latest.text;
}

function done(board, id) {
  draftsOf(board).drop(id);
  if (board.wording && board.wording.id === id) closePop(board);
}

function authors(board, idea) {
  if (!idea.original) return [];
  const back = () => write(board, idea.id, idea.original);
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

function drawHeld(board, lead) {
  const node = board.pop.querySelector(".merged-in");
  const inside = heldIn(board.view, lead);
  const stamp = inside.map((one) => one.id).join();
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  const held = node.contains(document.activeElement);
  const rows = inside.map((one) => heldRow(board, lead, one));
  const list = [el("p", {}, t("console.wording.merged", {}, inside.length)), el("ul", { class: "held" }, ...rows)];
  replaceContent(node, ...(inside.length ? list : []));
  if (held) (node.querySelector("button") || board.wording.text).focus();
}

function heldRow(board, lead, idea) {
  const { number } = idea;
  return el(
    "li",
    {},
    el("b", { class: "no" }, String(number)),
    el("span", { dir: "auto", lang: langOf(idea.text, idea.lang) }, idea.text),
    button(t("console.unmerge"), () => board.desk.act("idea.unmerge", { ideas: [idea.id] }), {
      label: t("console.unmerge_idea", { number }),
    }),
    !isSettled(board.view, lead.id) &&
      button(t("console.lead"), () => leads(board, lead, idea), {
        label: t("console.lead_idea", { number }),
        bare: true,
      }),
  );
}

// Words that are being written say what the merged ideas have in common, so they go along to the one that leads now.
async function leads(board, lead, idea) {
  const answer = await board.desk.act("idea.merge", { into: idea.id, ideas: [lead.id] });
  if (!answer.ok) return;
  const drafts = draftsOf(board);
  const draft = drafts.get(lead.id);
  if (draft) drafts.keep(idea.id, draft.text, idea.text);
  done(board, lead.id);
  if (draft) openWording(board, idea.id);
  board.desk.say(t("a11y.card.lead", { number: idea.number }));
}
