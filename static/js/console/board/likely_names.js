// The likely themes that the organiser wrote down before the forum. Their names stand behind the themes until there are
// themes of these names; only who leads sees them. One press makes a theme, of the selected cards if there are any;
// another makes themes of all names, without cards. Nothing is made by itself.

import { el, replaceContent } from "../../dom/el.js";
import { soften } from "../../text/hyphens.js";
import { t } from "../../text/words.js";
import { button } from "../parts/button.js";
import { newNamed, newNamedAll } from "./moves.js";
import { NARROW } from "./name_proposal.js";
import { likelyLeft } from "./likely_left.js";
import { isTooSoon } from "./selection.js";

/** The place for the names. */
export function makeLikely() {
  const node = el("section", { class: "likely-names", "aria-label": t("console.likely_names") });
  // A press here is no press on the empty board, which would end the selection; arrows go from name to name.
  node.addEventListener("click", (event) => event.stopPropagation());
  node.addEventListener("keydown", (event) => walk(node, event));
  return node;
}

/** Draws the names that are left. */
export function drawLikely(board, node) {
  const names = likelyLeft(board);
  const stamp = names.join("\n");
  if (node.dataset.stamp === stamp) return;
  node.dataset.stamp = stamp;
  replaceContent(
    node,
    el("p", { class: "quiet" }, t("console.likely_names")),
    el("div", { class: "names" }, ...names.map((name, at) => nameChip(board, name, at))),
    names.length > 1 && allButton(board, names),
  );
}

function nameChip(board, name, at) {
  const said = soften(name, NARROW);
  const attrs = {
    class: "btn likely-name",
    type: "button",
    // Cards can be dropped on it, too.
    "data-col": "new",
    "data-name": name,
    // Who speaks to the page says what is seen: the words stand in the name as they are drawn.
    "aria-label": t("console.likely_names.take", { name: said }),
    // One stop of the Tab key for all of them.
    tabindex: at ? "-1" : null,
    // The focus stays where it is, with the card at hand.
    mousedown: (event) => event.preventDefault(),
    click: () => isTooSoon(board, Date.now()) || newNamed(board, [...board.desk.ui.chosen], name),
  };
  return el("button", attrs, el("span", { dir: "auto" }, said));
}

function allButton(board, names) {
  return button(t("console.likely_names.all", {}, names.length), () => newNamedAll(board, names), {
    bare: true,
    title: t("console.likely_names.all.help"),
  });
}

function walk(node, event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...node.querySelectorAll("button")];
  const next = all[all.indexOf(event.target) + step];
  // Before the first name is the board.
  if (!next && step < 0) return;
  event.preventDefault();
  event.stopPropagation();
  if (next) next.focus();
}
