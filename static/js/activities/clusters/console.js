// The work of grouping: the board and the tools above it. Drag, menu and keyboard end in the same command.

import { el, replaceContent } from "../../dom/el.js";
import { t } from "../../text/words.js";
import { columnsOf, counted, drawColumns } from "../../console/board/columns.js";
import { watchDrag } from "../../console/board/drag.js";
import { focusAgain, watchKeys } from "../../console/board/focus.js";
import { newTheme, place } from "../../console/board/moves.js";
import { focusName } from "../../console/board/theme_name.js";
import { closePop, openHide, openMove } from "../../console/board/popup.js";
import { subject } from "../../console/board/selection.js";
import { drawSuggestions, rowsOf, suggestButton, watchSuggestions } from "../../console/board/suggestions.js";
import { boardHeading } from "../../console/work/board_heading.js";
import { mountEntry } from "../../console/work/entry.js";
import { toggleWords } from "../../console/work/tools.js";
import { merge, openWording } from "../../console/board/wording.js";
import { canBeLeftOut, heldIn, ideasStep, isSettled, onBoard } from "../../console/parts/facts.js";
import { toggleStep } from "../../console/bar/main_action.js";
import { showTheme, spotlight } from "../../console/parts/screen_commands.js";
import { matches, searchField } from "../../console/parts/search.js";
import { button } from "../../console/parts/button.js";
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
    naming: null,
    seek: searchField(desk),
    open: null,
    folded: false,
  };
  workplace.append(board.tools, board.pop, board.entry.node, board.cols);
  watchKeys(board);
  watchDrag(board, (ids, target) => (target === "new" ? newTheme(board, ids) : place(board, ids, target)));
  workplace.addEventListener("wish", (board.wish = (event) => wish(board, event.detail)));
  // Heights, widths and folding follow the window.
  board.size = new ResizeObserver(() => desk.redraw());
  board.size.observe(board.cols);
  board.suggestions = watchSuggestions(board);
  return { draw: (view) => draw(board, view), leave: () => leave(board, workplace) };
}

// A name that is on its way finds no field any more.
function leave(board, workplace) {
  workplace.removeEventListener("wish", board.wish);
  board.size.disconnect();
  board.suggestions.leave();
  forget(board.desk.ui);
}

function draw(board, view) {
  board.view = view;
  const ideas = onBoard(view);
  keepChosen(board, ideas);
  const { find, moving } = board.desk.ui;
  const isFound = (idea) => [idea, ...heldIn(view, idea)].some((one) => matches(find, one.number, one.text));
  board.columns = columnsOf(view, ideas, moving, isFound);
  const held = board.cols.contains(document.activeElement);
  drawColumns(board);
  focusAgain(board, held);
  focusName(board);
  drawTools(board, view);
  drawSuggestions(board);
}

// Ideas that were hidden meanwhile leave the selection.
function keepChosen(board, ideas) {
  const { chosen } = board.desk.ui;
  if (!chosen.size) return;
  const here = new Set(ideas.map((idea) => idea.id));
  chosen.forEach((id) => here.has(id) || chosen.delete(id));
}

function drawTools(board, view) {
  const { chosen } = board.desk.ui;
  const open = ["open", "closing"].includes(view.state(view.step));
  const one = chosen.size === 1 ? view.idea([...chosen][0]) : null;
  const lit = Boolean(one) && view.forum.spotlight === one.id;
  const out = outOf(board, view);
  const stamp = [
    [...chosen].join(),
    open,
    lit,
    out,
    Boolean(one) && isSettled(view, one.id),
    board.columns.map((column) => counted(column, board.desk.ui.find)).join(),
    view.clusters.length,
    view.ideas.length,
    view.forum.state,
    rowsOf(board).length,
  ].join("/");
  if (board.tools.dataset.stamp === stamp) return;
  board.tools.dataset.stamp = stamp;
  const held = board.tools.contains(document.activeElement) ? document.activeElement.id : "";
  replaceContent(
    board.tools,
    boardHeading(board, view),
    ...(chosen.size ? withChosen(board, one, lit, out) : withNone(board)),
  );
  const again = held && (document.getElementById(held) || board.tools.querySelector("button"));
  if (again) again.focus();
}

function withChosen(board, one, lit, out) {
  const acts = [
    button(t("console.move.short"), () => openMove(board), { id: "move", key: "g" }),
    button(t("console.new_theme"), () => newTheme(board, subject(board)), { id: "new-theme", key: "t", icon: "plus" }),
  ];
  if (!one || !isSettled(board.view, one.id))
    acts.push(
      button(t(one ? "console.wording" : "console.merge"), () => wish(board, "merge"), {
        id: "merge",
        key: "m",
        icon: one ? "edit" : "merge",
      }),
    );
  if (one && one.state === "shown")
    acts.push(
      button(t(lit ? "console.spotlight.stop" : "console.spotlight"), () => wish(board, "spot"), {
        id: "spot",
        key: "s",
        icon: "spot",
        on: lit,
      }),
    );
  if (out !== null)
    acts.push(
      button(t(out ? "console.take_in" : "console.leave_out"), () => wish(board, "leave_out"), {
        id: "leave-out",
        key: "v",
      }),
    );
  return acts.concat(
    button(t("mod.hide"), () => openHide(board), { id: "hide", key: "h", icon: "hide" }),
    button(t("console.choose_none"), () => wish(board, "none"), { id: "none", bare: true }),
  );
}

// Whether all selected ideas are left out of votes (true) or can be (false); null where they are not voted on.
function outOf(board, view) {
  const ideas = subject(board)
    .map((id) => view.idea(id))
    .filter((idea) => idea && canBeLeftOut(view, idea));
  return ideas.length ? ideas.every((idea) => idea.left_out) : null;
}

async function leaveOut(board, ids) {
  const out = outOf(board, board.view);
  if (out === null) return board.desk.say(t("console.not_votable"), "hint");
  for (const idea of ids) await board.desk.act("idea.leave_out", { idea, out: !out });
}

function withNone(board) {
  return [
    // An idea can be entered here, too, for a late paper or a person whose time ran out.
    ideasStep(board.view) &&
      button(t("console.helper.short"), () => board.entry.open(), {
        id: "enter-idea",
        key: "i",
        icon: "edit",
        title: t("console.helper"),
      }),
    button(t("console.new_theme"), () => newTheme(board, []), { id: "new-theme", key: "t", icon: "plus" }),
    suggestButton(board),
    button(toggleWords(board.view), () => toggleStep(board.desk), { id: "toggle-step", key: "x" }),
  ];
}

function wish(board, what) {
  const ids = subject(board);
  if (what === "none") closePop(board);
  if (what === "none") board.desk.ui.chosen.clear();
  if (what === "none") board.desk.redraw();
  if (what === "theme") newTheme(board, [...board.desk.ui.chosen]);
  const head = board.focus && !board.desk.ui.chosen.size ? board.focus.head : null;
  if (what === "spot" && head) return void showTheme(board.desk, board.view.forum.cluster === head ? null : head);
  if (!ids.length)
    return ["move", "hide", "spot", "leave_out", "merge"].includes(what)
      ? board.desk.say(t("console.choose_first"), "hint")
      : undefined;
  if (what === "move") openMove(board);
  if (what === "hide") openHide(board);
  if (what === "leave_out") leaveOut(board, ids);
  if (what === "merge" && ids.length > 1) merge(board, ids);
  else if (what === "merge") openWording(board, ids[0]);
  if (what === "spot") spotlight(board.desk, board.view.forum.spotlight === ids[0] ? null : ids[0]);
}
