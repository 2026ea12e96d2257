// Which of the likely themes that the organiser wrote down are not themes of the board yet.

import { themeKey } from "../../text/theme_key.js";

/**
 * Their names, in the organiser's order. Those that this page is making are none any more, and neither is one by which
 * a theme of the board went before somebody gave it a better name; this browser remembers it (`board.titled`). A theme
 * whose name was undone has none.
 */
export function likelyLeft(board) {
  const { view, asked } = board;
  const held = new Set(view.clusters.map((one) => themeKey(one.title)));
  view.likelyThemes.forEach((name) => wasThere(board, themeKey(name)) && held.add(themeKey(name)));
  asked.forEach((name) => held.has(themeKey(name)) && asked.delete(name));
  return view.likelyThemes.filter((name) => !held.has(themeKey(name)) && !asked.has(name));
}

// Whether a theme that is on the board has or had this name.
function wasThere({ view, titled }, name) {
  return view.clusters.some((one) => {
    const mark = one.id + "/" + name;
    if (themeKey(one.title) === name && !titled.has(mark)) titled.add(mark);
    return Boolean(one.title) && titled.has(mark);
  });
}
