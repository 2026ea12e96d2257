// Focus for a control that was drawn anew in the place of an old one. Phone-safe.

/** Focuses it without moving the page: it stands where the person already looks. */
export function refocus(node) {
  const x = window.pageXOffset;
  const y = window.pageYOffset;
  node.focus({ preventScroll: true });
  // Browsers that do not know the option (iOS before 15) have scrolled.
  if (window.pageYOffset !== y) window.scrollTo(x, y);
}
