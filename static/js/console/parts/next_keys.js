// The keys after a shortcut: G waits for a letter, T for a name, I and / for text. While the panel or the field that
// takes them is not there, because nothing was chosen or the server has not answered, they must not act as commands.
// What follows the Enter of a name is kept until the server has answered, and then played in order (played_keys.js).

// As long as the hint stands that says what is missing, and a pause after which keys are commands again.
const HINT_MS = 5000;
const PAUSE_MS = 1500;
const MODIFIERS = ["Shift", "CapsLock", "AltGraph", "Dead"];
// Keys that are kept besides letters: what people mean by Tab or F5 is not known in advance.
const PLAYED = ["Enter", "Backspace", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "F2"];
// After such a long wait people do not know any more what they had pressed.
const KEPT_MS = 10000;

/** After a shortcut whose second key would find nothing: that key does nothing. */
export function skipLetter(ui) {
  ui.next = { what: "letter", until: Date.now() + HINT_MS };
}

/** After a shortcut whose field does not come: text does nothing until the person pauses. */
export function skipText(ui) {
  ui.next = { what: "rest", until: Date.now() + PAUSE_MS };
}

/** A field will come: text is kept for it. */
export function keepText(ui) {
  ui.next = { what: "text", text: "", sent: false, later: [], since: 0 };
}

/** The field has come: what was typed for it, and whether Enter followed. What came after Enter is still kept. */
export function takeText(ui) {
  const { next } = ui;
  const typed = next && next.what === "text" ? next : { text: "", sent: false };
  ui.next = typed.sent ? { what: "keys", later: typed.later, since: typed.since } : null;
  return typed;
}

/** Enter was pressed: until its answer comes all keys are kept, those in its field too. */
export function keepKeys(ui) {
  if (!holdsAll(ui)) ui.next = { what: "keys", later: [], since: Date.now() };
}

/** Whether keys are kept wherever the focus is. */
export function holdsAll(ui) {
  return Boolean(ui.next) && ui.next.what === "keys";
}

/** The answer has come: the keys that were kept, as [{key, shiftKey}]. */
export function takeKeys(ui) {
  const { next } = ui;
  const all = holdsAll(ui) && Date.now() - next.since < KEPT_MS ? next.later : [];
  forget(ui);
  return all;
}

/** Nothing is waited for any more. */
export function forget(ui) {
  ui.next = null;
}

/** Whether keys are waited for. */
export function waits(ui) {
  return Boolean(ui.next);
}

/** Hears a key; true if it is no command. */
export function isTaken(ui, event) {
  const { next } = ui;
  const { key } = event;
  if (!next || MODIFIERS.includes(key)) return false;
  if (next.what === "keys" || next.sent) return later(ui, event);
  if (next.what === "text") return keep(ui, key);
  if ([...key].length > 1 || Date.now() >= next.until) return (forget(ui), false);
  if (next.what === "letter") forget(ui);
  else next.until = Date.now() + PAUSE_MS;
  return true;
}

function keep(ui, key) {
  const { next } = ui;
  if (key === "Escape") forget(ui);
  else if (key === "Enter") Object.assign(next, { sent: true, since: Date.now() });
  else if (key === "Backspace") next.text = [...next.text].slice(0, -1).join("");
  else if ([...key].length > 1) return false;
  else next.text += key;
  return true;
}

// Escape takes back what was not played yet. Enter twice is one.
function later({ next }, { key, shiftKey }) {
  if (key === "Escape") next.later = [];
  else if ([...key].length > 1 && !PLAYED.includes(key)) return false;
  else if (key !== "Enter" || next.later.length) next.later.push({ key, shiftKey: Boolean(shiftKey) });
  return true;
}
