// The join card, kept up to date: asked for again when the forum has changed, when the line is back, and now and then, for the network of
// the hall may have changed. The QR's secret comes this way only, never over the wire.

const PAUSE = 3000;
const NOW_AND_THEN = 30000;

/** Watches the card at `url`. `changed(card)` is told when it is another. Returns {ask()}. */
export function watchCard(url, card, changed) {
  const me = { url, changed, known: JSON.stringify(card), wait: null, asked: 0 };
  setInterval(() => ask(me), NOW_AND_THEN);
  return { ask: () => ask(me) };
}

function ask(me) {
  if (me.wait !== null) return;
  me.wait = setTimeout(() => fetchCard(me), Math.max(0, me.asked + PAUSE - Date.now()));
}

function fetchCard(me) {
  me.asked = Date.now();
  fetch(me.url, { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null)
    .then((card) => {
      me.wait = null;
      if (card) take(me, card);
    });
}

function take(me, card) {
  const now = JSON.stringify(card);
  if (now === me.known) return;
  me.known = now;
  me.changed(card);
}
