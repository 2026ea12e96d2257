// The commands that this page has sent, to know whether a change is its own.

// How long after its answer a command may still become visible.
const LATE_MS = 30000;

/** {begin(verb), take(verb)}. begin() returns what to call with the answer. */
export function sentCommands() {
  let sent = [];
  return {
    begin: (verb) => {
      const one = { verb, until: Infinity };
      sent.push(one);
      return (answer) => (one.until = answer.ok ? Date.now() + LATE_MS : 0);
    },
    // The command that caused a change, or "" if none did; each is used once. `verb` may be a list; undo and redo match
    // any change.
    take: (verb) => {
      sent = sent.filter((one) => Date.now() < one.until);
      const at = sent.findIndex((one) => [].concat(verb, "undo", "redo").includes(one.verb));
      return at >= 0 ? sent.splice(at, 1)[0].verb : "";
    },
  };
}
