// Cards by drag and drop: all selected cards if one of them is dragged, into a theme, out of all, or to the place where
// they make a new one, also to the name of a likely one.

import { el } from "../../dom/el.js";
import { newNamed, newTheme, place } from "./moves.js";

/** Cards as a kind of drag.js. */
export function cardDrag(board) {
  let over = null;
  const aim = (drag, col) => {
    if (col === over) return;
    if (over) over.classList.remove("over");
    if (col) col.classList.add("over");
    over = col;
  };
  return {
    grip: (target) => target.closest(".idea"),
    lift: (drag) => lift(board, drag),
    aim,
    drop: (drag) => over && put(board, drag.ids, over.dataset),
    end: (drag) => aim(drag, null),
  };
}

function lift(board, drag) {
  const { chosen } = board.desk.ui;
  const id = Number(drag.node.dataset.id);
  drag.ids = chosen.has(id) ? [...chosen] : [id];
  const ghost = drag.node.cloneNode(true);
  ghost.className = "idea ghost";
  ghost.removeAttribute("tabindex");
  if (drag.ids.length > 1) ghost.append(el("b", { class: "many" }, String(drag.ids.length)));
  return ghost;
}

function put(board, ids, { col, name }) {
  if (name) newNamed(board, ids, name);
  else if (col === "new") newTheme(board, ids);
  else place(board, ids, col === "null" ? null : Number(col));
}
