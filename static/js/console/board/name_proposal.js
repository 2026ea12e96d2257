// A name proposed for a theme that has ideas and no name yet. One tap names the theme; nothing is named by itself.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";

/** The name proposed for a column of the board, or "". */
export function proposedName(board, column) {
  if (column.id === null || column.title || !column.total) return "";
  const found = board.suggestions.found.names.find((one) => one.cluster === column.id);
  return found ? found.name : "";
}

/** The button that names the theme; `taken` is called before. `tabindex` -1 where the arrow keys lead. */
export function proposalButton(board, column, { taken = () => {}, tabindex = null } = {}) {
  const name = proposedName(board, column);
  if (!name) return null;
  const attrs = {
    class: "btn proposed",
    type: "button",
    tabindex,
    "aria-label": t("console.proposed_name.take", { letter: column.letter, name }),
    // The focus stays in the field, which would close under the press.
    mousedown: (event) => event.preventDefault(),
    click: () => (taken(), take(board, column, name)),
  };
  return el("button", attrs, el("span", {}, t("console.proposed_name", { name })));
}

function take(board, column, title) {
  return board.desk.act("cluster.rename", { cluster: column.id, title, version: column.version });
}
