// Keeps what somebody reads or writes where it is on the page. Phone-safe.

/**
 * Does work() above the node `id`: longer words must not move what is under a finger or a caret, so the page scrolls by
 * the difference.
 */
export function inPlace(id, work) {
  const below = document.getElementById(id);
  const before = below.getBoundingClientRect().top;
  work();
  window.scrollBy(0, below.getBoundingClientRect().top - before);
}
