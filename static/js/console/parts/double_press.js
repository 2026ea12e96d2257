// Double presses: two that come close are one.

/** Presses closer than this are one press, in milliseconds: a double click may be as slow. */
export const TWICE = 600;

/** Whether this is the second half of a double press; `of` names which of them is meant. */
export function twice(ui, of) {
  const now = Date.now();
  const soon = now - (ui[of] || 0) < TWICE;
  if (!soon) ui[of] = now;
  return soon;
}
