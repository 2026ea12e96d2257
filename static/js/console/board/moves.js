// Moves cards, for drag, menu and keyboard alike: an optimistic update shows the card in its new place, the command is
// sent, and a refusal puts it back.

import { t } from "../../text/words.js";
import { keepText, skipText } from "../parts/next_keys.js";
import { goBack, goOn, goOnTogether } from "./next_card.js";
import { nameOf, rename } from "./theme_name.js";

/** Moves ideas to a theme, or out of all themes (null), and goes on to the next card. */
export async function place(board, ids, cluster) {
  const moved = ids.filter((id) => whereIs(board, id) !== cluster);
  board.lift = null;
  acted(board);
  goOn(board, moved);
  if (!moved.length) return board.desk.redraw();
  moved.forEach((id) => board.desk.ui.moving.set(id, cluster));
  board.desk.redraw();
  const answer = await board.desk.act("idea.place", { ideas: moved, cluster });
  if (answer.ok) say(board, cluster, moved.length);
  else {
    moved.forEach((id) => board.desk.ui.moving.delete(id));
    goBack(board, moved);
  }
  board.desk.redraw();
}

/** Moves ideas of the pile to themes, [{idea, cluster}], as one deed, and goes on to the next card of the pile. */
export async function placeSeveral(board, offers) {
  const moved = offers.map((one) => one.idea);
  acted(board);
  goOnTogether(board, moved);
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

/** Makes a theme of these ideas, goes on to the next card and asks for the theme's name in place. */
export async function newTheme(board, ids) {
  board.lift = null;
  acted(board);
  goOn(board, ids);
  // Until the field for the name is there, what is typed is kept for it.
  keepText(board.desk.ui);
  const answer = await board.desk.act("cluster.add", { title: "", ideas: ids });
  if (!answer.ok) return (skipText(board.desk.ui), goBack(board, ids), board.desk.redraw());
  rename(board, answer.made.cluster, ids.length && board.focus && board.focus.card ? board.focus : null, true);
}

/** Makes a theme of these ideas, which can be named later, and goes on to the next card. */
export async function newNameless(board, ids) {
  board.lift = null;
  acted(board);
  goOn(board, ids);
  const answer = await board.desk.act("cluster.add", { title: "", ideas: ids });
  if (answer.ok) board.desk.say(t("console.make_theme.made"));
  else goBack(board, ids);
  board.desk.redraw();
}

/** Makes a theme of this name, of these ideas if any, and goes on to the next card. */
export async function newNamed(board, ids, title) {
  board.lift = null;
  board.asked.add(title);
  acted(board);
  goOn(board, ids);
  board.desk.redraw();
  const answer = await board.desk.act("cluster.add", { title, ideas: ids });
  if (!answer.ok) {
    board.asked.delete(title);
    goBack(board, ids);
  } else board.desk.say(t(ids.length ? "a11y.card.moved" : "console.likely_names.made", { theme: title }, ids.length));
  board.desk.redraw();
}

/** Makes a theme of each name, without ideas, as one deed. */
export async function newNamedAll(board, names) {
  names.forEach((name) => board.asked.add(name));
  board.desk.redraw();
  const answer = await board.desk.act("clusters.add", { clusters: names.map((title) => ({ title, ideas: [] })) });
  if (answer.ok) board.desk.say(t("console.likely_names.all_made", {}, answer.made.clusters.length));
  else names.forEach((name) => board.asked.delete(name));
  board.desk.redraw();
}

// The time of the hand is none in which cards were read.
function acted(board) {
  if (board.reading) board.reading.acted(Date.now());
}

// Where a card is shown on this board: a theme's id or null.
function whereIs(board, id) {
  const column = board.columns.find((one) => one.ideas.some((idea) => idea.id === id));
  return column ? column.id : undefined;
}

function say(board, cluster, n) {
  const column = board.columns.find((one) => one.id === cluster);
  board.desk.say(t("a11y.card.moved", { theme: column ? nameOf(column) : t("cluster.none") }, n));
}
