// Which rows of a list a person had time to read: wholly in view for a while, while the page was. Others cannot be answered
// together.

// As long as a short idea takes to read, in ms.
const READ = 1000;

/**
 * Keeps the time that rows are in view: look(idea, inView, now) when that changes, isRead(idea, now, least), whether that
 * was for at least so many ms at a stretch, isInView(idea), and away(now) and back(now) when the page is covered and
 * uncovered. Times are epoch ms; new words are to be read anew.
 */
export function readingTimes() {
  const rows = new Map();
  let covered = false;
  const stop = (row, now) => {
    row.longest = stretch(row, now);
    row.since = 0;
  };
  return {
    look: (idea, inView, now) => {
      const row = rowOf(rows, idea, now);
      stop(row, now);
      row.inView = inView;
      if (inView && !covered) row.since = now;
    },
    isRead: (idea, now, least = READ) => rows.has(idea.id) && stretch(rowOf(rows, idea, now), now) >= least,
    isInView: (idea) => rows.has(idea.id) && rows.get(idea.id).inView,
    away: (now) => {
      covered = true;
      rows.forEach((row) => stop(row, now));
    },
    back: (now) => {
      covered = false;
      rows.forEach((row) => row.inView && (row.since = now));
    },
  };
}

function stretch(row, now) {
  return row.since > 0 ? Math.max(row.longest, now - row.since) : row.longest;
}

// The entry of an idea; with other words than before it starts again.
function rowOf(rows, idea, now) {
  const known = rows.get(idea.id);
  if (known && known.words === idea.text) return known;
  const inView = Boolean(known) && known.inView;
  const row = { words: idea.text, inView, since: known && known.since ? now : 0, longest: 0 };
  rows.set(idea.id, row);
  return row;
}

/** Watches the rows of a list: {times, watch(row), leave()}; `ideaOf(row)` finds the idea of an element. */
export function watchRows(ideaOf) {
  const times = readingTimes();
  const seen = (entry) => {
    const idea = ideaOf(entry.target);
    if (idea) times.look(idea, entry.isIntersecting && entry.intersectionRatio > 0.95, Date.now());
  };
  const observer = new IntersectionObserver((entries) => entries.forEach(seen), { threshold: [0, 0.96] });
  const covered = () => times[document.hidden ? "away" : "back"](Date.now());
  document.addEventListener("visibilitychange", covered);
  const leave = () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", covered);
  };
  return { times, watch: (row) => observer.observe(row), leave };
}
