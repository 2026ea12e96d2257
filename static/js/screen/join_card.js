// Keeps the join card up to date: fetches it when the forum has changed, after a reconnect, and from time to time,
// because the hall's network may change. The secret in the QR code comes only this way, never over the socket.

const PAUSE_MS = 3000;
const ASK_EVERY_MS = 30000;

/** Watches the card at `url` and calls `changed(card)` when it differs. Returns {ask()}. */
export function watchCard(url, card, changed) {
  const me = { url, changed, known: JSON.stringify(card), wait: null, asked: 0 };
  setInterval(() => ask(me), ASK_EVERY_MS);
  return { ask: () => ask(me) };
}

function ask(me) {
  if (me.wait !== null) return;
  me.wait = setTimeout(() => fetchCard(me), Math.max(0, me.asked + PAUSE_MS - Date.now()));
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
