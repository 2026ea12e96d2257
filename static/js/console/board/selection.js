// What a command on the board is about.

/** The cards that a command is about: the chosen ones, else the one with the focus. */
export function subject(board) {
  const { chosen } = board.desk.ui;
  if (chosen.size) return [...chosen];
  return board.focus && board.focus.card ? [board.focus.card] : [];
}
