// The name of a theme above its column: shown, edited in place, saved with the version that was seen (compare-and-set).
// Also removes a theme.

import { el, replaceContent } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { forget, keepKeys, takeText } from "../parts/next_keys.js";
import { playKeys } from "../parts/played_keys.js";
import { isFolded } from "./collapse.js";
import { closePop } from "./popup.js";
import { calledOn } from "./nameless.js";
import { NARROW, drawProposals, proposalButton, proposedName, walkProposals } from "./name_proposal.js";

/** A column as people refer to it: "A Turun palo". */
export function nameOf(column) {
  return column.id === null ? column.title : (column.letter + " " + (column.title || t("console.nameless"))).trim();
}

/** Draws the name of a column into `node`: a heading, or a field while it is edited. */
export function drawName(board, node, column) {
  const naming = board.naming && board.naming.id === column.id;
  const proposed = proposedName(board, column);
  const stamp = naming ? "naming" : column.id === null ? "loose" : "name/" + shown(board, column) + "/" + proposed;
  if (node.dataset.stamp === stamp) return naming && drawNow(board, node, column);
  const held = node.contains(document.activeElement) || (board.naming && naming);
  node.dataset.stamp = stamp;
  if (column.id === null) return void replaceContent(node, el("h2", {}, column.title));
  if (naming) return edit(board, node, column);
  replaceContent(node, el("h2", {}, head(board, column)), proposalButton(board, column));
  if (held && !(board.focus && board.focus.card)) node.querySelector("button").focus();
}

/**
 * Opens the field for a theme's name. Afterwards the focus is at `back`, else at the theme's head. A theme that was not
 * just `made` shows its ideas, and one without a name the best name that is proposed, for whoever has to read it first.
 */
export function rename(board, id, back = null, made = false) {
  const column = board.columns.find((one) => one.id === id);
  // The panel would lie over the field.
  closePop(board);
  board.naming = { id, back, version: column ? column.version : null, offered: "" };
  if (!made && column) {
    board.naming.offered = proposedName(board, column);
    if (isFolded(board, id)) board.open = id;
  }
  // Draws now and not in the next animation frame: what is typed next belongs in the field.
  board.desk.drawNow();
}

function head(board, column) {
  const attrs = {
    class: "title" + (column.title ? "" : " quiet"),
    type: "button",
    tabindex: "-1",
    dir: "auto",
    "data-head": column.id,
    title: column.title || t("console.unnamed"),
  };
  return el("button", attrs, el("span", {}, soften(shown(board, column), NARROW)));
}

function shown(board, column) {
  return calledOn(board, column, t("console.unnamed"));
}

function edit(board, node, column) {
  const input = fieldOf(board, column);
  const now = el("p", { class: "was quiet", hidden: true });
  const proposal = el("div", { class: "proposal", role: "group" });
  const save = el("button", { class: "btn main", type: "submit" }, t("common.save"));
  const form = el(
    "form",
    {},
    input,
    proposal,
    now,
    el(
      "div",
      { class: "acts" },
      save,
      button(t("console.remove_theme"), () => remove(board, column), { bare: true }),
    ),
  );
  board.naming.version = column.version;
  // Enter that picks a word from an input method does not submit the form.
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.isComposing && event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitName(board, column.id, input);
  });
  form.addEventListener("keydown", (event) => keys(board, event, { input, proposal }));
  form.addEventListener("focusout", (event) => leave(board, column.id, form, input, event));
  replaceContent(node, form);
  drawProposals(board, proposal, column, () => done(board));
}

function fieldOf(board, column) {
  return el("input", {
    type: "text",
    dir: "auto",
    value: board.naming.typed || column.title || board.naming.offered,
    "aria-label": t("console.theme_name", { letter: column.letter }),
    autocomplete: "off",
  });
}

/** After drawing: focuses a field that has just been opened, with what was typed for it meanwhile. */
export function focusName(board) {
  const input = board.naming && !board.naming.met && board.cols.querySelector("header form input");
  if (!input) return;
  board.naming.met = true;
  const typed = takeText(board.desk.ui);
  input.closest(".col").scrollIntoView({ block: "nearest", inline: "nearest" });
  input.focus();
  if (typed.text) input.value = typed.text;
  else input.select();
  if (typed.sent) input.form.requestSubmit();
}

// A colleague has renamed it meanwhile: their name is shown under the field, and saving replaces it knowingly.
function drawNow(board, node, column) {
  const proposal = node.querySelector(".proposal");
  // Those that come late stand last: the button to save stays where it is.
  if (drawProposals(board, proposal, column, () => done(board))) proposal.parentNode.append(proposal);
  if (board.naming.version === null || column.version === board.naming.version) return;
  const now = node.querySelector(".was");
  now.hidden = false;
  now.textContent = t("console.named_now", { theme: column.title || t("console.nameless") });
}

function keys(board, event, { input, proposal }) {
  const isOut = event.key === "Escape";
  if (!isOut && !walkProposals(event, input, proposal)) return;
  event.preventDefault();
  event.stopPropagation();
  if (isOut) done(board);
}

function done(board) {
  const { id, back } = board.naming || {};
  board.naming = null;
  board.focus = back || { head: id };
  board.desk.redraw();
}

/** Saves the name that is in the field. Until it is answered, keys are kept. */
export async function submitName(board, id, input) {
  const column = board.columns.find((one) => one.id === id);
  if (!column || !board.naming || input.value.trim() === column.title) return goOn(board);
  keepKeys(board.desk.ui);
  const answer = await board.desk.act("cluster.rename", {
    cluster: id,
    title: input.value,
    version: board.naming.version,
  });
  if (answer.ok || answer.code === "gone") return goOn(board);
  forget(board.desk.ui);
  const latest = board.desk.live.store.get("cluster", id);
  if (answer.code === "changed" && latest && board.naming) board.naming.version = latest.version;
  input.focus();
}

// The next keys are for what has the focus then.
function goOn(board) {
  done(board);
  board.desk.drawNow();
  playKeys(board.desk.ui);
}

// Leaving the field saves a changed name, as people expect; an empty or unchanged one only closes the field, and so
// does a proposed one, which nobody may have read. One that is refused as too long is in the field again.
function leave(board, id, form, input, event) {
  if (form.contains(event.relatedTarget) || !board.naming || board.naming.id !== id || !document.hasFocus()) return;
  const column = board.columns.find((one) => one.id === id);
  const typed = input.value.trim();
  const { version, offered } = board.naming;
  board.naming = null;
  if (column && typed && typed !== column.title && typed !== offered)
    saveLeft(board, { cluster: id, title: typed, version });
  board.desk.redraw();
}

async function saveLeft(board, named) {
  const answer = await board.desk.act("cluster.rename", named);
  if (answer.code !== "theme_long" || board.naming) return;
  board.naming = { id: named.cluster, back: null, version: named.version, typed: named.title };
  board.desk.redraw();
}

function remove(board, column) {
  board.naming = null;
  board.focus = null;
  board.desk.act("cluster.remove", { cluster: column.id });
}
