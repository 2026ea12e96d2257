// Which targets of a vote this phone has shown, so that after a reload it still knows which ones came later. Only those
// of the last vote are stored. Phone-safe.

/**
 * {read(vote), write(vote, facts)} for one forum: `facts` are {labels, fresh, past} of the vote with this id. `local`
 * is the browser's localStorage or null; without it a reload forgets.
 */
export function seenTargets(code, local) {
  const name = "seen/" + code;
  return {
    read: function (vote) {
      try {
        const kept = JSON.parse(local.getItem(name));
        return kept && kept.vote === vote ? kept : null;
      } catch (error) {
        return null;
      }
    },
    write: function (vote, facts) {
      try {
        const known = { vote: vote, labels: facts.labels, fresh: facts.fresh, past: facts.past };
        local.setItem(name, JSON.stringify(known));
      } catch (error) {
        // A full or closed storage: a reload forgets what was new.
      }
    },
  };
}
