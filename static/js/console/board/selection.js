// The cards that a command on the board applies to.

/** The selected cards, else the focused one. */
export function subject(board) {
  const { chosen } = board.desk.ui;
  if (chosen.size) return [...chosen];
  return board.focus && board.focus.card ? [board.focus.card] : [];
}
