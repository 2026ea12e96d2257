// Double presses: two presses in quick succession count as one.

/** Presses closer than this are one: as slow as a double click may be. */
export const TWICE_MS = 600;

/** Whether this is the second press of a double press; `of` names the action. */
export function twice(ui, of) {
  const now = Date.now();
  const soon = now - (ui[of] || 0) < TWICE_MS;
  if (!soon) ui[of] = now;
  return soon;
}
