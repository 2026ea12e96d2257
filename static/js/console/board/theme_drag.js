// Themes by drag and drop: the head of a theme is carried to another place among the themes.

import { el } from "../../dom/el.js";
import { dropped, orderTheme } from "./theme_order.js";
import { nameOf } from "./theme_name.js";

/** Heads of themes as a kind of drag.js. */
export function themeDrag(board) {
  let mark = null;
  return {
    grip,
    lift: (drag) => lift(board, drag),
    aim: (drag, col) => {
      const aimed = col && aim(board, drag, col);
      if (same(mark, aimed)) return;
      if (mark) mark.col.classList.remove("before", "after");
      if (aimed) aimed.col.classList.add(aimed.after ? "after" : "before");
      mark = aimed;
    },
    drop: (drag) => mark && orderTheme(board, drag.theme, mark.behind),
    end: (drag) => {
      if (mark) mark.col.classList.remove("before", "after");
      mark = null;
      drag.node.parentNode.classList.remove("taken");
    },
  };
}

// What is pressed in a head, except its buttons and the field for the name.
function grip(target) {
  const head = target.closest(".col:not(.loose, .add) > header");
  return head && !target.closest("button:not([data-head]), form") ? head : null;
}

function lift(board, drag) {
  const col = drag.node.parentNode;
  drag.theme = Number(col.dataset.col);
  col.classList.add("taken");
  const name = nameOf(board.columns.find((one) => one.id === drag.theme));
  return el("div", { class: "ghost head", "data-colour": col.dataset.colour, dir: "auto" }, name);
}

// Where the theme would go: {col, after: whether behind it, behind: the id for the command}; null where it would stay.
function aim(board, drag, col) {
  const themes = board.view.clusters;
  const box = col.getBoundingClientRect();
  const fresh = col.dataset.col === "new";
  const over = fresh ? themes[themes.length - 1].id : Number(col.dataset.col);
  const after = fresh || drag.at.x > box.left + box.width / 2;
  const behind = dropped(themes, drag.theme, over, after);
  return behind === undefined ? null : { col, after: after && !fresh, behind };
}

function same(a, b) {
  return a === b || Boolean(a && b && a.col === b.col && a.after === b.after);
}
