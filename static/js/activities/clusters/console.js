// The work of grouping: the board and the tools above it. Drag, menu and keyboard end in the same command.

import { el } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { orderField } from "../../console/board/card_order.js";
import { watchSize } from "../../console/board/collapse.js";
import { columnsOf, drawColumns } from "../../console/board/columns.js";
import { cardDrag } from "../../console/board/card_drag.js";
import { watchDrag } from "../../console/board/drag.js";
import { focusAgain, watchKeys } from "../../console/board/focus.js";
import { keepInView } from "../../console/board/keep_in_view.js";
import { followHand } from "../../console/board/next_card.js";
import { drawPiles } from "../../console/board/piles.js";
import { keepChosen } from "../../console/board/selection.js";
import { drawSuggestions } from "../../console/board/suggestions.js";
import { followPlaced, tellArrived, watchSuggestions } from "../../console/board/suggestion_watch.js";
import { themeDrag } from "../../console/board/theme_drag.js";
import { focusName } from "../../console/board/theme_name.js";
import { drawWording } from "../../console/board/wording.js";
import { drawBoardTools } from "../../console/work/board_tools.js";
import { wish } from "../../console/work/board_wishes.js";
import { mountEntry } from "../../console/work/entry.js";
import { heldIn, onBoard } from "../../console/parts/facts.js";
import { remembered } from "../../console/parts/browser_memory.js";
import { matches, searchField } from "../../console/parts/search.js";
import { forget } from "../../console/parts/next_keys.js";
export { picture } from "./picture.js";

/** Mounts the work of a clusters step. */
export function mount(desk, workplace) {
  const board = {
    desk,
    tools: el("div", { class: "tools" }),
    pop: el("div", { class: "pop", hidden: true }),
    entry: mountEntry(desk),
    cols: el("div", { class: "cols", role: "group", "aria-label": t("kind.clusters") }),
    columns: [],
    focus: null,
    lift: null,
    anchor: null,
    hand: null,
    left: null,
    shows: 0,
    chosenBefore: false,
    naming: null,
    asked: new Set(),
    titled: remembered("likely/" + desk.boot.ref),
    seek: searchField(desk),
    order: orderField(desk),
    open: null,
    folded: false,
  };
  workplace.append(board.tools, board.pop, board.entry.node, board.cols);
  watchKeys(board);
  watchDrag(board, [cardDrag(board), themeDrag(board)]);
  workplace.addEventListener("wish", (board.wish = (event) => wish(board, event.detail) && event.preventDefault()));
  // Heights, widths and folding follow the window.
  board.size = watchSize(board, () => desk.redraw());
  board.size.observe(board.cols);
  board.inView = keepInView(board);
  board.suggestions = watchSuggestions(board);
  return { draw: (view) => draw(board, view), leave: () => leave(board, workplace) };
}

// A name that is on its way finds no field any more.
function leave(board, workplace) {
  workplace.removeEventListener("wish", board.wish);
  board.size.disconnect();
  board.inView.leave();
  board.suggestions.leave();
  forget(board.desk.ui);
}

function draw(board, view) {
  const { desk } = board;
  board.view = view;
  const ideas = onBoard(view);
  followHand(board, view);
  const moved = keepChosen(board, ideas);
  if (moved) desk.say(t("console.chosen_moved", {}, moved), "hint");
  if (!desk.ui.chosen.size) board.chosenBefore = false;
  const { find, moving, order } = desk.ui;
  const isFound = (idea) => [idea, ...heldIn(view, idea)].some((one) => matches(find, one.number, one.text));
  board.columns = columnsOf(view, ideas, moving, isFound, order);
  const held = board.cols.contains(document.activeElement);
  drawColumns(board);
  focusAgain(board, held);
  board.inView.follow();
  focusName(board);
  drawBoardTools(board, view);
  drawSuggestions(board);
  drawPiles(board);
  tellArrived(board);
  followPlaced(board);
  drawWording(board);
}
