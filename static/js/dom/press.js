// Keeps the page still while somebody presses: a button that is replaced between press and release gets no click.

/** How long a press keeps the page still at most: longer than that it is a drag, during which the page lives on. */
export const PRESS_MS = 1000;
/** How long after a finger is lifted its click may still come. */
export const CLICK_MS = 60;

/** Watches the presses in `place` (the document): a function that says whether one is going on now. */
export function watchPresses(place, now = () => performance.now()) {
  let until = 0;
  const set = (ms) => () => (until = ms && now() + ms);
  place.addEventListener("pointerdown", set(PRESS_MS), true);
  place.addEventListener("pointerup", set(CLICK_MS), true);
  // On the way out of the document: after the button's own listeners.
  for (const end of ["click", "pointercancel"]) place.addEventListener(end, set(0));
  return () => now() < until;
}

/**
 * Lets the pointer press what is in `place` without taking the focus from where the keys are: a layout that follows the
 * focus of the keys would move the button away between its press and its release, and it would get no click.
 */
export function leaveFocusToKeys(place) {
  place.addEventListener("mousedown", (event) => {
    if (event.target.closest("button, label, input") && place.querySelector(":focus-visible")) event.preventDefault();
  });
}
