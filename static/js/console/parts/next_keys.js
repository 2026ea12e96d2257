// The keys after a shortcut: G waits for a letter, T for a name, I and / for text. While the panel or the field that
// takes them is not there, because nothing was chosen or the server has not answered, they must not act as commands.

// As long as the hint stands that says what is missing, and a pause after which keys are commands again, in ms.
const LETTER = 5000;
const PAUSE = 1500;
const MODIFIERS = ["Shift", "CapsLock", "AltGraph", "Dead"];

/** After a shortcut whose second key would find nothing: that key does nothing. */
export function skipLetter(ui) {
  ui.next = { what: "letter", until: Date.now() + LETTER };
}

/** After a shortcut whose field does not come: text does nothing until the person pauses. */
export function skipText(ui) {
  ui.next = { what: "rest", until: Date.now() + PAUSE };
}

/** A field will come: text is kept for it. */
export function keepText(ui) {
  ui.next = { what: "text", text: "", sent: false };
}

/** The field has come: what was typed for it, and whether Enter followed. */
export function takeText(ui) {
  const { next } = ui;
  ui.next = null;
  return next && next.what === "text" ? next : { text: "", sent: false };
}

/** Nothing is waited for any more. */
export function forget(ui) {
  ui.next = null;
}

/** Whether keys are waited for. */
export function waits(ui) {
  return Boolean(ui.next);
}

/** Hears a key outside of all fields; true if it is no command. */
export function isTaken(ui, key) {
  const { next } = ui;
  if (!next || MODIFIERS.includes(key)) return false;
  if (next.what === "text") return keep(ui, key);
  if ([...key].length > 1 || Date.now() >= next.until) return (forget(ui), false);
  if (next.what === "letter") forget(ui);
  else next.until = Date.now() + PAUSE;
  return true;
}

function keep(ui, key) {
  const { next } = ui;
  if (key === "Escape") forget(ui);
  else if (key === "Enter") next.sent = true;
  else if (key === "Backspace") next.text = [...next.text].slice(0, -1).join("");
  else if ([...key].length > 1) return false;
  else if (!next.sent) next.text += key;
  return true;
}
