// Takes an own idea back, and offers to restore it for ten seconds: the card stays in its place with that button.
// Phone-safe.

import { t } from "../text/words.js";

const UNDO_OFFERED_MS = 10000;

/** Takes the idea of a card back. */
export function takeBack(page, card) {
  const id = idOf(page, card);
  dropChanges(page, id);
  if (id) page.outbox.add({ verb: "idea.withdraw", slot: "withdraw-" + id, body: { idea: id } });
  else page.outbox.drop(card.key);
  page.taken = {
    until: page.live.now() + UNDO_OFFERED_MS,
    card: { ...card, id: id, phase: "taken", editing: false, cluster: null },
  };
  page.notice("", "check", t("idea.withdraw.done"));
}

/** The card of what was taken back less than ten seconds ago, as a list of one or none. */
export function takenCards(page) {
  if (page.taken && page.live.now() > page.taken.until) page.taken = null;
  return page.taken ? [page.taken.card] : [];
}

/**
 * Restores the idea. One that never left the phone stays in the outbox; for one that the server has, a command is sent.
 */
export function bringBack(page) {
  const card = page.taken ? page.taken.card : null;
  if (!card) return;
  const id = idOf(page, card);
  page.taken = null;
  if (id) restore(page, id);
  else if (!page.outbox.keep(card.key))
    page.outbox.add({ verb: "idea.add", body: { activity: card.activity, text: card.text } });
  page.notice("", "check", t("idea.restored"));
}

// A withdrawal that waits is dropped; one that is being sent is followed by idea.restore (followUps in actions.js).
function restore(page, id) {
  const waiting = page.outbox
    .items()
    .find((item) => item.verb === "idea.withdraw" && item.body.idea === id && item.state === "waiting");
  if (waiting) page.outbox.drop(waiting.key);
  else page.outbox.add({ verb: "idea.restore", slot: "restore-" + id, body: { idea: id } });
}

// Pending edits of an idea that is taken back are dropped.
function dropChanges(page, id) {
  page.outbox
    .items()
    .slice()
    .forEach(function (item) {
      if (item.verb === "idea.edit" && item.body.idea === id) page.outbox.drop(item.key);
    });
}

/**
 * The id of a card's idea, 0 while it has not arrived. An idea that was being sent when the card was drawn may have
 * arrived since.
 */
export function idOf(page, card) {
  const arrived = page.outbox.arrived().find((item) => item.key === card.key);
  const mine = page.live.store.all("mine").find((idea) => idea.key === card.key);
  return mine ? mine.id : arrived && arrived.made.idea ? arrived.made.idea : card.id || 0;
}
