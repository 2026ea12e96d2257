// Which cards are selected, and which of them a command on the board applies to.

/** The selected cards, else the focused one. */
export function subject(board) {
  const { chosen } = board.desk.ui;
  if (chosen.size) return [...chosen];
  return board.focus && board.focus.card ? [board.focus.card] : [];
}

/** Selects all cards that a search has found, or those of one column; none where all of them were selected. */
export function chooseAll(board, column) {
  const { chosen, find } = board.desk.ui;
  const among = column ? [column] : find.trim() ? board.columns : [columnOfFocus(board)];
  const ids = among.flatMap((one) => one.ideas.map((idea) => idea.id));
  const all = ids.every((id) => chosen.has(id));
  ids.forEach((id) => (all ? chosen.delete(id) : chosen.add(id)));
  board.desk.redraw();
}

/** The column in which the focus is, else the pile. */
export function columnOfFocus(board) {
  const { card, head } = board.focus || {};
  const holds = (column) => (card ? column.ideas.some((idea) => idea.id === card) : column.id === (head || null));
  return board.columns.find(holds) || board.columns[0];
}
