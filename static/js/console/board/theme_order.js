// Puts a theme in another place among the themes, by one place or where it was dropped, and says where it stands now.

import { t } from "../../text/words.js";
import { nameOf } from "./theme_name.js";

/**
 * The theme behind which a theme comes that moves by one place (-1 or 1): an id, null for the first place, undefined at
 * the end.
 */
export function behind(themes, id, step) {
  const at = themes.findIndex((one) => one.id === id);
  if (at < 0 || at + step < 0 || at + step >= themes.length) return undefined;
  if (step > 0) return themes[at + 1].id;
  return at > 1 ? themes[at - 2].id : null;
}

/**
 * The theme behind which a theme comes that is dropped before or after the theme `over`: an id, null for the first
 * place, undefined where it stands already or `over` is none.
 */
export function dropped(themes, id, over, after) {
  const others = themes.filter((one) => one.id !== id);
  const at = others.findIndex((one) => one.id === over);
  const was = themes.findIndex((one) => one.id === id);
  const place = at + (after ? 1 : 0);
  if (at < 0 || was < 0 || place === was) return undefined;
  return place ? others[place - 1].id : null;
}

/** Moves a theme by one place; its head keeps the focus. */
export function moveTheme(board, id, step) {
  const place = behind(board.view.clusters, id, step);
  return place === undefined ? undefined : orderTheme(board, id, place);
}

/** Puts a theme behind another one, or before all (null); its head gets the focus. */
export async function orderTheme(board, id, place) {
  board.focus = { head: id };
  const answer = await board.desk.act("cluster.order", { cluster: id, behind: place });
  if (!answer.ok) return;
  const others = board.view.clusters.filter((one) => one.id !== id);
  const theme = nameOf(board.columns.find((one) => one.id === id));
  const n = others.findIndex((one) => one.id === place) + 2;
  board.desk.say(t("console.theme.placed", { theme, n, total: others.length + 1 }));
}
