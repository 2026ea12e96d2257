// The commands of this page that its view does not show yet: not answered, or answered while the frame is on its way.
// Undo waits for the one that was sent last: what the view holds as the newest command was given before it.

// How long a frame may take after the answer. A command that leaves nothing to undo is shown by none.
const LATE_MS = 1000;
// What takes back or repeats commands waits for none of its own kind.
const OWN = ["undo", "redo"];

/**
 * {begin(verb), look(newest), whenSeen(run)}. begin() returns what to call with the answer. `newest` is the log row of
 * this facilitator's newest command in the view, 0 for none. whenSeen() calls run(row) once the command that was sent
 * last is in the view; `row` is its row in the log. It runs at once, with 0, if nothing is unseen, and not at all if
 * that command is refused: nothing was done that it could take back.
 */
export function unseenCommands(later = setTimeout) {
  const box = { unseen: [] };
  return {
    begin: (verb) => (OWN.includes(verb) ? () => {} : begin(box, later)),
    look: (newest) => box.unseen.filter((one) => one.row && newest >= one.row).forEach((one) => seen(box, one)),
    whenSeen: (run) => (box.unseen.length ? box.unseen[box.unseen.length - 1].waiting.push(run) : run(0)),
  };
}

function begin(box, later) {
  const one = { row: 0, waiting: [] };
  box.unseen.push(one);
  return (answer) => {
    one.row = answer.n || 0;
    if (answer.ok) return later(() => seen(box, one), LATE_MS);
    one.waiting = [];
    return seen(box, one);
  };
}

function seen(box, one) {
  box.unseen = box.unseen.filter((other) => other !== one);
  one.waiting.splice(0).forEach((run) => run(one.row));
}
