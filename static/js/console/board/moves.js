// Moves cards, for drag, menu and keyboard alike: an optimistic update shows the card in its new place, the command is
// sent, and a refusal puts it back.

import { t } from "../../text/words.js";
import { keepText, skipText } from "../parts/next_keys.js";
import { nameOf, rename } from "./theme_name.js";

/** Moves ideas to a theme, or out of all themes (null). The focus goes to the next card of the same column. */
export async function place(board, ids, cluster) {
  const moved = ids.filter((id) => whereIs(board, id) !== cluster);
  release(board);
  if (!moved.length) return board.desk.redraw();
  if (board.focus && moved.includes(board.focus.card)) board.focus = after(board, moved);
  moved.forEach((id) => board.desk.ui.moving.set(id, cluster));
  board.desk.redraw();
  const answer = await board.desk.act("idea.place", { ideas: moved, cluster });
  if (!answer.ok) moved.forEach((id) => board.desk.ui.moving.delete(id));
  else say(board, cluster, moved.length);
  board.desk.redraw();
}

/** Moves ideas of the pile to themes, [{idea, cluster}], as one deed. The focus goes to the next card of the pile. */
export async function placeSeveral(board, offers) {
  const moved = offers.map((one) => one.idea);
  if (board.focus && moved.includes(board.focus.card)) board.focus = after(board, moved);
  offers.forEach((one) => board.desk.ui.moving.set(one.idea, one.cluster));
  board.desk.redraw();
  const ideasOf = (cluster) => offers.filter((one) => one.cluster === cluster).map((one) => one.idea);
  const clusters = [...new Set(offers.map((one) => one.cluster))];
  const places = clusters.map((cluster) => ({ cluster, ideas: ideasOf(cluster) }));
  const answer = await board.desk.act("ideas.place", { places });
  // An idea that another person placed meanwhile stays there.
  if (!answer.ok || answer.made.placed < moved.length) moved.forEach((id) => board.desk.ui.moving.delete(id));
  if (answer.ok) board.desk.say(t("console.take_read.done", {}, answer.made.placed));
  board.desk.redraw();
}

/** Makes a theme of these ideas and asks for its name in place; then the focus goes to the next card. */
export async function newTheme(board, ids) {
  release(board);
  if (board.focus && ids.includes(board.focus.card)) board.focus = after(board, ids);
  // Until the field for the name is there, what is typed is kept for it.
  keepText(board.desk.ui);
  const answer = await board.desk.act("cluster.add", { title: "", ideas: ids });
  if (!answer.ok) return skipText(board.desk.ui);
  rename(board, answer.made.cluster, ids.length && board.focus && board.focus.card ? board.focus : null);
}

// Where a card is shown on this board: a theme's id or null.
function whereIs(board, id) {
  const column = board.columns.find((one) => one.ideas.some((idea) => idea.id === id));
  return column ? column.id : undefined;
}

function release(board) {
  board.lift = null;
  board.desk.ui.chosen.clear();
}

function say(board, cluster, n) {
  const column = board.columns.find((one) => one.id === cluster);
  board.desk.say(t("a11y.card.moved", { theme: column ? nameOf(column) : t("cluster.none") }, n));
}

// The card after the moved ones in their column, else the one before, else the column's head.
function after(board, moved) {
  const column = board.columns.find((one) => one.ideas.some((idea) => idea.id === board.focus.card));
  const at = column.ideas.findIndex((idea) => idea.id === board.focus.card);
  const left = (idea) => !moved.includes(idea.id);
  const next = column.ideas.slice(at).find(left) || column.ideas.slice(0, at).reverse().find(left);
  return next ? { card: next.id } : { head: column.id };
}
