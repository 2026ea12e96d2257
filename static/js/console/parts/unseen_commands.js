// The commands of this page that its view does not show yet: not answered, or answered while the frame is on its way.
// Undo waits for them: the newest command in the view is an older one than the facilitator has just given.

// How long a frame may take after the answer, in ms. A command that leaves nothing to undo is shown by none.
const LATE = 1000;
// What takes back or repeats commands waits for none of its own kind.
const OWN = ["undo", "redo"];

/**
 * {begin(verb, newest), look(newest), whenSeen(run)}. `newest` is the log row of this facilitator's newest command in
 * the view, 0 for none; begin() returns what to call with the answer. whenSeen() runs at once if nothing is unseen,
 * else as soon as all is, and not at all once a command is refused: nothing was done that it could take back.
 */
export function unseenCommands(later = setTimeout) {
  const box = { unseen: [], waiting: [] };
  return {
    begin: (verb, newest) => begin(box, verb, newest, later),
    look: (newest) => keep(box, (one) => !one.answered || newest <= one.before),
    whenSeen: (run) => (box.unseen.length ? box.waiting.push(run) : run()),
  };
}

function begin(box, verb, newest, later) {
  if (OWN.includes(verb)) return () => {};
  const one = { before: newest, answered: false };
  const drop = () => keep(box, (other) => other !== one);
  box.unseen.push(one);
  return (answer) => {
    one.answered = true;
    if (answer.ok) return later(drop, LATE);
    box.waiting = [];
    return drop();
  };
}

function keep(box, isUnseen) {
  box.unseen = box.unseen.filter(isUnseen);
  if (!box.unseen.length) box.waiting.splice(0).forEach((run) => run());
}
