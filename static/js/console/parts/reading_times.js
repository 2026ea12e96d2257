// Which rows of a list a person had time to read. People read one row after the other, so only as many rows count as
// read, from the top, as there was time for. Others cannot be answered together.

// As long as a short idea takes to read.
const READ_MS = 1000;

/**
 * Keeps the time that rows are in view, for a list whose ids stand from the top as order() says; `each` is how many ms
 * one row takes to read. look(idea, inView, now) when it comes into view or leaves it; away(now) and back(now) when the
 * page is covered and uncovered; acted(now) when the person has decided on one row: that took the time since the last
 * row was read; hold(on, now) while the person does something else, such as writing. isRead(idea, now): whether there
 * was time to read it after those above it, at a stretch; wasSeen(idea, now, least): whether it was in view for so many
 * ms at a stretch; isInView(idea). Times are epoch ms; new words are to be read anew.
 */
export function readingTimes(order, each = READ_MS) {
  const rows = new Map();
  const list = { rows, order, each, covered: false, held: false, at: 0 };
  return {
    look: (idea, inView, now) => look(list, idea, inView, now),
    isRead: (idea, now) => {
      readOn(list, now);
      return rows.has(idea.id) && rowOf(rows, idea, now).spent >= each;
    },
    wasSeen: (idea, now, least) => rows.has(idea.id) && stretch(rowOf(rows, idea, now), now) >= least,
    isInView: (idea) => rows.has(idea.id) && rows.get(idea.id).inView,
    acted: (now) => {
      readOn(list, now);
      rows.forEach((row) => beginAnew(list, row));
    },
    hold: (on, now) => {
      readOn(list, now);
      list.held = on;
    },
    away: (now) => cover(list, true, now),
    back: (now) => cover(list, false, now),
  };
}

function look(list, idea, inView, now) {
  readOn(list, now);
  const row = rowOf(list.rows, idea, now);
  stop(list, row, now);
  row.inView = inView;
  if (inView && !list.covered) row.since = now;
}

function cover(list, covered, now) {
  readOn(list, now);
  list.covered = covered;
  list.rows.forEach((row) => (covered ? stop(list, row, now) : row.inView && (row.since = now)));
}

function stop(list, row, now) {
  row.longest = stretch(row, now);
  row.since = 0;
  beginAnew(list, row);
}

// A row that was not read whole is to be read from its beginning.
function beginAnew(list, row) {
  if (row.spent < list.each) row.spent = 0;
}

function readOn(list, now) {
  if (list.at && now > list.at && !list.held) share(list, now - list.at);
  list.at = Math.max(list.at, now);
}

// Gives the time to the first rows in view that are still to be read, to each what it still needs.
function share(list, time) {
  let left = time;
  for (const id of list.order()) {
    const row = list.rows.get(id);
    if (!row || !row.since) continue;
    const part = Math.min(left, list.each - row.spent);
    row.spent += part;
    left -= part;
    if (!left) return;
  }
}

function stretch(row, now) {
  return row.since > 0 ? Math.max(row.longest, now - row.since) : row.longest;
}

// The entry of an idea; with other words than before it starts again.
function rowOf(rows, idea, now) {
  const known = rows.get(idea.id);
  if (known && known.words === idea.text) return known;
  const inView = Boolean(known) && known.inView;
  const row = { words: idea.text, inView, since: known && known.since ? now : 0, longest: 0, spent: 0 };
  rows.set(idea.id, row);
  return row;
}

/** Watches the rows of a list: {times, watch(row), leave()}; `ideaOf(row)` finds the idea of an element. */
export function watchRows(ideaOf, order, each) {
  const times = readingTimes(order, each);
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
