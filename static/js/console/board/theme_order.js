// Puts a theme before or behind its neighbour, and says where it stands now.

import { t } from "../../text/words.js";
import { nameOf } from "./theme_name.js";

/** The theme behind which a theme comes that moves by one place (-1 or 1): an id, null for the first place, undefined at the end. */
export function behind(themes, id, step) {
  const at = themes.findIndex((one) => one.id === id);
  if (at < 0 || at + step < 0 || at + step >= themes.length) return undefined;
  if (step > 0) return themes[at + 1].id;
  return at > 1 ? themes[at - 2].id : null;
}

/** Moves a theme by one place; its head keeps the focus. */
export async function moveTheme(board, id, step) {
  const place = behind(board.view.clusters, id, step);
  if (place === undefined) return;
  board.focus = { head: id };
  const answer = await board.desk.act("cluster.order", { cluster: id, behind: place });
  if (!answer.ok) return;
  const at = board.view.clusters.findIndex((one) => one.id === id) + 1 + step;
  const theme = nameOf(board.columns.find((one) => one.id === id));
  board.desk.say(t("console.theme.placed", { theme, n: at, total: board.view.clusters.length }));
}
